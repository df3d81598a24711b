"""Plain text and Markdown: pasted or saved by hand, often with the page still on it."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from digest.language.decoding import decode
from digest.language.lexicons import everywhere
from digest.language.outlets import outlet_name
from digest.language.written_dates import parse_date
from digest.reading import cues, dates, front_matter, furniture, line_ends, press_release
from digest.reading.facts import Found
from digest.reading.tidy import one_line, tidy

_TERMINAL = re.compile("[.!;:,…。！؛][\"'”’»)\\]」』]*$")
_LONGEST_TITLE = 160
_LONGEST_SEARCHED = 20_000
"""Characters up to which a line is searched for pleas."""
_SHORTEST_TITLE = 8
_LEAST_WORDS = 3
_LONGEST_STAMP = 60
_LONGEST_BYLINE = 100
_LEAD, _CUT_LEAD = 100, 90
"""Characters of a lead that is a title whole, and of what is left of a longer one."""
_LEAST_INNER = 4
"""Lines that tell whether a text was wrapped."""
_NARROWEST, _WIDEST = 40, 120
"""Characters of the lines of an editor that wraps."""
_FULL, _LONG, _ENDED = 0.7, 0.7, 0.4
"""Share of the width that a full line has; of lines that are full; of lines that end sentences."""


@cache
def _joint() -> str:
    """What stands between two names, as a pattern: `and`, `und`, `&`."""
    return "|".join((*everywhere("conjoined"), "&"))


@cache
def _byline() -> re.Pattern[str]:
    """A line of names after "By", which has its capital."""
    small = "|".join(everywhere("name_particles"))
    name = rf"[^\W\d_a-zа-я][\w'’.-]*+(?: (?:{small}))?"  # whole: glued ones are tried in no end
    by, what = everywhere("by_words"), everywhere("by_what")
    begins = [*by, *(f"{done} {word}" for done in what for word in by)]
    begins += [f"{label}:" for label in everywhere("author_labels")]
    begin = "|".join(word[:1].upper() + word[1:] for word in begins)
    return re.compile(rf"^(?:{begin})\s+((?:{name}[\s,]*+(?:{_joint()})?\s*+){{2,12}})$")


def find_text(content: bytes, charset: str | None) -> Found:
    """An article in plain text."""
    facts, body = front_matter.take(tidy(decode(content, charset)))
    return _found(facts, paragraphs_of(body))


def find_markdown(content: bytes, charset: str | None) -> Found:
    """An article in Markdown, its marks taken off."""
    facts, body = front_matter.take(tidy(decode(content, charset)))
    heading = _HEADING.search(body[:2000])
    if heading and "title" not in facts and not body[: heading.start()].strip():
        facts = {**facts, "title": (_unmarked(heading.group(1)),)}
        body = body[heading.end() :]
    return _found(facts, paragraphs_of(_unmarked(body), is_wrapped=True))


def _found(facts: front_matter.Facts, lines: Sequence[str]) -> Found:
    first = {key: values[0] for key, values in facts.items()}
    release = press_release.take(lines)
    title = one_line(first["title"]) if "title" in first else None
    title = title or (release.headline if release else None)
    found = split_text(release.body if release else lines, title)
    return Found(
        paragraphs=found.paragraphs,
        around="\n".join(lines[:40])[:3000],
        title=found.title,
        authors=tuple(map(one_line, facts.get("authors", ()))) or found.authors,
        published=parse_date(first.get("date"))
        or (release and release.published)
        or found.published,
        source=outlet_name(first.get("source"), first.get("url"))
        or (release.issuer if release else None),
        url=first.get("url"),
        language=first.get("language"),
    )


def split_text(lines: Sequence[str], title: str | None = None) -> Found:
    """Headline, byline, date and article among the lines of a text; title when it is known."""
    keep = furniture.keep(lines)
    body = next((i for i, line in enumerate(lines) if keep[i] and furniture.is_prose(line)), 0)
    headline = title or _headline(lines, keep, body)
    head = lines[max(0, body - 12) : body + 1]
    paragraphs = [
        line
        for i, line in enumerate(lines)
        if keep[i]
        and not (i < body and _is_fact(line))
        and not is_byline(line)
        and not (headline and i <= body + 1 and same_words(line, headline))
    ]
    paragraphs = furniture.without_edges(paragraphs)
    return Found(
        paragraphs=tuple(without_pleas(paragraphs)),
        title=headline,
        authors=next(filter(None, map(authors_in, head)), ()),
        published=dates.from_lines([line for line in head if line != headline]),
    )


def _is_fact(line: str) -> bool:
    """Tell whether a line above the text only dates it."""
    return not furniture.is_prose(line) and parse_date(line) is not None


def without_pleas(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without the sentences inside them that beg for a click."""
    cleaned = (
        cues.pleas().sub("", line).strip() if len(line) < _LONGEST_SEARCHED else line
        for line in paragraphs
    )
    return [line for line in cleaned if line]


