"""The first form of the store. Later files change it; this one never changes again.

What is there already stays: a file may have been left half made by an earlier digest.
"""

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """All tables, as they were then."""
    _table("answers", _key("key"), _text("answer"), _text("created"))
    _table("rungs", _key("base_url"), _key("model"), _text("rung"))
    _table(
        "editions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        *map(_text, ("title", "date", "folder")),
        sa.Column("since", Words),
        _text("until"),
        sa.Column("sent", sa.Boolean, nullable=False),
    )
    _table("edition_articles", _edition(), _key("article"))
    _table(
        "edition_stories",
        _edition(),
        _key("story"),
        *map(_text, ("thread", "headline", "section", "articles", "points", "text")),
    )
    _table(
        "deliveries", _key("edition"), _key("recipient"), *map(_text, ("state", "note", "updated"))
    )
    _table("feeds", _key("address"), _text("state"))
    _table("seen_items", _key("address"), _key("item"), _text("seen"))
    _index("edition_articles", "article")
    _index("edition_stories", "thread")


def _table(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.Column[bool]) -> None:
    op.create_table(name, *columns, if_not_exists=True)


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column], if_not_exists=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, Words, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=False)


def _edition() -> sa.Column[int]:
    owner = sa.ForeignKey("editions.id", ondelete="CASCADE")
    return sa.Column("edition", sa.Integer, owner, primary_key=True)
