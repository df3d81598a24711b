"""Who does the saying in the words before and behind a quotation."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.findings.full_names import full_names
from digest.findings.roles import is_inner_stop, is_owner, office_of
from digest.language.lexicons import Lexicon
from digest.language.offices import is_office
from digest.language.passage import Name, Passage
from digest.language.words import Word

BEFORE, BEHIND, INVERTED = 18, 8, 12
"""Words before and behind the verb among which its subject is looked for: `said the head of
communications at the Tarn harbour office, Ada Lund`."""
_OFFICE_WITHIN = 3
"""Words of a phrase among which its office stands: `the former chief executive of Tarnline`."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of saying beside a quotation, and what stands for its subject."""

    passage: Passage
    name: Name | None
    pronouns: frozenset[str]
    """`he`, `she`, where one stands for the speaker."""


def attributed(behind: Passage, before: Passage) -> Attribution | None:
    """Who says a quotation, by the words behind it or else before it; None where nothing tells."""
    for passage, verb in ((behind, _verb_behind(behind)), (before, _verb_before(before))):
        if verb is not None:
            name = _subject(passage, verb)
            near = passage.tokens[max(0, verb - 3) : verb + 2] if name is None else ()
            pronouns = passage.lexicon.personal_pronouns
            return Attribution(passage, name, frozenset(w.norm for w in near if w.norm in pronouns))
    return None


def is_disowned(behind: Passage, before: Passage, following: Passage) -> bool:
    """Whether the words around a quotation give it to somebody else than who utters it.

    `testified that the manager had told her`, `said, quoting her opponents`; `following` is the
    sentence after it.
    """
    words = behind.lexicon
    verb = _verb_behind(behind)
    if verb is not None:
        tail = behind.tokens[verb + 1 :]
        if tail and tail[0].norm in words.complementizers:
            return True
        name = _subject(behind, verb)
        rest = behind.tokens[max(verb, name.last if name else verb) + 1 :]
        if rest and rest[0].norm in words.complementizers:
            return True
        if any(_says_again(rest, at, words) for at in range(len(rest))):
            return True
    return any(
        word.norm in words.disowning
        for passage in (behind, before, following)
        for word in passage.tokens
    )


def _says_again(rest: Sequence[Word], at: int, words: Lexicon) -> bool:
    """`recalled her father telling her`; not `said, telling the crew`, `who was called in`.

    Nor what tells who speaks: `said a clerk who had warned the owners`.
    """
    word = rest[at]
    is_passive = at > 0 and rest[at - 1].norm in words.passives
    if is_passive or any(earlier.norm in words.who for earlier in rest[:at]):
        return False
    is_own = at > 0 and rest[at - 1].text == "," and word.norm in words.participles
    told = words.says | words.reporting_verbs | words.participles
    return not (is_own or word.is_capital) and word.norm in told


def _verb_behind(passage: Passage) -> int | None:
    """The first verb of saying, before the sentence takes another turn."""
    for at, word in enumerate(passage.tokens[:BEFORE]):
        is_brief = at <= 1 and word.norm in passage.lexicon.names_speaker
        if is_brief or word.norm in passage.lexicon.reporting_verbs:
            return at
        if word.text in ';:.“"' and not is_inner_stop(passage, at):
            return None
    return None


def _verb_before(passage: Passage) -> int | None:
    """The last verb of saying, close before the opening mark; of `said, adding:` the first."""
    near = len(passage.tokens) - BEHIND
    verbs = _places(passage, passage.lexicon.reporting_verbs)
    participles = _places(passage, passage.lexicon.participles)
    if participles and participles[-1] >= max(near, verbs[-1] if verbs else 0):
        is_same_speaker = passage.tokens[participles[-1] - 1].text == ","
        says = passage.lexicon.says  # `Lund told a friend ..., the charge alleges, adding that`
        is_first = verbs and all(
            word.norm not in says for word in passage.tokens[verbs[-1] + 1 : participles[-1]]
        )
        return verbs[-1] if is_same_speaker and is_first else None
    return verbs[-1] if verbs and verbs[-1] >= near else None


def _places(passage: Passage, words: frozenset[str]) -> list[int]:
    return [at for at, word in enumerate(passage.tokens) if word.norm in words]


def _subject(passage: Passage, verb: int) -> Name | None:
    """The name that does the saying: before the verb, or right behind it when inverted."""
    names = full_names(passage)
    before = [name for name in names if verb - BEFORE <= name.first and name.last < verb]
    for at in reversed(range(len(before))):
        name = before[at]
        if (
            _can_be_subject(passage, name)
            and _leads_to(passage, name, verb)
            and not any(_is_apposed(passage, earlier, name) for earlier in before[:at])
        ):
            return name
    between = passage.tokens[max(0, verb - 2) : verb]
    is_behind = all(
        not word.is_word or word.norm in passage.lexicon.auxiliaries for word in between
    )
    if not _opens_with_when(passage, verb, before) and (before or not is_behind):
        return None
    behind = (name for name in names if verb < name.first <= verb + INVERTED)
    inverted = next(
        (n for n in behind if _can_be_subject(passage, n) and not _is_house(passage, n, names)),
        None,
    )
    is_subject = inverted and _is_inverted(passage, verb, inverted)
    return inverted if inverted and is_subject and _agrees(passage, verb, inverted) else None


