"""What alembic runs when an old database is opened: the connection comes from open_store."""

from alembic import context

from digest.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
