"""Which lines of a page are its article: trafilatura's choice, mended line by line.

trafilatura finds the right part of nearly every page, but drops sections of some and keeps teasers
in others.  So each line of the page is judged again: by trafilatura's vote, by what the template
calls its place, by how the lines of its kind were voted, by its words, and by its neighbours.
The weights were fitted by `benchmarks/extraction_fit.py`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from digest.reading import furniture
from digest.reading.blocks import Block
from digest.reading.tidy import words_of
from digest.reading.weights import BLOCK, BLOCK_PLACE

BODY_SCORE, CHOSEN_SCORE = 0.0, -0.3
"""Scores above which a line stays; trafilatura's choice goes on stronger evidence alone."""
MENU_SCORE = -5.0
LEAST_AGREED = 0.5
"""Share of trafilatura's choice that must be kept for our judgement to count."""
_NOT_ALNUM = re.compile(r"[\W_]+")
_TAGS = {
    "p",
    "li",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "th",
    "blockquote",
    "figcaption",
    "pre",
    "dd",
    "dt",
}
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ALL, _LINKED, _ALIKE = 0.9, 0.5, 0.5
"""Shares: of a line that is a link; of one that is no prose; of a heading that is the title."""
_BRIEF = 60
"""Characters under which a line may be a label, a link or a menu's."""


def bare(text: str) -> str:
    """Letters and digits only: two renderings of one line agree in them."""
    return _NOT_ALNUM.sub("", text).lower()


class Page:
    """The lines of one page with the votes on them."""

    def __init__(self, lines: Sequence[Block], chosen: str, title: str) -> None:
        self.lines = lines
        whole = bare(chosen)
        keys = [bare(block.text[:400]) for block in lines]
        self.votes = [bool(key) and key in whole for key in keys]
        self._counts = Counter(keys)
        self._sizes = [min(300, len(block.text)) for block in lines]
        self._keys = keys
        self._title = bare(title)
        self._kind_votes, self._kind_mass = self._kinds()
        self._main_article = self._article()
        chosen_at = [i for i, vote in enumerate(self.votes) if vote and len(lines[i].text) > _BRIEF]
        self._first, self._last = (chosen_at[0], chosen_at[-1]) if chosen_at else (0, len(lines))
        heads = (i for i in range(self._first) if lines[i].tag == "h1" or keys[i] == self._title)
        self._headline = max(heads, default=len(lines))
        prose = sum(len(b.text) for b in lines if furniture.is_prose(b.text))
        voted = sum(len(lines[i].text) for i in chosen_at)
        self._share = min(1.0, voted / prose) if prose else 1.0

    def _kinds(self) -> tuple[dict[str, float], dict[str, float]]:
        voted: dict[str, float] = defaultdict(float)
        mass: dict[str, float] = defaultdict(float)
        for block, vote in zip(self.lines, self.votes, strict=True):
            size = min(len(block.text), 400)
            mass[block.signature] += size
            voted[block.signature] += size * vote
        total = sum(voted.values()) or 1.0
        shares = {kind: (voted[kind] + 5) / (mass[kind] + 20) for kind in mass}
        return shares, {kind: voted[kind] / total for kind in mass}

    def _article(self) -> int:
        mass: Counter[int] = Counter()
        for block, vote in zip(self.lines, self.votes, strict=True):
            mass[block.article] += vote * len(block.text)
        return mass.most_common(1)[0][0] if mass else -1

    def features(self, index: int) -> dict[str, float]:
        """What is known of one line before its neighbours are asked."""
        block = self.lines[index]
        key = self._keys[index]
        features = furniture.line_features(block.text, self._counts[key])
        vote = self.votes[index]
        is_long = len(block.text) > _BRIEF
        features["chosen, long" if is_long else "chosen, brief"] = float(vote)
        features[f"tag {block.tag if block.tag in _TAGS else 'other'}"] = 1.0
        features["links"] = block.linked / len(block.text)
        features["all link"] = float(block.linked >= _ALL * len(block.text))
        features["kind voted"] = self._kind_votes[block.signature]
        features["kind mass"] = self._kind_mass[block.signature]
        features["kind voted, long"] = self._kind_votes[block.signature] * is_long
        features["other article"] = float(
            block.article >= 0 and block.article != self._main_article
        )
        features["outside article"] = float(block.article < 0 <= self._main_article)
        features["between chosen"] = float(self._first <= index <= self._last)
        features["standfirst"] = float(self._headline < index < self._first) * is_long
        features["chosen around"] = self._around(index)
        features["rest of page"] = (1 - self._share) * is_long * (not vote)
        features["chosen of little"] = (1 - self._share) * is_long * vote
        features["title"] = float(bool(key) and key == self._title)
        for mark in block.far:
            features[f"in {mark}"] = 1.0
        for mark in block.near:
            features[f"near {mark}"] = 1.0
        return features

    def is_menu(self, index: int) -> bool:
        """Tell whether a line is brief and far from all that was chosen: most lines are."""
        block = self.lines[index]
        return len(block.text) < _BRIEF and not self.votes[index] and self._around(index) == 0

    def scores(self, table: Mapping[str, float]) -> list[float]:
        """The first score of each line; menus are not looked at closely, for speed."""
        return [
            MENU_SCORE if self.is_menu(i) else furniture.weigh(table, self.features(i))
            for i in range(len(self.lines))
        ]

    def _around(self, index: int, reach: int = 4) -> float:
        """The share of the text around the line that trafilatura chose."""
        start, end = max(0, index - reach), min(len(self.lines), index + reach + 1)
        voted = whole = 0
        for i in range(start, end):
            if i != index:
                whole += self._sizes[i]
                voted += self._sizes[i] * self.votes[i]
        return voted / (whole + 1)

    def place_features(self, own: Sequence[float]) -> list[dict[str, float]]:
        """What the neighbours say: own are the first scores."""
        squashed = [furniture.squash(score) for score in own]
        sums = furniture.Surroundings([block.text for block in self.lines], squashed)
        rows = []
        for i, score in enumerate(own):
            features = furniture.place_features(i, score, squashed, sums)
            features["chosen"] = float(self.votes[i])
            features["alike before"] = squashed[i - 1] * self._alike(i, i - 1) if i else 0.0
            features["alike after"] = (
                squashed[i + 1] * self._alike(i, i + 1) if i + 1 < len(own) else 0.0
            )
            features["brief"] = float(len(self.lines[i].text) < _BRIEF)
            features["brief own"] = features["brief"] * score
            rows.append(features)
        return rows

    def _alike(self, one: int, other: int) -> float:
        return float(self.lines[one].signature == self.lines[other].signature)


