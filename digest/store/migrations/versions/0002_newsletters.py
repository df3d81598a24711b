"""What was read is remembered by each newsletter for itself, and by marks instead of ids.

The states of feeds go over to every newsletter that there is, so that their windows stay; the old
ids say nothing among marks, so what lies in a window is read once more.
"""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """A newsletter for each edition, feed and item."""
    op.add_column("editions", sa.Column("newsletter", Words, nullable=False, server_default=""))
    op.execute("UPDATE editions SET newsletter = title")
    op.rename_table("feeds", "feeds_of_all")
    op.create_table("feeds", _key("newsletter"), _key("address"), _text("state"))
    op.execute(
        "INSERT INTO feeds (newsletter, address, state) "
        "SELECT known.newsletter, address, state FROM feeds_of_all "
        "CROSS JOIN (SELECT DISTINCT newsletter FROM editions) AS known"
    )
    op.drop_table("feeds_of_all")
    op.drop_table("seen_items")
    op.create_table("seen_items", _key("newsletter"), _key("item"), _text("seen"))


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, Words, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=False)
