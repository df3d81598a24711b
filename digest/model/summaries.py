"""What an edition says of a story: checked sentences, and the evidence of each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Method = Literal["model", "chosen", "extractive"]
"""Told by a model in its own words, by one that chose sources' sentences, or by none."""

ProofKind = Literal["copied", "judged"]


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


THRESHOLD = 50
"""Doubt of a judge (0 to 100) from which on a sentence is not printed; see docs/grounding.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How a text was proven: it is its source's own, or a model that passed the exam read it."""

    kind: ProofKind
    model: str | None = None
    """Who judged it."""
    doubt: int | None = None
    """What the judge held of it, 0 to 100: the probability that its evidence does not say so."""
    at: datetime | None = None
    """When it was judged."""


COPIED = Proof(kind="copied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One proven sentence of ours. Only grounding/prove.py makes one, so its proof was found."""

    text: str
    citations: tuple[Citation, ...]
    proof: Proof = COPIED
    only_in: str | None = None
    """An outlet's name in editions of earlier versions; neither set nor printed any more."""
    is_new: bool = True
    """False when an earlier edition of the thread already printed its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What a speaker goes on to say in the next pair of marks; exact words of the same article."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words: `article.text[start:end]` is the text between its quotation marks."""

    text: str
    speaker: str
    role: str | None = None
    article: str
    start: int
    end: int
    rest: Rest | None = None

    @property
    def printed(self) -> str:
        """Without the comma of the sentence around it; with the rest behind an ellipsis."""
        parts = [self.text, *([self.rest.text] if self.rest else [])]
        return " … ".join(part.rstrip(" ,") for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a difference, in the words of its sources."""

    text: str
    citations: tuple[Citation, ...]
    value: str = ""
    """The figure as its first source has it, `at least nine`; empty where none is in dispute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One matter on which outlets disagree."""

    about: str
    positions: tuple[Position, ...]
    is_update: bool = False
    """A count that grew from one report to the next: the positions stand by time."""


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


Told = Literal["told", "headline", "nothing"]
"""What readers get of a story: an account, a headline alone, or not even one that tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the edition says of one story. Everything in it has been checked."""

    method: Method
    headline: str
    points: tuple[Point, ...]
    context: Point | None = None
    """One sentence that says why it matters, where a model was asked for it and it was proven."""
    headline_proof: Proof = COPIED
    """Copied from the headline of an article of the story (or from its lead), or judged."""
    headline_citations: tuple[Citation, ...] = ()
    """What a judged headline rests on; none for a copied one."""
    quotes: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    timeline: tuple[Moment, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know of how it was made: shortened, told by extraction because ..."""
    model: str | None = None
    """Who told it; None where no model did."""

    @property
    def is_told(self) -> bool:
        """Whether anything stands below the headline."""
        return bool(self.points or self.quotes or self.differences or self.context)
