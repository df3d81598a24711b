"""What editions have cost is summed up by month and model; of those before it is not known."""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """A table of what each build has spent."""
    op.create_table(
        "spent",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("newsletter", Words, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", Words, nullable=False),
        sa.Column("model", Words, nullable=False),
        sa.Column("requests", sa.Integer, nullable=False),
        sa.Column("input_tokens", sa.BigInteger, nullable=False),
        sa.Column("output_tokens", sa.BigInteger, nullable=False),
        sa.Column("cost", sa.Float),
        sa.Column("is_estimated", sa.Boolean, nullable=False),
    )
