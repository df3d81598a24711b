"""What a sentence says that a person is: whole, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.language.lexicons import Lexicon
from digest.language.offices import is_office
from digest.language.passage import Name, Passage
from digest.language.words import Word

LONGEST_ROLE = 12
"""Words; longer appositions tell a story of their own."""
_LONGEST_OFFICE = 6
"""Words of an office before a name."""
_OPENING_WORDS = 4
"""Words of a phrase among which its office stands: `The former general secretary of ...`."""
_MARKS = frozenset(',.;:()—–“”"«»„')
_POSSESSIVE = ("'s", "’s", "'", "’")
_ELISION = 2
"""Characters of `N’`, `D'`, and of a mark that stands alone."""
_SHORT = 3
"""Letters of a word in which a role ends and which may be an abbreviation: `from Mt.`; words of
`who trains keepers`."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is called, in the words of a sentence."""

    text: str
    opening: str | None = None
    """Its first word, where that opens a sentence and may be no part of it: `Meanwhile`."""


def is_owner(passage: Passage, at: int) -> bool:
    """`Tarnline's chief executive`: the name does not speak itself."""
    word = passage.tokens[at]
    return len(word.text) > _ELISION and word.text.endswith(_POSSESSIVE)  # `N’Dour` is a name


def office_of(passage: Passage, name: Name) -> int:
    """How many words of the capitalised run are an office: `Foreign Minister` Ada Lund."""
    words = passage.tokens[name.first : name.last + 1]
    address = passage.lexicon.forms_of_address
    offices = [
        at
        for at, word in enumerate(words)
        if word.is_capital and (is_office(word.norm, passage.language) or word.norm in address)
    ]
    if not offices:
        return 0
    end = offices[-1] + 1
    while end < len(words) and not words[end].is_word:
        end += 1
    return end if end < len(words) else 0


def role_of(passage: Passage, name: Name) -> Role | None:
    """What the sentence says the person is: before the name, or between commas behind it."""
    before = _role_before(passage, name, office_of(passage, name))
    is_bare = before is not None and " " not in before.text  # `professor` Ada Lund, `head of ...`
    role = (
        (_apposition(passage, name) if is_bare else None)
        or before
        or _apposition(passage, name)
        or _phrase_before(passage, name)
        or _clause_behind(passage, name)
    )
    return None if role and _is_of_nobody(role.text, passage.lexicon) else role


def _is_of_nobody(role: str, words: Lexicon) -> bool:
    """`spokesperson` of nobody, `President` of nowhere: its house stands elsewhere."""
    is_title = role[:1].isupper() and not words.nouns_are_capital
    return " " not in role and (is_title or role.casefold() in words.spokespeople)


def _role_before(passage: Passage, name: Name, office: int) -> Role | None:
    """`police chief` Ada Lund, `Foreign Minister` Ada Lund."""
    tokens = passage.tokens
    first, end = name.first, name.first + office
    while first > 0 and _describes(passage, first - 1, is_alone=first == end):
        first -= 1
    while end > first and not tokens[end - 1].is_word:
        end -= 1
    words = tokens[first:end]
    if not words or not is_office(words[-1].norm, passage.language) or len(words) > _LONGEST_OFFICE:
        return None
    if not words[0].is_word or (first > 0 and _goes_on_before(passage, first - 1)):
        return None
    is_opening = (first == 0 or not tokens[first - 1].is_word) and words[0].is_capital
    text = passage.text[words[0].start : words[-1].end]
    return Role(text, words[0].text if is_opening and first < name.first else None)


def _goes_on_before(passage: Passage, at: int) -> bool:
    """`chairman and` president, `National Fund for` Women President, `his` brother."""
    lex, before = passage.lexicon, passage.tokens[max(0, at - 1)]
    norm = passage.tokens[at].norm
    is_inside = norm in lex.prepositions and before.is_capital
    is_inside = is_inside or is_inner_stop(passage, at)  # `Tarnline Co. executive`
    return is_inside or norm in lex.conjoined | lex.conjunctions or _is_somebodys(passage, at)