def _headline(lines: Sequence[str], keep: Sequence[bool], body: int) -> str | None:
    """The line above the first prose that reads like a headline; one that is repeated wins."""
    head = range(max(0, body - 12), body)
    fit = [i for i in head if could_be_headline(lines[i])]
    if not fit:
        return None
    repeated = [i for i in fit if lines.count(lines[i]) > 1 and keep[i]]
    kept = [i for i in fit if keep[i] and len(lines[i].split()) > _LEAST_WORDS]
    return lines[(repeated or kept or fit)[0]]


def could_be_headline(line: str) -> bool:
    words = line.split()
    return (
        _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE
        and (len(words) >= _LEAST_WORDS or not line.isascii())
        and not _TERMINAL.search(line)
        and not furniture.is_sure(line)
        and not is_byline(line)
        and not (
            len(line) < _LONGEST_STAMP
            and cues.cue("stamp").search(line.lower())
            and parse_date(line)
        )
    )


def same_words(one: str, other: str) -> bool:
    """Tell whether both are one headline, but for marks and case."""
    return _bare(one) == _bare(other)


def _bare(line: str) -> str:
    return "".join(c for c in line[:400].lower() if c.isalnum())


def is_byline(line: str) -> bool:
    return len(line) < _LONGEST_BYLINE and bool(_byline().match(line))


def authors_in(line: str) -> tuple[str, ...]:
    """The names of a byline: `By Jane Roe and John Doe`."""
    found = _byline().match(line) if len(line) < _LONGEST_BYLINE else None
    if found is None:
        return ()
    names = re.split(rf",| (?:{_joint()}) ", found.group(1))
    return tuple(name.strip() for name in names if len(name.split()) > 1)


def writers_in(line: str) -> tuple[str, ...]:
    """The names of a byline that has more in it: a day, an office, what somebody writes about."""
    return authors_in(line) or authors_in(re.split(r"\s*[|·•,–—]\s*", line, maxsplit=1)[0])


def lead_title(sentence: str) -> str:
    """A title made from the lead, for a text without a headline."""
    if len(sentence) <= _LEAD:
        return sentence.rstrip(".。")
    words = takewhile(
        lambda end: end <= _CUT_LEAD, (m.end() for m in re.finditer(r"\S+", sentence))
    )
    cut = max(words, default=_CUT_LEAD)
    return sentence[:cut].rstrip(" ,;:–—-") + "…"


def paragraphs_of(text: str, *, is_wrapped: bool | None = None) -> list[str]:
    """The paragraphs of a text: its lines, joined again where they were wrapped by hand."""
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", text)]
    if is_wrapped is None:
        is_wrapped = _is_wrapped(blocks)
    if not is_wrapped:
        blocks = line_ends.unwrapped(blocks)
        return [line for block in blocks for line in block if line]
    return [line for block in blocks for line in line_ends.joined(block) if line]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Lines cut at one width by an editor: most inner lines are long, and do not end a sentence."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < _LEAST_INNER:
        return False
    widest = max(len(line) for block in blocks for line in block)
    full = sum(len(line) > _FULL * widest for line in inner)
    ended = sum(bool(_TERMINAL.search(line)) for line in inner)
    is_width = _NARROWEST <= widest <= _WIDEST
    return is_width and full > _LONG * len(inner) and ended < _ENDED * len(inner)


_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_INLINE_MARKS = (
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"(?<!!)\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"^\[[^\]\n]{1,100}\]:\s*\S+.*$", re.MULTILINE), ""),
    (re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^(?:[-*_]\s*){3,}$|^```.*$|^={3,}$", re.MULTILINE), ""),
    (re.compile(r"^(?:>\s?)+", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000})(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,1000})(?<=\S)[*_](?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)


def _unmarked(text: str) -> str:
    text = _without_comments(text)
    for pattern, plain in _INLINE_MARKS:
        text = pattern.sub(plain, text)
    return text


def _without_comments(text: str) -> str:
    """The text without HTML comments, in linear time; one that never ends is text."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))
