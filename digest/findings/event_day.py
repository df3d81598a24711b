"""The day on which the event of a sentence's main clause took place.

A day may stand in a name (`the October 3rd Families`), in a relative clause, in a plan ("asked
them to return on Tuesday") or under a picture, where no verb says that anything happened.  It is
told only where a verb in the past has it, in the clause that the sentence is about.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from digest.language.days import Day, calendar_day
from digest.language.lexicons import Lexicon, either
from digest.language.passage import Passage
from digest.language.words import Word

_TOO_FAR_BACK = 6
"""Days back to a weekday that may as well be tomorrow: articles grow after they are dated."""
_BREAKS = frozenset(",;:—–()")
_FRONTED = 6
"""Words of an opening that says no more than when: `Late on Tuesday night, `."""
_LONGEST_LABEL = 4
"""Words before a colon that tells what the text is: `Editor's note:`."""

Clause = tuple[int, int]
"""Half-open, in tokens."""


def event_day(passage: Passage) -> date | None:
    """The one day of what the sentence tells; None for no day, several, or one not to be told."""
    days = _without_names([day for day in passage.days if not _is_named(day, passage)], passage)
    told = {_resolved(day, passage) for day in days}
    if len(told) != 1 or _is_labelled(passage.tokens):
        return None
    return told.pop() if all(_happened(day, passage) for day in days) else None


def _is_labelled(tokens: Sequence[Word]) -> bool:
    """`CORRECTION: `, `In pictures: `: what stands behind it is no account of the day."""
    return any(word.text == ":" for word in tokens[1 : _LONGEST_LABEL + 1])


def _is_named(day: Day, passage: Passage) -> bool:
    """Whether it only tells one thing from others: `the 17 August Brigade`, `a Monday deadline`."""
    words, tokens = passage.lexicon, passage.tokens
    before = _norm(tokens, day.first - 1)
    if day.first in passage.said:  # the film “One Tuesday in Harn”
        return True
    is_small = day.weekday is not None and not words.days_are_capital
    if is_small and day.first and tokens[day.first].is_capital:  # `Bandet Svart Måndag`
        return True
    behind = next(
        (
            word
            for word in tokens[day.last + 1 :]
            if word.norm not in words.day_parts | words.rank_suffixes
        ),
        None,
    )
    is_name = behind is not None and behind.is_capital and day.weekday is None
    if before in words.day_names or (behind and is_name and behind.norm in words.named_by_days):
        return True
    if before in words.day_prepositions or tokens[day.last].is_owner:
        return False
    if day.weekday is None and before[:1].isalpha() and _is_of_name(passage, day):
        return True  # `Bündnis 17. August`; a date of an event has its `am`
    is_thing = behind is not None and behind.is_word and behind.norm not in words.stopwords
    if is_name:
        return True
    is_told_apart = before in words.determiners or before[:1].isdigit()
    return is_told_apart and (is_thing or (day.weekday is None and not words.nouns_are_capital))


def _without_names(days: Sequence[Day], passage: Passage) -> Sequence[Day]:
    """Of several days those with a preposition, where the others are parts of names.

    `Traders of the First Monday Club met on Tuesday`; not `police said Monday`.
    """
    tokens, words = passage.tokens, passage.lexicon
    told = [day for day in days if _norm(tokens, day.first - 1) in words.day_prepositions]

    def is_in_name(day: Day) -> bool:
        beside = (*tokens[max(0, day.first - 1) : day.first], *tokens[day.last + 1 : day.last + 2])
        return any(word.is_capital for word in beside) and not words.nouns_are_capital

    return told if told and all(is_in_name(day) for day in days if day not in told) else days


def _is_of_name(passage: Passage, day: Day) -> bool:
    """Whether a date right behind a word is part of a name: `Escola 6 de Março`, `calle 2 de Mayo`.

    In such languages months are small, but in names.
    """
    words, at = passage.lexicon, day.first - 1
    date_words = passage.tokens[day.first : day.last + 1]
    is_name = words.nouns_are_capital or (at > 0 and passage.tokens[at].is_capital)
    return words.dates_have_links and (is_name or any(word.is_capital for word in date_words))


def _happened(day: Day, passage: Passage) -> bool:
    """Whether a verb in the past, of no lesser clause, has the day."""
    tokens, words = passage.tokens, passage.lexicon
    past = tuple(_past_verbs(passage))
    start, end = _clause(day, past, passage)
    ahead = tokens[start : day.first]
    if _is_lesser(ahead, passage, start) or _is_bound(day, passage):
        return False
    if _is_no_event(range(start, end), passage) or _is_to_come(day, past, (start, end), passage):
        return False
    verbs = [at for at in past if start <= at < end]
    before = [at for at in verbs if at < day.first]
    if not before:
        return bool(verbs)
    if _only_says(before, past, start, passage):
        return False
    is_object = any(before[-1] < at < day.first for at in passage.content)
    is_other_verb = _norm(tokens, before[-1] + 1) in words.verb_particles  # `called off`
    if is_object and tokens[before[-1]].norm in words.announces and not is_other_verb:
        return False
    if tokens[before[-1]].norm in words.decides:
        return True
    between = passage.text[tokens[before[-1]].end : tokens[day.first].start]
    infinitive = either(words.infinitives)
    return not (infinitive and infinitive.search(between))


def _is_to_come(day: Day, past: Sequence[int], clause: Clause, passage: Passage) -> bool:
    """`will`, `next` before the day, or in all its clause where no verb of the past leads there."""
    words, (start, end) = passage.lexicon, clause
    told = any(start <= at < day.first for at in past)
    reach = passage.tokens[start : day.first if told else end]
    return not words.future_words.isdisjoint(word.norm for word in reach)


def _only_says(before: Sequence[int], past: Sequence[int], start: int, passage: Passage) -> bool:
    """`The dam broke, police said on Tuesday`: the day is that on which they said so."""
    words = passage.lexicon
    is_said = passage.tokens[before[-1]].norm in words.says | words.reporting_verbs
    return is_said and any(at < start for at in past)


def _clause(day: Day, past: Sequence[int], passage: Passage) -> Clause:
    """The words between two marks around the day; with the next clause where it only opens it.

    `past` are the verbs. Without one, a day that stands alone there is of the clause before, over
    what was named in between: `sacked the manager, Lund, on Sunday after a defeat`.
    """
    tokens = passage.tokens
    inside = range(day.first, day.last + 1)
    marks = [at for at, word in enumerate(tokens) if word.text in _BREAKS and at not in inside]
    starts = [0, *(at + 1 for at in marks if at < day.first)]
    ends = [*(at for at in marks if at > day.last), len(tokens)]
    start, end = starts.pop(), ends[0]
    if start == 0 and end <= _FRONTED and len(ends) > 1:
        return start, ends[1]
    is_brief = end - start <= _FRONTED // 2  # `, on Monday,`
    has_verb = any(start <= at < end for at in past)
    if is_brief or (not has_verb and _is_alone(day, start, passage)):
        while starts:
            before, start = start, starts.pop()
            if any(start <= at < before for at in past):
                break
    return start, end


def _is_alone(day: Day, start: int, passage: Passage) -> bool:
    """Whether the clause begins with the day: `, on Sunday`; not `, with talks on Sunday`."""
    parts = passage.lexicon.day_parts
    return all(
        passage.tokens[at].norm in parts for at in range(start, day.first) if at in passage.content
    )


def _is_lesser(ahead: Sequence[Word], passage: Passage, start: int) -> bool:
    """Whether a word before the day makes its clause a relative one, or one of time or ground."""
    words = passage.lexicon
    for at, word in enumerate(ahead, start):
        if _is_article(at, word, start, words) or _norm(passage.tokens, at - 1) == "-":
            continue  # `demitiu-se`
        if _norm(passage.tokens, at + 1) in words.day_parts:
            continue  # `before dawn on Monday`
        if _norm(passage.tokens, at - 1) in words.units:
            continue  # `40 seconds before lift-off on Monday`
        is_unreal = word.norm in words.irrealis and not word.is_capital
        if word.norm in words.subordinators or is_unreal:
            return True
        if word.norm in words.complementizers:
            said = next((w.norm for w in reversed(passage.tokens[:at]) if w.is_word), "")
            if said not in words.says | words.reporting_verbs:
                return True
    return False


def _is_no_event(clause: range, passage: Passage) -> bool:
    """Whether nothing was done there, what hangs on it left out: `police, who declined to say`."""
    tokens, words = passage.tokens, passage.lexicon
    hanging = words.subordinators | words.complementizers
    end = next(
        (
            at
            for at in clause[1:]
            if tokens[at].norm in hanging and not _is_article(at, tokens[at], clause.start, words)
        ),
        clause.stop,
    )
    nothing = either(words.no_events)
    told = passage.between(clause.start, end - 1)
    return nothing is not None and nothing.search(told) is not None


def _is_article(at: int, word: Word, start: int, words: Lexicon) -> bool:
    """German: `der` is a pronoun only where it opens a clause behind a comma."""
    if not words.nouns_are_capital:
        return False
    return at > start + 1 or (start == 0 and word.norm in words.determiners)


def _is_bound(day: Day, passage: Passage) -> bool:
    """`from Monday`, `until Friday`, `the fire of 3 May`: the day bounds or names something."""
    words = passage.lexicon
    before = _norm(passage.tokens, day.first - 1)
    further = _norm(passage.tokens, day.first - 2)
    if before in words.belongs:
        return further not in words.day_parts
    return before in words.bounds


def _past_verbs(passage: Passage) -> Iterator[int]:
    """The words at which verbs of what happened end."""
    pattern = either(passage.lexicon.past_tense)
    if pattern is None:
        return
    ends = {match.end() for match in pattern.finditer(passage.text)}
    for at, word in enumerate(passage.tokens):
        if word.end in ends and not word.is_capital:
            yield at


def _norm(tokens: Sequence[Word], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""


def _resolved(day: Day, passage: Passage) -> date | None:
    words, written = passage.lexicon, passage.written
    if day.text.casefold() in words.vague_days:
        return None
    if day.year and day.month and day.day:
        told = calendar_day(day.year, day.month, day.day)
        return None if told and written and told > written + timedelta(days=1) else told
    if written is None:
        return None
    year = _last_year(day, passage)
    if day.month and day.day:
        if year is not None:
            return calendar_day(written.year - 1, day.month, day.day) if year else None
        return _past(day.month, day.day, written)
    if day.weekday is None or year is not None:
        return None
    back = (written.weekday() - day.weekday) % 7
    return None if back == _TOO_FAR_BACK else written - timedelta(days=back)


def _last_year(day: Day, passage: Passage) -> bool | None:
    """Whether `last year` stands at the day; False for elsewhere, None for nowhere."""
    pattern = either(passage.lexicon.last_year)
    match = pattern.search(passage.text) if pattern else None
    if match is None:
        return None
    start, end = passage.tokens[day.first].start, passage.tokens[day.last].end
    gap = min(abs(match.start() - end), abs(start - match.end()))
    is_beside = gap <= 1
    if is_beside and " " not in match.group():
        return None  # `lundi dernier` is last Monday
    return is_beside


def _past(month: int, day: int, written: date) -> date | None:
    """The last such day; None where the next one is nearer: it may be meant."""
    days = [calendar_day(written.year + more, month, day) for more in (-1, 0, 1)]
    near = min((d for d in days if d), key=lambda d: abs(d - written), default=None)
    return near if near and near <= written + timedelta(days=1) else None
