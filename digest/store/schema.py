"""The tables. A change here needs a migration in migrations/versions, which a test compares."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0001"
"""The newest migration; a new database is made at it directly."""

metadata = MetaData()

answers = Table(
    "answers",
    metadata,
    Column("key", String(64), primary_key=True),  # sha256 over all that shaped the answer
    Column("answer", Text, nullable=False),  # JSON, as the client stored it
    Column("created", String(32), nullable=False),
)

rungs = Table(
    "rungs",
    metadata,
    Column("base_url", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("rung", String(32), nullable=False),  # how strictly that server keeps a schema
)

editions = Table(
    "editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("date", String(10), nullable=False),
    Column("folder", String, nullable=False),
    Column("since", String(32)),
    Column("until", String(32), nullable=False),
    Column("sent", Boolean, nullable=False, default=False),
)

edition_articles = Table(
    "edition_articles",
    metadata,
    Column("edition", ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True),
    Column("article", String(64), primary_key=True, index=True),
)

edition_stories = Table(
    "edition_stories",
    metadata,
    Column("edition", ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True),
    Column("story", String(64), primary_key=True),
    Column("thread", String(64), nullable=False, index=True),
    Column("headline", String, nullable=False),
    Column("section", String, nullable=False),
    Column("articles", Text, nullable=False),  # JSON list of ids, copies included
    Column("points", Text, nullable=False),  # JSON list of the sentences that were printed
    Column("text", Text, nullable=False),  # headlines and lead sentences, to find it again
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("edition", String(64), primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("note", String, nullable=False, default=""),
    Column("updated", String(32), nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("address", String, primary_key=True),
    Column("state", Text, nullable=False),  # JSON: what the room of the sources knows of it
)

seen_items = Table(
    "seen_items",
    metadata,
    Column("address", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("seen", String(32), nullable=False),
)
