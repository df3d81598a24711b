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
from digest.reading.weights import BLOCK, BLOCK_PLACE

BODY_SCORE = -0.2
"""Score above which a line stays; under zero, because real text is worth more than neatness."""
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
        features["all link"] = float(block.linked >= 0.9 * len(block.text))
        features["kind voted"] = self._kind_votes[block.signature]
        features["kind mass"] = self._kind_mass[block.signature]
        features["kind voted, long"] = self._kind_votes[block.signature] * is_long
        features["other article"] = float(
            block.article >= 0 and block.article != self._main_article
        )
        features["outside article"] = float(block.article < 0 <= self._main_article)
        features["between chosen"] = float(self._first <= index <= self._last)
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
    kept = [furniture.weigh(tables[1], features) > BODY_SCORE for features in places]
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
    return sum(
        len(block.text)
        for block in lines
        if block.linked < 0.5 * len(block.text) and furniture.is_prose(block.text)
    )