def _agrees(passage: Passage, verb: int, name: Name) -> bool:
    """Whether it may be the subject by its form; not `powiedział mąż Ady Lund`."""
    words, tokens = passage.lexicon, passage.tokens
    if not words.feminine_verbs or not any(w.is_word for w in tokens[verb + 1 : name.first]):
        return True
    first, last = name.first + office_of(passage, name), tokens[name.last].norm
    if not tokens[verb].norm.endswith(words.feminine_verbs):
        return not tokens[first].norm.endswith(words.oblique_endings)
    is_hers = last.endswith(words.feminine_surnames)
    may_be_hers = first == name.last or tokens[first].norm.endswith(words.feminine_endings)
    return is_hers or (may_be_hers and not last.endswith(words.oblique_endings))


def _opens_with_when(passage: Passage, verb: int, before: Sequence[Name]) -> bool:
    """`På måndagen sade`, `Nach dem Treffen sagte`: in such languages the subject is behind."""
    words, opening = passage.lexicon, passage.tokens[:verb]
    links = words.prepositions | words.place_prepositions | words.day_prepositions
    return (
        words.verb_second
        and bool(opening)
        and (opening[0].norm in links or any(day.first == 0 for day in passage.days))
        and all(word.is_word for word in opening)
        and words.inverts.isdisjoint(word.norm for word in opening)
        and not any(_can_be_subject(passage, name) for name in before)
    )


def _is_inverted(passage: Passage, verb: int, name: Name) -> bool:
    """`said Lund on Monday`; not `said on behalf of Lund`, not `said a Tarnline official`."""
    words = passage.lexicon
    between = passage.tokens[verb + 1 : name.first]
    last = max(
        (at for at, w in enumerate(between, verb + 1) if w.norm in words.determiners), default=0
    )
    dated = {day.first - 1 for day in passage.days}  # `powiedziała w poniedziałek Ada Lund`
    if not _is_introduced(between, words) and any(
        (word.text in ".;:" and not is_inner_stop(passage, at))
        or word.norm in words.personal_pronouns
        or (
            word.norm in words.prepositions
            and last <= at + 1  # `dijo a los periodistas la alcaldesa Ada Lund`
            and not _is_tied(passage, at)
            and at not in dated
        )
        for at, word in enumerate(between, verb + 1)
    ):
        return False
    following = passage.tokens[name.last + 1 : name.last + 2]
    when = words.day_prepositions | words.time_adverbs | words.weekdays.keys()
    ends = words.prepositions | words.place_prepositions | words.auxiliaries | when
    return not following or not following[0].is_word or following[0].norm in ends


def _is_introduced(between: Sequence[Word], words: Lexicon) -> bool:
    """`said the head of the harbour office, Ada Lund`: a whole office, and a comma."""
    if not between or between[-1].text != "," or between[0].norm not in words.determiners:
        return False
    office = between[1:-1]
    return all(word.text not in ",;:." for word in office) and any(
        is_office(word.norm, words.language) for word in office[:_OFFICE_WITHIN]
    )


def _is_tied(passage: Passage, at: int) -> bool:
    """The middle of `editor-in-chief`."""
    before = passage.tokens[at - 1]
    return before.text == "-" and before.end == passage.tokens[at].start


def _can_be_subject(passage: Passage, name: Name) -> bool:
    """Not `of the Harbour Authority`, `and Lund`, `the Tarrin Star`, `Lund's`."""
    words = passage.lexicon
    before = passage.tokens[name.first - 1].norm if name.first else ""
    if before[:1].isdigit() or (before in words.determiners and not office_of(passage, name)):
        return False
    joined = words.prepositions | words.conjoined | {"&"}
    return before not in joined and not is_owner(passage, name.last)


def _is_house(passage: Passage, name: Name, names: Sequence[Name]) -> bool:
    """`säger Tarnlines presschef Ada Lund`: an office parts it from the one who holds it."""
    following = next((other for other in names if other.first > name.last), None)
    between = passage.tokens[name.last + 1 : following.first] if following else ()
    words = passage.lexicon
    is_phrase = all(word.is_word and word.norm not in words.stopwords for word in between)
    return bool(between) and is_phrase and is_office(between[-1].norm, words.language)


def _is_apposed(passage: Passage, earlier: Name, name: Name) -> bool:
    """Whether the name stands in what is told of the one before it, who does the saying.

    `Ada Lund, President Tarnline North, said`, `Ada Lund, head of the group Harbour Hub, said`.
    """
    words = passage.lexicon
    between = passage.tokens[earlier.last + 1 : name.first]
    if len(earlier.parts) == 1 or not _can_be_subject(passage, earlier) or not between:
        return False
    told = between[1:]
    has_office = any(is_office(word.norm, words.language) for word in told)
    is_one_clause = all(word.text not in ",;:" for word in told)
    return (
        between[0].text == ","
        and is_one_clause
        and (has_office or (not told and office_of(passage, name) > 0))
    )


def _leads_to(passage: Passage, name: Name, verb: int) -> bool:
    """`Lund said`, `Lund later said`, `Lund, the mayor, said`; not `Lund supporters said`."""
    following = passage.tokens[name.last + 1]
    return (
        name.last + 1 == verb
        or following.text in (",", "(", "–", "—")
        or following.norm in passage.lexicon.auxiliaries
        or following.norm.endswith(passage.lexicon.adverb_endings)
    )
