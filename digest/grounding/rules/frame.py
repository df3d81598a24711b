"""Frame: what every source denies, asks, imagines or supposes is not told as a fact."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from digest.grounding.evidence import Evidence
from digest.grounding.frames import Frame, frames_of, negates
from digest.grounding.framing import Framing
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage
from digest.language.words import Word, runs, words
from digest.model import Citation

FEWEST = 3
"""Words with content that tell where a clause is taken from."""
LIKE = 0.5
"""Share of a clause's content that the sentence it is taken from has at least."""
AS_LIKE = 0.8
"""Share of that likeness from which another sentence carries the clause as well."""
ASKED = 0.75
"""Share of the claim's content in a question from which it answers that."""
GOVERNED = 0.6
"""Least share of the words in common that stand in the frame."""
YEAR = 4
"""Digits."""
_COMMAS = frozenset(",،，")


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """The frame that all sentences have from which a clause of it may be taken, and it lacks."""
    for start, clause in _clauses(claim):
        rest = claim if not start else Passage.read(claim.text[start:], claim.language)
        if lost := _lost(_Told(claim, rest, clause.stems), evidence):
            return Outcome((f"its source tells it with {lost!r}, which it leaves out",))
    return Outcome()


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause of a claim."""

    claim: Passage
    rest: Passage
    """The clause with all that follows it: `..., which the bank denied`."""
    stems: frozenset[str]


def _clauses(claim: Passage) -> Iterator[tuple[int, Passage]]:
    """The sentence, and each clause that it joins to others, with its place."""
    joints = [rf"[,،]\s{joint}\s" for joint in sorted(claim.lexicon.conjunctions)]
    joint = "|".join([r"[;:—]\s|[；：]", *joints, *claim.lexicon.turns])
    ends = [(found.start(), found.end()) for found in re.finditer(joint, claim.text)]
    yield 0, claim
    starts = [0, *(end for _, end in ends)]
    for start, end in zip(starts, [*(begin for begin, _ in ends), len(claim.text)], strict=True):
        if ends:
            yield start, Passage.read(claim.text[start:end], claim.language)


def _lost(told: _Told, evidence: Evidence) -> str | None:
    """The frame of every sentence that has most of a clause's stems; None where one has none."""
    shared = Counter(c for stem in told.stems for c in evidence.places.get(stem, ()))
    best = max(shared.values(), default=0)
    if len(told.stems) < FEWEST or best < LIKE * len(told.stems):
        return None
    least = AS_LIKE * best
    if any(_is_flat(evidence.headline(a.id), told.stems, least) for a in evidence.articles):
        return None
    lost = None
    for citation in sorted(c for c, count in shared.items() if count >= least):
        lost = _lost_of(told, citation, evidence)
        if lost is None:
            return None
    return lost


def _is_flat(headline: Passage, told: frozenset[str], least: float) -> bool:
    """Whether a headline tells the clause as a fact."""
    is_like = len(headline.stems & told) >= least
    return is_like and not _asks(headline) and not any(frames_of(headline))


def _lost_of(told: _Told, citation: Citation, evidence: Evidence) -> str | None:
    """The frame of one sentence that the claim lacks."""
    source, claim = evidence.passage(citation), told.claim
    if _asks(source) and not _asks(claim):
        return source.text if len(source.stems & told.stems) >= ASKED * len(claim.stems) else None
    shared, others = _shared(told.stems, source)
    for frame in evidence.once(Framing).of(citation):
        # a plain "not" has to stand before nearly all that the claim says
        of = max(len(shared), len(claim.stems) - others) if frame.kind == "negates" else len(shared)
        inside = [w for w in shared if frame.governed.start <= w.start < frame.governed.end]
        if (
            len(inside) >= max(1, GOVERNED * of)
            and not _is_apart(frame, inside[0], source)
            and not _keeps(told, frame)
        ):
            return frame.words
    return None


def _is_apart(frame: Frame, first: Word, source: Passage) -> bool:
    """`no owner since the council seized it`: the clause behind a plain "not" is not denied."""
    between = (w for w in source.tokens if frame.governed.start <= w.start < first.start)
    lesser = source.lexicon.subordinators
    return frame.kind == "negates" and any(word.norm in lesser for word in between)


def _asks(passage: Passage) -> bool:
    return passage.text.rstrip('”" ').endswith(("?", "？", "؟"))


def _shared(told: frozenset[str], source: Passage) -> tuple[list[Word], int]:
    """The source's words among those stems, without names and who says it; how many those are."""
    tail = max((at for at, word in enumerate(source.tokens) if word.text in _COMMAS), default=0)
    says = source.lexicon.says
    end = tail if any(word.norm in says for word in source.tokens[tail:]) else len(source.tokens)
    named = {at for name in source.names for at in range(name.first, name.last + 1)}
    shared = [at for at in source.content if source.tokens[at].stem in told]
    inner = [at for at in shared if at < end or not tail]
    plain = [at for at in inner if at not in named] or inner
    return [source.tokens[at] for at in plain], len(shared) - len(plain)


def _keeps(told: _Told, frame: Frame) -> bool:
    """Whether the claim has the frame, in the same words or in its own.

    A plain "not" before the clause is another's.
    """
    claim, rest = told.claim, told.rest
    own = [*frames_of(rest), *(one for one in frames_of(claim) if one.kind != "negates")]
    return (
        bool(own)
        or _has_words(claim, frame.words)
        or any(_is_of(frame, word, rest) for word in rest.tokens)
    )


def _has_words(claim: Passage, told: str) -> bool:
    """Whether it has those very words, one behind the other."""
    wanted = tuple(word.norm for word in words(told, claim.language))
    return wanted in runs([word.norm for word in claim.tokens], len(wanted))


