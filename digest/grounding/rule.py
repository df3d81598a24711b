"""What a rule is: a value that says what it refuses, finds it, and shows it by examples."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.language.passage import Passage

RuleKind = Literal["plain", "form", "veto"]
"""What excuses a text from it.

Nothing excuses from a `plain` rule. An article's own headline is excused from a `form` rule where
it stands over the story; a sentence that stands word for word in the story from a `veto`, too.
"""
Find = Callable[[Passage, Evidence], Outcome]
"""The faults of a sentence of ours that is held against the articles of its story. Pure."""


@dataclass(frozen=True, slots=True)
class Example:
    """A source, and what may and may not be made of it. Two blanks part the source's sentences."""

    why: str
    source: str
    passes: tuple[str, ...] = ()
    """No rule refuses these."""
    fails: tuple[str, ...] = ()
    """This rule refuses these."""
    language: str = "en"
    """ISO 639-1, of the source and of what is made of it."""
    is_headline: bool = False
    """Whether they are to stand over the story and not in it."""
    written: date | None = None
    """The day of the source."""
    outlet: str = "The Told Gazette"
    title: str = ""
    """Of the source."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One reason not to print a sentence. It stands alone in `rules/`, in a module named `id`."""

    id: str
    """Of every fault that it finds, also in a digest.json."""
    kind: RuleKind
    refuses: str
    """For readers: what a sentence is, or has, that it refuses, without the words themselves."""
    find: Find
    examples: tuple[Example, ...]
    """Its tests: each is run, and switching the rule off has to break one."""
    needs: frozenset[str] = field(default_factory=frozenset)
    """The fields of a language's lexicon that it reads; it sees less where they are empty."""
