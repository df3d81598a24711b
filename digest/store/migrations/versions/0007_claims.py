"""A copy that is being sent is one process's own, and a reader can unsubscribe for good."""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Who is sending a copy, and a table of readers with their tokens."""
    op.add_column("deliveries", sa.Column("host", Words, nullable=False, server_default=""))
    op.add_column(
        "deliveries", sa.Column("process", sa.Integer, nullable=False, server_default="0")
    )
    op.create_table(
        "subscriptions",
        sa.Column("address", Words, primary_key=True),
        sa.Column("token", Words, nullable=False),
        sa.Column("left", Words),
    )
    op.create_index("ix_subscriptions_token", "subscriptions", ["token"])
