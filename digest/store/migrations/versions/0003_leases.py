"""Two builds at once share what they pay for, and have editions of different numbers."""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """A table of what a process does alone."""
    op.create_table(
        "leases",
        sa.Column("key", Words, primary_key=True),
        sa.Column("host", Words, nullable=False),
        sa.Column("process", sa.Integer, nullable=False),
        sa.Column("until", Words, nullable=False),
    )
