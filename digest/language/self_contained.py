"""Which sentences can be read alone, without the ones that stood around them."""

import re
from collections.abc import Sequence
from functools import cache

from digest.language.lexicons import Lexicon, either, has, lexicon
from digest.language.marks import facing
from digest.language.words import Word, words

QUOTATION = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"")
_END = re.compile(r"[.!…。！।؟][\"”“»’')\]]*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)
_SPEAKER = re.compile(
    r"^(?:[^\W\d_][\w.’'-]*|\d[\w-]*)(?: [^\W\d_][\w.’'-]*){0,2}: |^[A-Z][A-Z ,.’'-]{3,60}: "
)
"""`Prof. Lund: And then?`, `Summary: ...`: an interview, a list."""
_OPENED = re.compile(r"^[‘'](?!s )(?!.*[\w.,!?…][’'](?!\w))")
_CLOSED = re.compile(r"^(?!.*(?<!\w)[‘'])(?!.*\b[a-z]*s['’] ).*[,.!?][’'](?:\s|$)")
"""Words between single marks of which one stands in another sentence."""
_STARTS = re.compile(r"^[\s,;:–—-]*")
_UNSPACED = ("zh", "ja")
"""Languages written without spaces between words."""
OPENING_WORDS = 12
"""Words among which a sentence says whom it is about."""
ADDING_WORDS = 10
"""Words among which `also` makes the whole sentence an addition."""


def stands_alone(sentence: str, language: str) -> bool:
    """Whether a reader who sees nothing else knows what the sentence speaks of.

    Refused: unfinished sentences, open quotation marks, nothing but a quotation, what points back
    ("He", "But", "For example", "though", "also", "After the vote, he"), what is said to the
    reader ("you"), labels of speakers, questions, invitations to click.
    """
    text = facing(sentence.strip())
    if not is_statement(text, language) or _OPENED.search(text) or _CLOSED.search(text):
        return False
    own = QUOTATION.sub(" ", text)
    first = _FIRST_WORD.search(own)
    if first is None or own[:1].islower() or own[:1] in "([":
        return False
    points_back = _points_back(first.group(), language)
    opens_itself = points_back and has(own.strip(), lexicon(language).opens_itself)
    return not ((points_back and not opens_itself) or _goes_on(own, language))


def is_statement(sentence: str, language: str) -> bool:
    """Whether it tells its readers something, be it of somebody who was named before it.

    Refused: what is unfinished, asked, cried, said to the reader, or said of the page itself;
    labels of speakers; and what tells its writer's mind.
    """
    text = facing(sentence.strip())
    own = QUOTATION.sub(" ", text)
    known = lexicon(language)
    is_cry = own.rstrip().endswith(("!", "！"))
    if is_cry or not _END.search(text) or _ADDRESS.search(text) or not _is_balanced(text):
        return False
    if _SPEAKER.search(text) or has(text, known.page_phrases) or has(own, known.verdicts):
        return False
    return not any(
        word.norm in known.second_person and not word.text.isupper()
        for word in words(own, language)
    )


def _goes_on(own: str, language: str) -> bool:
    """Whether words outside its quotations go on from another sentence."""
    if (links := _links(language)) and links.search(_STARTS.sub("", own)):
        return True
    known = lexicon(language)
    tokens = words(own, language)
    return (
        _adds(tokens, known)
        or _stands_for_nobody(tokens, known)
        or has(own.strip(), known.dangling)
    )


def _adds(tokens: Sequence[Word], known: Lexicon) -> bool:
    """`The mayor also said`; not `but also`, `who also`, `instead of two`."""
    joints = known.conjoined | known.conjunctions | known.relatives
    behind = (*(word.norm for word in tokens[1:]), "")
    return any(
        word.norm in known.adds
        and tokens[at - 1].norm not in joints
        and behind[at] not in known.of_words
        for at, word in enumerate(tokens[:ADDING_WORDS])
    )


def _stands_for_nobody(tokens: Sequence[Word], known: Lexicon) -> bool:
    """`After the vote, he`, `At first, his doctor saw`, `All is well, he said`: nobody was named.

    `In his speech, Lund` names him behind it.
    """
    people = known.roles | known.offices | known.people | known.indefinite
    at = next((at for at, word in enumerate(tokens) if word.norm in known.third_person), None)
    if at is None or at >= OPENING_WORDS:
        return False
    follows = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if tokens[at - 1].text == "," and follows in known.says:
        return not any(word.is_capital for word in tokens[1:at])
    before = tokens[1:at] if tokens[0].norm in known.stopwords | known.prepositions else tokens[:at]
    if any(word.is_capital or word.norm in people for word in before):
        return False
    is_subject = tokens[at].norm in known.personal_pronouns
    return is_subject or not any(word.is_capital for word in tokens[at:])


@cache
def _links(language: str) -> re.Pattern[str] | None:
    """Phrases that go on from another sentence: opening one, set off in it, or at its end."""
    known = lexicon(language)
    if not known.links:
        return None
    phrases = f"(?:{'|'.join(known.links)})"
    if language in _UNSPACED:
        return re.compile(f"^{phrases}")
    ends = r"(?=\s*[,.!?;:–—]|\s*$)"
    return re.compile(
        rf"^{phrases}(?!\w)|[,;–—]\s*{phrases}{ends}|\s{phrases}(?=[.!]\W*$)", re.IGNORECASE
    )


def takes_back(sentence: str, language: str) -> bool:
    """Whether it begins by taking back the one before it, like `Well, sort of`."""
    pattern = either(lexicon(language).taken_back)
    return pattern is not None and pattern.match(sentence.strip()) is not None


def opens_backwards(text: str, language: str) -> bool:
    """Whether spoken words begin with a pronoun or link for what was said before them."""
    first = _FIRST_WORD.search(text)
    return (
        first is not None
        and first.group().casefold() not in lexicon(language).opening_first_person
        and _points_back(first.group(), language)
    )


def takes_up(text: str, language: str) -> bool:
    """Whether spoken words begin with what was said before them: `It`, `If they`, `Moreover, `.

    `He` and `She` are whom the story is about, where they come first.
    """
    first, known = _FIRST_WORD.search(text), lexicon(language)
    if first is None:
        return False
    word, second = first.group().casefold(), _FIRST_WORD.search(text, first.end())
    own = known.opening_first_person
    things = (known.anaphors & known.points_back) - own
    if word in (things - known.personal_pronouns) | known.adds | known.sequels:
        return True
    if word in known.points_back - own and text[first.end() : first.end() + 1] == ",":
        return True
    joins = known.subordinators | known.conjunctions | known.irrealis
    return word in joins and second is not None and second.group().casefold() in things


def _points_back(word: str, language: str) -> bool:
    if word.isupper() and len(word) > 1:  # the US, the IT department
        return False
    return word.casefold() in lexicon(language).points_back


def _is_balanced(text: str) -> bool:
    if text.count('"') % 2 or text.count("(") != text.count(")"):
        return False
    if text.count("«") != text.count("»"):
        return False
    return text.count("“") + text.count("„") == text.count("”") or (
        text.count("„") == text.count("“") and "”" not in text
    )
