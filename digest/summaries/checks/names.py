"""Names: every name of a sentence stands in what it cites, or is known from around it."""

from digest.summaries.checks.alignment import slot
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Name, Passage
from digest.summaries.checks.reports import named_speakers
from digest.summaries.checks.roles import gives, story_passages
from digest.summaries.checks.words import Word, are_kin

LETTERS = 5
"""Letters from more than which on two words are told apart by one letter."""
_SAME = (
    ("uk", "britain", "british", "britons", "united kingdom", "u.k"),
    ("us", "usa", "america", "american", "americans", "united states", "u.s", "washington"),
    ("eu", "european union"),
    ("un", "united nations"),
    ("france", "french"), ("germany", "german", "germans"), ("netherlands", "dutch"),
    ("spain", "spanish"), ("china", "chinese"), ("switzerland", "swiss"), ("greece", "greek"),
    ("wales", "welsh"), ("ireland", "irish"), ("denmark", "danish", "danes"),
    ("sweden", "swedish", "swedes"), ("norway", "norwegian"), ("poland", "polish", "poles"),
    ("turkey", "turkish", "turks"), ("ukraine", "kyiv"), ("russia", "moscow", "kremlin"),
    ("downing street", "no10", "no 10", "number 10"),
)  # fmt: skip
ALIASES = {alias: frozenset(group) for group in _SAME for alias in group}


def check(claim: Passage, ground: Ground) -> Outcome:
    """Names that neither the cited sentences nor the words around them have.

    An outlet may be named as the one who reports what it is cited for.
    """
    found, missing = [], []
    speakers = named_speakers(claim)
    for name in claim.names:
        is_speaker = name in speakers
        around = ground.passages if is_speaker else ground.beside(claim, name.first, name.last)
        near = Ground(ground.evidence, around, ground.is_whole)
        is_outlet = is_speaker and ground.is_outlet(name.parts)
        if is_outlet or all(_is_known(part, name, claim, near) for part in name.parts):
            found.append(name.text)
        else:
            missing.append(name.text)
    if missing:
        return Outcome(
            tuple(f"the name {name!r} does not stand in the cited sentences" for name in missing)
        )
    return Outcome(note=f"found: {', '.join(found)}" if found else "no names")


def _is_known(part: str, name: Name, claim: Passage, ground: Ground) -> bool:
    if _stands_in(part, ground.norms):
        return True
    if _is_common_opening(part, name, claim, ground):
        return True
    if _is_spelled_otherwise(part, name, ground):
        return True
    if _belongs_to_cited_name(part, name, ground):
        return not _is_misplaced(name, claim, ground)
    return _is_meant(part, name, claim, ground)


def _stands_in(part: str, norms: frozenset[str]) -> bool:
    if part in norms or (part.endswith("s") and part[:-1] in norms):
        return True
    return len(part) >= 5 and any(are_kin(part, norm) for norm in norms)


def _is_common_opening(part: str, name: Name, claim: Passage, ground: Ground) -> bool:
    """The first word of a sentence has its capital from there: the coverage check judges it."""
    if not name.is_opening or part != name.parts[0] or len(name.parts) > 1:
        return False
    if part in ground.evidence.lower_words:
        return True
    if not ground.is_whole and _is_substitute(part, name, claim, ground):
        return False
    following = claim.tokens[name.last + 1].norm if name.last + 1 < len(claim.tokens) else ""
    speaks = following in claim.lexicon.reporting and not part.endswith(("s", "e"))
    return part not in ground.evidence.names and not speaks


def _is_substitute(part: str, name: Name, claim: Passage, ground: Ground) -> bool:
    """A single word where the cited sentence begins with a name that the claim does not have.

    A plural may be a common noun ("Officials"), unless it is that name with a letter wrong.
    """
    if _is_misspelled(part, claim, ground):
        return True
    if part.endswith("s") or part in claim.lexicon.collectives or not claim.lexicon.collectives:
        return False
    return any(
        known.first in slot(claim, name.first, name.last, passage)
        and not set(known.parts) & claim.norms
        for passage in ground.passages
        for known in passage.names
    )


