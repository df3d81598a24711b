"""Corrections are kept, so that the next edition tells them."""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """A row for each correction of an edition."""
    op.create_table(
        "corrections",
        sa.Column("newsletter", Words, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", Words, primary_key=True),
        sa.Column("date", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
    )
