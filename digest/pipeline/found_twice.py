"""What was found under one address more than once: the same article, or another one behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from digest import reading
from digest.language.printable import printable
from digest.model import Article, Skipped
from digest.sources.place import local_path
from digest.sources.steps import SAME_AS

RUN = 4
"""Words in a row that two texts of one article share and two articles hardly do."""
ALIKE = 0.3
"""Share of the shorter text's runs from which on two texts are one article, grown or cut."""


def apart(
    items: Iterable[Article | Skipped], places: Sequence[str] = ()
) -> tuple[dict[str, Article], list[Skipped]]:
    """Articles by id, and what was left out, without the folders of `places` on this machine.

    Of two readings of one article the whole one is kept, then the longer. Where an address leads
    to two texts, both are told, each under an id of its own: a notice board links every notice to
    its front page, and nobody's article is replaced by one that claims its address.
    """
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    folders = [str(local_path(place)) for place in places if "://" not in place]
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(_for_readers(item, folders))
            continue
        article, rival = item, articles.get(item.id)
        if rival is not None and not _is_same(article, rival):
            own_id = reading.identity(None, article.source, article.title, article.text)
            article = replace(article, id=own_id)
            rival = articles.get(article.id)
        if rival is not None:
            skipped.append(Skipped(what=article.called, why="the same article was found twice"))
        if rival is None or _fullness(article) > _fullness(rival):
            articles[article.id] = article
    return articles, skipped


def _is_same(one: Article, other: Article) -> bool:
    """A teaser may share no words with its article, but then it has its headline."""
    if one.title == other.title and (one.is_teaser or other.is_teaser):
        return True
    runs = sorted((_runs(one.text), _runs(other.text)), key=len)
    return len(runs[0] & runs[1]) >= ALIKE * len(runs[0])


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def _fullness(article: Article) -> tuple[bool, int]:
    return not article.is_teaser, len(article.text)


def _for_readers(item: Skipped, folders: Sequence[str]) -> Skipped:
    """On a line that steers no terminal, without the folders of this machine: it is sent on."""
    told = (printable(_without_folder(told, folders)) for told in (item.what, item.why))
    name, reason = (" ".join(line.split()) for line in told)
    return Skipped(what=name, why=reason)


def _without_folder(told: str, folders: Sequence[str]) -> str:
    """A path below a folder as the name of its file; a slash in a headline begins none."""
    for folder in folders:
        before, at, below = told.partition(folder)
        if at and before in {"", SAME_AS}:
            return before + (Path(at + below).name or at)
    return told