def _is_misspelled(part: str, claim: Passage, ground: Ground) -> bool:
    """`Hodkins` for `Hodgkins`."""
    from rapidfuzz.distance import Levenshtein

    cited = {known for passage in ground.passages for name in passage.names for known in name.parts}
    return len(part) > LETTERS and any(
        Levenshtein.distance(part, known, score_cutoff=1) == 1
        and not part.startswith(known)
        and not known.startswith(part)
        for known in cited - claim.norms
    )


def _is_spelled_otherwise(part: str, name: Name, ground: Ground) -> bool:
    """`UK` for `Britain`, `WHO` for `World Health Organization`, and the other way round."""
    whole = " ".join(name.parts)
    text = None
    for alias in ALIASES.get(part, frozenset()) | ALIASES.get(whole, frozenset()):
        text = text or f" {' '.join(word.norm for p in ground.passages for word in p.tokens)} "
        if f" {alias} " in text:
            return True
    if 2 <= len(part) <= 6 and sum(char.isupper() for char in name.text) >= 2:
        return any(
            part in _initials(p) or f" {' '.join(part)} " in _letters(p) for p in ground.passages
        )
    if len(name.parts) >= 2:
        short = "".join(p[0] for p in name.parts)
        return short in ground.norms
    return False


def is_alias(one: Name, other: Name) -> bool:
    """Whether both name one country or body: `U.S.`, `American`."""
    known = ALIASES.get("".join(one.parts)) or ALIASES.get(" ".join(one.parts)) or frozenset()
    return not known.isdisjoint((*other.parts, "".join(other.parts), " ".join(other.parts)))


def _letters(passage: Passage) -> str:
    """First letters of its words, spaced: ` c n n ` for `convolutional neural networks`."""
    return f" {' '.join(word.norm[0] for word in passage.tokens if word.is_word)} "


def _initials(passage: Passage) -> set[str]:
    return {"".join(part[0] for part in name.parts) for name in passage.names}


def _belongs_to_cited_name(part: str, name: Name, ground: Ground) -> bool:
    """`Harald` beside `Olsen`, where the cited sentence has `Mr Olsen` alone.

    Not where the cited sentence has another first name beside it: that is somebody else.
    """
    beside = ground.evidence.names.get(part)
    if not beside:
        return False
    cited = [known for passage in ground.passages for known in passage.names]
    for other in name.parts:
        if other == part or other not in beside:
            continue
        holders = [known for known in cited if other in known.parts]
        if holders and any(len(known.parts) == 1 for known in holders):
            return True
    return False


def _is_misplaced(name: Name, claim: Passage, ground: Ground) -> bool:
    """`President Biden and the President`, in the place of `Mr Sunak and the President`."""
    if claim.lexicon.roles.isdisjoint(name.parts):
        return False
    return any(
        _is_other_name(passage.tokens[index], claim)
        for passage in ground.passages
        for index in slot(claim, name.first, name.last, passage)
    )


def _is_meant(part: str, name: Name, claim: Passage, ground: Ground) -> bool:
    """A name for the `he` of the cited sentence, told just before it.

    Or for its `the president`, where the story calls that name so. Only in a place where the
    cited sentence has no other name.
    """
    is_near = any(part in passage.norms for passage in ground.around())
    return any(
        _stands_for(claim, name, passage) and (is_near or _holds_role(claim, name, passage, ground))
        for passage in ground.passages
    )


def _holds_role(claim: Passage, name: Name, passage: Passage, ground: Ground) -> bool:
    place = slot(claim, name.first, name.last, passage)
    held = {passage.tokens[i].norm for i in place} & passage.lexicon.roles
    return any(gives(known, role, name) for role in held for known in story_passages(ground))


def _stands_for(claim: Passage, name: Name, passage: Passage) -> bool:
    place = slot(claim, name.first, name.last, passage)
    if any(_is_other_name(passage.tokens[index], claim) for index in place):
        return False
    return any(passage.tokens[index].norm in passage.lexicon.anaphors for index in place)


def _is_other_name(word: Word, claim: Passage) -> bool:
    is_name = word.is_word and word.is_capital and word.norm not in claim.lexicon.stopwords
    return is_name and word.norm not in claim.norms and word.norm not in claim.lexicon.roles
