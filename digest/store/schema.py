"""The tables. A change here needs a migration; a test compares what both make."""

import zlib

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

from digest.errors import StoreError

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text that every database takes, compared and ordered by its code points in each of them.

    PostgreSQL has no NUL and orders by the language of the machine, if it is not told otherwise;
    neither has half a surrogate pair.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Text in the order of its bytes."""
        is_server = dialect.name == "postgresql"
        return dialect.type_descriptor(Text(collation="C") if is_server else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The value without what a database refuses."""
        del dialect
        if value is None:
            return None
        return value.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


class Packed(TypeDecorator[str]):
    """Long text, compressed; it comes back letter by letter as it was given."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Its bytes, the same ones for the same text."""
        del dialect
        return None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """The text. Raises StoreError where the bytes are not those that were kept."""
        del dialect
        try:
            return (
                None if value is None else zlib.decompress(value).decode("utf-8", "surrogatepass")
            )
        except (zlib.error, UnicodeDecodeError) as error:
            raise StoreError(
                f"the store is damaged: a text in it cannot be unpacked ({error}); "
                "put a copy of it back"
            ) from error


answers = Table(
    "answers",
    metadata,
    Column("key", Words, primary_key=True),  # sha256 over all that shaped the answer
    Column("answer", Words, nullable=False),  # JSON, as the client stored it
    Column("created", Words, nullable=False, index=True),
)

leases = Table(
    "leases",
    metadata,
    Column("key", Words, primary_key=True),
    Column("host", Words, nullable=False),
    Column("process", Integer, nullable=False),
    Column("until", Words, nullable=False),
)

lengths = Table(
    "lengths",
    metadata,
    Column("base_url", Words, primary_key=True),
    Column("model", Words, primary_key=True),
    Column("kind", Words, primary_key=True),  # of request: draft, judgement, exam ...
    Column("requests", Integer, nullable=False),
    Column("estimated", BigInteger, nullable=False),  # tokens that the requests were thought to be
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("longest", Integer, nullable=False),  # answer, in tokens
)

spent = Table(
    "spent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("newsletter", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("cost", Float),  # US dollars; none where the price is not known
    Column("is_estimated", Boolean, nullable=False),
)

kept_editions = Table(
    "kept_editions",
    metadata,
    Column("newsletter", Words, primary_key=True),
    Column("found", Words, nullable=False),  # JSON: what the edition is made of, and when
    Column("usage", Words, nullable=False),  # JSON: what was spent on it until now
)

batches = Table(
    "batches",
    metadata,
    Column("run", Words, primary_key=True),  # our name for it, which the server keeps with it
    Column("newsletter", Words, nullable=False, index=True),
    Column("base_url", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("batch", Words),  # the server's name for it; none until the server has told it
    Column("asked", Words, nullable=False),  # JSON: keys of answers → estimated tokens of input
    Column("created", Words, nullable=False),
    Column("collected", Boolean, nullable=False, default=False),
)

rungs = Table(
    "rungs",
    metadata,
    Column("base_url", Words, primary_key=True),
    Column("model", Words, primary_key=True),
    Column("rung", Words, nullable=False),  # how that server wants to be asked; an older name alone
)

editions = Table(
    "editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("date", Words, nullable=False),
    Column("folder", Words, nullable=False),
    Column("since", Words),
    Column("until", Words, nullable=False),
    Column("sent", Boolean, nullable=False, default=False),
    Column("newsletter", Words, nullable=False, server_default=""),
    Column("round", Words),  # of the fleet that it was made in
    Index("ix_editions_newsletter_round", "newsletter", "round"),
)

edition_articles = Table(
    "edition_articles",
    metadata,
    Column("edition", ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True),
    Column("article", Words, primary_key=True, index=True),
)

edition_stories = Table(
    "edition_stories",
    metadata,
    Column("edition", ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True),
    Column("story", Words, primary_key=True),
    Column("thread", Words, nullable=False, index=True),
    Column("headline", Words, nullable=False),
    Column("section", Words, nullable=False),
    Column("articles", Words, nullable=False),  # JSON list of ids, copies included
    Column("points", Words, nullable=False),  # JSON list of the sentences that were printed
    Column("text", Words, nullable=False),  # headlines and lead sentences, to find it again
)

corrections = Table(
    "corrections",
    metadata,
    Column("newsletter", Words, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Words, primary_key=True),
    Column("date", Words, nullable=False),  # of the edition
    Column("text", Words, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("edition", Words, primary_key=True),
    Column("recipient", Words, primary_key=True),
    Column("state", Words, nullable=False),
    Column("note", Words, nullable=False, default=""),
    Column("updated", Words, nullable=False),
    Column("host", Words, nullable=False, server_default=""),
    Column("process", Integer, nullable=False, server_default="0"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("address", Words, primary_key=True),
    Column("token", Words, nullable=False, index=True),
    Column("left", Words),  # when the reader unsubscribed
)

feeds = Table(
    "feeds",
    metadata,
    Column("newsletter", Words, primary_key=True),
    Column("address", Words, primary_key=True),
    Column("state", Words, nullable=False),  # JSON: what the room of the sources knows of it
)

seen_items = Table(
    "seen_items",
    metadata,
    Column("newsletter", Words, primary_key=True),
    Column("item", Words, primary_key=True),
    Column("seen", Words, nullable=False, index=True),
)

kept_articles = Table(
    "kept_articles",
    metadata,
    Column("id", Words, primary_key=True),
    Column("body", Packed, nullable=False),  # JSON, which the fleet writes and reads
)

given_articles = Table(
    "given_articles",
    metadata,
    Column("article", ForeignKey("kept_articles.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Words, primary_key=True),
    Column("first", Words, nullable=False),  # when that place gave it
    Column("last", Words, nullable=False, index=True),
    Index("ix_given_articles_place_first", "place", "first"),
)

rounds = Table(
    "rounds",
    metadata,
    Column("round", Words, primary_key=True),
    Column("fleet", Words, nullable=False, index=True),
    Column("begun", Words, nullable=False),
    Column("body", Packed, nullable=False),
)

round_parts = Table(
    "round_parts",
    metadata,
    Column("round", ForeignKey("rounds.round", ondelete="CASCADE"), primary_key=True),
    Column("stage", Words, primary_key=True),
    Column("part", Words, primary_key=True),
    Column("body", Packed, nullable=False),
)

tellings = Table(
    "tellings",
    metadata,
    Column("key", Words, primary_key=True),  # over all that shaped the words
    Column("body", Packed, nullable=False),
    Column("made", Words, nullable=False, index=True),
)
