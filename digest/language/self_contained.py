"""Which sentences can be read alone, without the ones that stood around them."""

import re

from digest.language.lexicons import listed

QUOTATION = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")
_END = re.compile(r"[.!…。！।؟][\"”“»’')\]]*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{1,20}){0,2}(?: \([^()]{2,30}\))?"
    r" ?(?:[—–]|-{1,2}) ?(?=[A-Z\"“])"
    r"|^[A-Z][\w .,'’-]{2,40} \((?:Reuters|[A-Z]{2,10}|dpa)\) ?[—–-]{1,2} ?"
    r"|^\((?:Reuters|[A-Z]{2,10}|dpa)\) ?(?:[—–-]{1,2} ?)?(?=[A-Z\"“])"
)
_PAGE = re.compile(
    r"https?://|www\.|@\w|\b(?:click here|read more|sign up|file photo|photo by|getty images)\b"
    r"|^(?:in this|this) [\w ,.]{0,30}(?:photo|image)\b",
    re.IGNORECASE,
)
"""Words of a page and its pictures."""

# Words that point back when a sentence opens with them: pronouns, and links to what came before.
_POINTS_BACK = listed(
    """
    he she they it this that these those his her their its such both neither but and so however
    also then yet instead nor or because still though although too similarly moreover
    furthermore therefore thus nevertheless otherwise meanwhile here there i we you my our your
    us er sie es dies diese dieser dieses das dem denen ihr ihre sein seine doch aber und auch
    dann dort denn deshalb daher jedoch ich wir unser unsere il elle ils elles ce cela cet cette
    ces ceci mais et puis donc ainsi aussi pourtant je nous notre él ella ellos ellas esto eso
    esta este ese esa pero y también entonces además sin yo nosotros egli lui lei loro questo
    questa questi queste quello ma e anche poi quindi inoltre io noi ele ela eles elas isto isso
    este esta esse essa mas e também então além eu nós hij zij ze het dit dat deze die maar en
    ook toen dus echter ik wij we
    """
)
_FIRST_PERSON = listed(
    "i we my our ich wir unser je nous notre yo nosotros io noi eu nós ik wij we"
)
# German openings that are also articles: `Das Parlament`, `Die Regierung` stand alone well.
_ALSO_ARTICLES = {"de": frozenset({"das", "dem", "die"}), "nl": frozenset({"het", "de"})}


def stands_alone(sentence: str, language: str) -> bool:
    """Whether a reader who sees nothing else knows what the sentence speaks of.

    Refused: unfinished sentences, open quotation marks, nothing but a quotation, an opening that
    points back ("He", "But", "This"), questions, invitations to click.
    """
    text = sentence.strip()
    if not _END.search(text) or _PAGE.search(text) or not _is_balanced(text):
        return False
    own = QUOTATION.sub(" ", text)
    first = _FIRST_WORD.search(own)
    if first is None or own[:1].islower() or own[:1] in "([":
        return False
    return not _points_back(first.group(), language)


def without_dateline(sentence: str) -> str:
    """The sentence without `ROME (AP) — ` before it."""
    return _DATELINE.sub("", sentence, count=1)


def opens_backwards(text: str, language: str) -> bool:
    """Whether spoken words begin with a pronoun or link for what was said before them."""
    first = _FIRST_WORD.search(text)
    return (
        first is not None
        and first.group().casefold() not in _FIRST_PERSON
        and _points_back(first.group(), language)
    )


def _points_back(word: str, language: str) -> bool:
    if word.isupper() and len(word) > 1:  # the US, the IT department
        return False
    return word.casefold() in _POINTS_BACK - _ALSO_ARTICLES.get(language, frozenset())


def _is_balanced(text: str) -> bool:
    if text.count('"') % 2 or text.count("(") != text.count(")"):
        return False
    if text.count("«") != text.count("»"):
        return False
    return text.count("“") + text.count("„") == text.count("”") or (
        text.count("„") == text.count("“") and "”" not in text
    )