Tables = tuple[dict[str, float], dict[str, float]]


def choose(
    lines: Sequence[Block], chosen: str, title: str, tables: Tables = (BLOCK, BLOCK_PLACE)
) -> list[str]:
    """The lines of the article, in order; chosen is what trafilatura took for it.

    Where the two hardly agree, the page is unlike those that the weights come from, and
    trafilatura's choice stands.
    """
    page = Page(lines, chosen, title)
    own = page.scores(tables[0])
    places = page.place_features(own)
    kept = [
        furniture.weigh(tables[1], features) > (CHOSEN_SCORE if vote else BODY_SCORE)
        for features, vote in zip(places, page.votes, strict=True)
    ]
    agreed = sum(
        len(block.text)
        for block, vote, is_kept in zip(lines, page.votes, kept, strict=True)
        if vote and is_kept
    )
    if agreed < LEAST_AGREED * len(chosen):
        return [line for line in chosen.split("\n") if line]
    return [block.text for block, is_kept in zip(lines, kept, strict=True) if is_kept]


def prose_length(lines: Sequence[Block]) -> int:
    """Characters of running text on the whole page, lists of links left out."""
    return sum(len(block.text) for block in lines if _is_own_prose(block))


def main_kind(lines: Sequence[Block]) -> str:
    """The running text of the kind of line that holds the most of it, comments left out."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for block in lines:
        if _is_own_prose(block) and "comment" not in block.far:
            kinds[block.signature].append(block.text)
    return "\n".join(max(kinds.values(), key=lambda kind: sum(map(len, kind)), default=()))


def is_own(found: Sequence[str], lines: Sequence[Block], title: str) -> bool:
    """Tell whether the found lines are a text under this title: no menu, no teasers of others.

    A menu is links; a paragraph under the linked heading of another story is its teaser.
    """
    others = _of_others(lines, title)
    own = [line for line in found if line not in others]
    is_most = sum(map(len, own)) > _LINKED * sum(map(len, found))
    return is_most or any(map(furniture.is_prose, own))


def _of_others(lines: Sequence[Block], title: str) -> set[str]:
    """The brief lines in links, and the teasers under headings that lead to other stories."""
    own, others, is_other = set(words_of(title)), set[str](), False
    for block in lines:
        is_link = block.linked >= _ALL * len(block.text)
        is_prose = furniture.is_prose(block.text)
        if block.tag in _HEADING_TAGS:
            words = set(words_of(block.text))
            is_other = is_link and len(words & own) <= _ALIKE * len(words)
        if is_other or (is_link and not is_prose):
            others.add(block.text)
        is_other = is_other and not is_prose  # a teaser is one paragraph
    return others


def _is_own_prose(block: Block) -> bool:
    return block.linked < _LINKED * len(block.text) and furniture.is_prose(block.text)