def _is_somebodys(passage: Passage, at: int) -> bool:
    """`his` brother, `their` minister: a reader does not know whose."""
    lex = passage.lexicon
    pointing = lex.anaphors - lex.definite
    people = (lex.women | lex.men | lex.first_person | pointing) - lex.held
    return passage.tokens[at].norm in people


def _describes(passage: Passage, at: int, *, is_alone: bool) -> bool:
    """Whether a word belongs to the office behind it: `former`, `Velmouth`, `editor-in-`."""
    word, following = passage.tokens[at], passage.tokens[at + 1]
    lex = passage.lexicon
    if "-" in (word.text, following.text):
        return word.end == following.start
    if not word.is_word or word.norm in lex.stopwords | lex.says | lex.reporting_verbs:
        return False
    if word.norm in lex.slurs or _is_dated(passage, at):
        return False
    return is_alone or word.is_capital or not following.is_capital or word.norm in lex.qualifiers


def _is_dated(passage: Passage, at: int) -> bool:
    """`powiedziała w poniedziałek burmistrz Ada Lund`: the day is no part of her office."""
    before = passage.tokens[at - 1].norm if at else ""
    return at in passage.dated and before in passage.lexicon.prepositions


def _apposition(passage: Passage, name: Name) -> Role | None:
    """Ada Lund, `mayor of Velmouth`, said; an age in between is left out."""
    tokens = passage.tokens
    at = name.last + 1
    if at >= len(tokens) or tokens[at].text != ",":
        return None
    at += 1
    if at + 1 < len(tokens) and tokens[at].is_number and tokens[at + 1].text == ",":
        at += 2
    end = at
    while end < len(tokens) and not _ends_role(passage, end):
        end += 1
    words = tokens[at:end]
    if words and _is_somebodys(passage, at):
        return None
    is_described = _is_described(words, passage.lexicon) or _is_post(words, passage.lexicon)
    if words and words[0].norm in passage.lexicon.determiners:
        words = words[1:]
    # `the club's chairman`: of which club?
    is_owned = bool(words) and is_owner(passage, end - len(words)) and not words[0].is_capital
    if not words or _is_long(words) or end >= len(tokens) or is_owned:
        return None
    ends = passage.lexicon.relatives | passage.lexicon.says  # `Ada Lund, mayor of Orm said`
    if tokens[end].is_word and tokens[end].norm not in ends:
        return None
    if _is_list(passage, end) or _names_the_house(passage, end):
        return None
    last = words[-1]
    is_of_name = len(words) > 1 and words[-2].is_capital
    may_be_cut = last.text.istitle() and len(last.text) <= _SHORT and not is_of_name
    if (tokens[end].text == "." and may_be_cut) or last.norm in passage.lexicon.stopwords:
        return None
    is_role = is_described or any(is_office(word.norm, passage.language) for word in words)
    return Role(passage.text[words[0].start : last.end]) if is_role else None


def _is_long(words: Sequence[Word]) -> bool:
    """Longer than a role is; the points of `J. R. Pell & Co.` do not count."""
    return sum(word.is_word for word in words) > LONGEST_ROLE


def _is_described(words: Sequence[Word], known: Lexicon) -> bool:
    """`a night porter at the hospital`; not `a day after the vote`, `a claim that`."""
    if len(words) <= 1 or words[0].norm not in known.indefinite:
        return False
    noun = words[1]
    is_plain = noun.is_word and (not noun.is_capital or known.nouns_are_capital)
    return is_plain and _no_person(known).isdisjoint(word.norm for word in words[1:4])


def _is_post(words: Sequence[Word], known: Lexicon) -> bool:
    """`dijkgraaf van Tarn`, `Küster der Kirche`: any noun that its house stands behind."""
    if len(words) < _SHORT or words[1].norm not in known.post_links:
        return False
    noun, nothing = words[0], _no_person(known) | known.stopwords
    is_plain = noun.is_word and noun.is_capital == known.nouns_are_capital
    return is_plain and noun.norm not in nothing


def _no_person(known: Lexicon) -> frozenset[str]:
    return known.remarks | known.parts_of_time | known.units.keys() | known.numbers.keys()


