"""An edition may wait for answers that come hours later: what it is made of is kept so long."""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A table of editions that wait, and one of what they wait for."""
    op.create_table(
        "kept_editions",
        sa.Column("newsletter", Words, primary_key=True),
        sa.Column("found", Words, nullable=False),
        sa.Column("usage", Words, nullable=False),
    )
    op.create_table(
        "batches",
        sa.Column("run", Words, primary_key=True),
        sa.Column("newsletter", Words, nullable=False),
        sa.Column("base_url", Words, nullable=False),
        sa.Column("model", Words, nullable=False),
        sa.Column("batch", Words),
        sa.Column("asked", Words, nullable=False),
        sa.Column("created", Words, nullable=False),
        sa.Column("collected", sa.Boolean, nullable=False),
    )
    op.create_index("ix_batches_newsletter", "batches", ["newsletter"])