def _is_of(frame: Frame, word: Word, claim: Passage) -> bool:
    """Whether a word of the claim alone says as much as the frame."""
    lexicon = claim.lexicon
    match frame.kind:
        case "supposes":
            return word.norm in lexicon.irrealis
        case "dates_back":
            return word.norm in lexicon.past_words or (word.is_number and len(word.text) == YEAR)
        case "imagines" | "fakes":
            return word.norm in lexicon.untruths
        case _:
            doubts = lexicon.denials | lexicon.refusals | lexicon.untruths
            return word.norm in doubts or negates(word.norm, lexicon)


RULE = Rule(
    id="frame",
    kind="veto",
    refuses="told as a fact, where every source denies, asks, imagines or supposes it",
    needs=frozenset(
        {
            *("another", "dates_back", "denies_ahead", "denies_back", "fakes", "imagines"),
            *("negates", "supposes", "turns", "ends_fiction", "ends_past"),
            *("conjunctions", "denials", "irrealis", "negators", "past_tense", "past_words"),
            *(
                "refusals",
                "relatives",
                "retracts",
                "retracts_all",
                "says",
                "subordinators",
                "untruths",
            ),
        }
    ),
    find=find,
    examples=(
        Example(
            "the rumour is not the news, its denial is",
            "The rumour that Mr Hale sold the mill is false, the bank said.",
            (
                "The bank called it false that Mr Hale sold the mill.",
                "The bank denied that Mr Hale sold the mill.",
                "Mr Hale has not sold the mill, the bank said.",
            ),
            (
                "Mr Hale sold the mill.",
                "The mill was sold by Mr Hale, the bank said.",
                "The bank met, and Mr Hale sold the mill.",
                "The bank is not open, and Mr Hale sold the mill.",
            ),
        ),
        Example(
            "a lie is one wherever its verdict stands",
            "That the mill poisoned the river is a lie, Mr Hale said.",
            ("Mr Hale called it a lie that the mill poisoned the river.",),
            ("The mill poisoned the river.",),
        ),
        Example(
            "a denial in a clause of its own denies nothing else",
            "Mr Hale, who denied the charge, sold the mill on Monday.",
            ("The mill was sold by Mr Hale on Monday.",),
        ),
        Example(
            "a `not` that stands before all of it is not lost",
            "Mr Hale has not sold the old mill.  The river was not cleaned, but rose on Monday.",
            ("Mr Hale never sold the old mill.", "On Monday the river rose."),
            ("Mr Hale has sold the old mill.",),
        ),
        Example(
            "and what a lesser clause behind it tells is so",
            "The mill has had no owner since the council seized the land around it in May.",
            ("The council seized the land around it in May.",),
        ),
        Example(
            "a question says nothing, nor does a guess",
            "Did Mr Hale sell the old mill to his sister?  Unless it rains, the river dries up.",
            (
                "Whether it dries up, the river will show.",
                "The old mill stands near the river.",
                "Did his sister get the old mill that Mr Hale sells?",
            ),
            ("Mr Hale sells the old mill to his sister.", "The whole river dries up."),
        ),
        Example(
            "what a novel tells happened in the novel",
            "In a novel by Eva Falk, Mr Hale burns the mill.  His daughter drowns in the river.",
            (
                "In Falk's novel, Mr Hale burns the mill.",
                "Mr Hale burns the mill in a hoax.",
            ),
            ("Mr Hale burns the mill.", "The daughter drowns in the river."),
        ),
        Example(
            "what was long ago did not happen now",
            "In 2016 the mill burned down to the ground.  Ten years ago Ada Hale jailed a miller.  "
            "His old cell smelled of onions.",
            (
                "The fire of 2016 burned the mill down to the ground.",
                "A miller was jailed earlier by Ada Hale.",
                "Years ago his old cell smelled of onions.",
            ),
            (
                "The mill burned down to the ground.",
                "A miller was jailed by Ada Hale.",
                "Of onions smelled his old cell.",
            ),
        ),
        Example(
            "this year is now",
            "In 2016 the mill burned down to the ground.",
            ("The mill burned down to the ground.",),
            written=date(2016, 5, 3),
        ),
        Example(
            "somebody's words between marks frame nothing outside of them",
            "Ms Quint, asked about “the rumours that never end”, sold the old mill to her sister.",
            ("Ms Quint sold the old mill to her sister.",),
        ),
        Example(
            "what is taken back is not told",
            "Mr Hale sold the mill to a circus.  It was an April fool's joke.",
            ("The joke was that Mr Hale sold the mill to a circus.",),
            ("A circus bought the mill that Mr Hale sold.",),
        ),
        Example(
            "a namesake is somebody else, and an acquittal no conviction",
            "A woman also called Ada Hale was jailed for fraud.  "
            "A judge cleared Ada Hale of burning the mill.",
            ("A namesake of Ada Hale was jailed for fraud.", "Ada Hale was cleared of burning it."),
            ("Ada Hale was jailed for fraud.", "A judge convicted Ada Hale of burning the mill."),
        ),
        Example(
            "what another sentence or a headline tells flatly is a fact",
            "Mr Hale denied that the mill is sold.  The mill is sold, and Mr Hale has left.",
            ("The mill is sold by Mr Hale.",),
        ),
        Example(
            "a headline, too",
            "Mr Hale denied that the mill is sold.",
            ("The mill is sold by Mr Hale.",),
            title="Mill sold by Hale",
        ),
        Example(
            "but not one that asks",
            "Mr Hale denied that the mill is sold.",
            (),
            ("The mill is sold by Mr Hale.",),
            title="Mill sold by Hale?",
        ),
    ),
)