def _phrase_before(passage: Passage, name: Name) -> Role | None:
    """`The secretary of the Dockers Federation`, Ada Lund, said."""
    tokens, lex = passage.tokens, passage.lexicon
    behind = tokens[name.last + 1 : name.last + 2]
    if name.first <= 1 or tokens[name.first - 1].text != "," or not behind:
        return None
    end = name.first - 1
    first = next((at + 1 for at in range(end - 1, -1, -1) if _ends_role(passage, at)), 0)
    is_inverted = first > 0 and tokens[first - 1].norm in lex.says
    if behind[0].text != "," and behind[0].norm not in lex.says and not is_inverted:
        return None
    words = tokens[first:end]
    if len(words) <= 1 or _is_long(words) or words[0].norm not in lex.determiners:
        return None
    has_office = any(is_office(word.norm, passage.language) for word in words[1:_OPENING_WORDS])
    is_two = any(word.norm in lex.conjoined | lex.relatives for word in words)
    if not has_office or is_two or _is_somebodys(passage, first):
        return None
    return Role(passage.text[words[1].start : words[-1].end])


def _clause_behind(passage: Passage, name: Name) -> Role | None:
    """Ada Lund, `who trains the keepers`; not what she did not do, has said, or did to others."""
    tokens, lex = passage.tokens, passage.lexicon
    first = name.last + 2
    if first >= len(tokens) or tokens[first - 1].text != "," or tokens[first].norm not in lex.who:
        return None
    ends = (at for at in range(first, len(tokens)) if tokens[at].text in _MARKS)
    end = next((at for at in ends if not is_inner_stop(passage, at)), len(tokens))
    words = tokens[first:end]
    told = lex.says | lex.reporting_verbs | lex.negators | lex.adds
    unknown = lex.anaphors - lex.definite
    is_plain = all(word.norm not in told | unknown for word in words[1:])
    if end == len(tokens) or not is_plain or len(words) < _SHORT or _is_long(words):
        return None
    return Role(passage.text[words[0].start : words[-1].end])


def _is_list(passage: Passage, end: int) -> bool:
    """`director of trade, fishing and work`, `head of the Center for ...`: it goes on."""
    tokens, words = passage.tokens, passage.lexicon
    following = [word.norm for word in tokens[end + 1 : end + 3]]
    if tokens[end].text == "." and following[:1] == ["."]:
        return True
    is_item = len(following) > 1 and following[0].isalpha() and tokens[end + 1].text.islower()
    goes_on = following[1:] == [","] or not words.conjoined.isdisjoint(following[1:])
    return tokens[end].text == "," and is_item and goes_on


def _names_the_house(passage: Passage, end: int) -> bool:
    """`president, Lund Pools`, `scientist with the Institute`: an office without its house."""
    tokens = passage.tokens
    is_named = tokens[end].text == "," and end + 1 < len(tokens) and tokens[end + 1].is_capital
    return is_named or tokens[end].norm in passage.lexicon.prepositions


def _ends_role(passage: Passage, at: int) -> bool:
    word, words = passage.tokens[at], passage.lexicon
    if is_inner_stop(passage, at):
        return False
    # German: `der` is a pronoun behind a comma alone, and an article in `Leiterin der Schule`
    relatives = frozenset[str]() if words.nouns_are_capital else words.relatives
    ends = (_MARKS, relatives, words.role_enders, words.says)
    return any(word.norm in some for some in ends)


def is_inner_stop(passage: Passage, at: int) -> bool:
    """The full stop of an abbreviation or initial: the sentence goes on with a word."""
    stop, following = passage.tokens[at : at + 1], passage.tokens[at + 1 : at + 2]
    before = passage.tokens[max(0, at - 1)]
    if not stop or stop[0].text != "." or before.end != stop[0].start:
        return False
    words = passage.lexicon
    is_short = before.text.istitle() and len(before.text) <= _SHORT
    is_known = before.norm in words.abbreviations | words.abbreviated_titles
    if not following or not (following[0].is_word or following[0].is_number):
        return False
    is_of_name = before.is_capital and following[0].is_capital  # `Brill Bros. Foundry`
    return is_short or is_known or is_of_name
