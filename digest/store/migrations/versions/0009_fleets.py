"""Many editions share one reading: articles, rounds and told stories are kept between jobs."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from digest.store.schema import Packed, Words

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Tables of what jobs leave to each other, and indexes by which what is old is found."""
    _shelf()
    _rounds()
    op.create_table(
        "tellings",
        sa.Column("key", Words, primary_key=True),
        sa.Column("body", Packed, nullable=False),
        sa.Column("made", Words, nullable=False),
    )
    op.add_column("editions", sa.Column("round", Words))
    op.create_index("ix_editions_newsletter_round", "editions", ["newsletter", "round"])
    # What is old is forgotten from now on; when a feed last showed an entry was not kept until now.
    now = sa.literal(datetime.now(UTC).isoformat())
    op.execute(sa.update(sa.table("seen_items", sa.column("seen"))).values(seen=now))
    for table, column in (("tellings", "made"), ("answers", "created"), ("seen_items", "seen")):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _shelf() -> None:
    op.create_table(
        "kept_articles",
        sa.Column("id", Words, primary_key=True),
        sa.Column("body", Packed, nullable=False),
    )
    article = sa.ForeignKey("kept_articles.id", ondelete="CASCADE")
    op.create_table(
        "given_articles",
        sa.Column("article", Words, article, primary_key=True),
        sa.Column("place", Words, primary_key=True),
        sa.Column("first", Words, nullable=False),
        sa.Column("last", Words, nullable=False),
    )
    op.create_index("ix_given_articles_last", "given_articles", ["last"])
    op.create_index("ix_given_articles_place_first", "given_articles", ["place", "first"])


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("round", Words, primary_key=True),
        sa.Column("fleet", Words, nullable=False),
        sa.Column("begun", Words, nullable=False),
        sa.Column("body", Packed, nullable=False),
    )
    op.create_index("ix_rounds_fleet", "rounds", ["fleet"])
    op.create_table(
        "round_parts",
        sa.Column(
            "round", Words, sa.ForeignKey("rounds.round", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("stage", Words, primary_key=True),
        sa.Column("part", Words, primary_key=True),
        sa.Column("body", Packed, nullable=False),
    )
