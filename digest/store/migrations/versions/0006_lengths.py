"""How long a model's requests and answers are is remembered, so that a build can be reckoned."""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """A table of sums by model and kind of request."""
    names = ("base_url", "model", "kind")
    op.create_table(
        "lengths",
        *(sa.Column(name, Words, primary_key=True) for name in names),
        sa.Column("requests", sa.Integer, nullable=False),
        sa.Column("estimated", sa.BigInteger, nullable=False),
        sa.Column("input_tokens", sa.BigInteger, nullable=False),
        sa.Column("output_tokens", sa.BigInteger, nullable=False),
        sa.Column("longest", sa.Integer, nullable=False),
    )
