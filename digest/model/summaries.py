"""What an edition says of a story: checked sentences, and the evidence of each."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Method = Literal["model", "extractive"]


class Citation(NamedTuple):
    """Evidence: one sentence of one article, by the article's id and the sentence's index."""

    article: str
    sentence: int

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """In digest.json a citation is an object with two names, not a bare pair."""
        from pydantic_core import core_schema

        written = core_schema.typed_dict_schema(
            {
                "article": core_schema.typed_dict_field(core_schema.str_schema()),
                "sentence": core_schema.typed_dict_field(core_schema.int_schema(ge=0)),
            }
        )
        return core_schema.no_info_after_validator_function(
            lambda found: cls(**found),
            written,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda citation: citation._asdict(), return_schema=written
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One checked sentence of ours. Only summaries/check.py makes one, so its evidence exists."""

    text: str
    citations: tuple[Citation, ...]
    only_in: str | None = None
    """The outlet's name where a story of several outlets has this from one alone."""
    is_new: bool = True
    """False when an earlier edition of the thread already printed its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words: `article.text[start:end]` is the text between its quotation marks."""

    text: str
    speaker: str
    role: str | None = None
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a difference, in the words of its sources."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One matter on which outlets disagree."""

    about: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One dated step of a story that spans days."""

    day: date
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A sentence that was withheld, and the fault that nothing could mend."""

    text: str
    reason: str
    """In words, with those of the sentence: for digest.json, never for a reader of the edition."""
    checks: tuple[str, ...] = ()
    """The checks that failed, by name: `numbers`, `names`, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the edition says of one story. Everything in it has been checked."""

    method: Method
    headline: str
    points: tuple[Point, ...]
    quotes: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    timeline: tuple[Moment, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know of how it was made: shortened, told by extraction because ..."""
