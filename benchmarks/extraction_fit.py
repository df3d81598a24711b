"""Fit the weights by which the lines of a page are judged, and cross-validate them by halves.

`python -m benchmarks.extraction_fit FOLDER...` takes folders as `benchmarks.extraction` and
`benchmarks.segments` do, fits ONE table over all of them, prints the figures on pages that were not
fitted on, and the tables that `digest/reading/weights.py` holds.  A line counts as article when
most of its word 4-grams stand in the gold body; it weighs its share of its page's article.  Where
the gold is segments, only the lines with one of them count.  No randomness.
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import scoring
from benchmarks.furniture_fit import Features, Table, print_table, regress
from digest.language.decoding import decode
from digest.reading import bodytext, dom, extract, metadata
from digest.reading.blocks import Block, blocks

Labels = tuple[list[int], list[float]]
"""For each line: 1 if it is article, and what it weighs; 0 where nothing is known of it."""
RIDGE, PLACE_RIDGE = 200.0, 40.0
"""Strong: the fit must not learn the habits of single sites."""


SEGMENTS = 0.3
"""Weight of a page of which only segments are known, beside one with its whole body."""
_FEWEST_SEGMENTS = 3


class LabelledPage:
    """One page with the lines that its gold body or its wanted segments hold."""

    def __init__(self, folder: Path, name: str, gold: Mapping[str, Any]) -> None:
        content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        root = dom.without_hidden(dom.parse(decode(content)))
        self.set, self.gold = folder.name, gold.get("text") or ""
        self.lines = blocks(root)
        self.title = metadata.read(root).title or ""
        self.chosen = extract.trafilatura_text(root, self.lines)
        self.page = bodytext.Page(self.lines, self.chosen, self.title)
        self.keep, self.weights = (
            _labels(self.gold, self.lines) if self.gold else _segment_labels(gold, self.lines)
        )

    def close_features(self) -> Iterator[tuple[int, Features]]:
        """The lines that are looked at closely, with what is known of each."""
        for i in range(len(self.lines)):
            if not self.page.is_menu(i):
                yield i, self.page.features(i)


def _segment_labels(gold: Mapping[str, Any], lines: Sequence[Block]) -> Labels:
    """Lines with a wanted segment, and with an unwanted one; of the others nothing is known."""
    wanted, unwanted = (
        [scoring.flat(text) for text in gold.get(key, ())] for key in ("with", "without")
    )
    weight = SEGMENTS / max(_FEWEST_SEGMENTS, len(wanted) + len(unwanted))
    texts = [scoring.flat(block.text) for block in lines]
    keep = [int(any(segment in text for segment in wanted)) for text in texts]
    return keep, [weight * any(s in text for s in (*wanted, *unwanted)) for text in texts]


def _labels(gold: str, lines: Sequence[Block]) -> Labels:
    """For each line: is it in the gold body, and what it weighs."""
    words = [word.lower() for word in scoring.WORD.findall(gold)]
    grams = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    whole, whole_lines = " ".join(words), {scoring.bare(line) for line in gold.split("\n")}
    keep, certain = [], []
    for block in lines:
        own = [word.lower() for word in scoring.WORD.findall(block.text)]
        text = " ".join(own)
        if len(own) >= 8:
            mine = list(zip(own, own[1:], own[2:], own[3:], strict=False))
            keep.append(int(sum(gram in grams for gram in mine) >= 0.6 * len(mine)))
            certain.append(1.0)
        else:
            is_line = text in whole_lines
            keep.append(int(is_line or (len(own) > 3 and text in whole)))
            certain.append(1.0 if is_line or text not in whole else 0.3)
    mass = sum(len(block.text) for block, kept in zip(lines, keep, strict=True) if kept)
    weights = [
        min(1.0, (len(block.text) + 15) * sure / max(mass, 300))
        for block, sure in zip(lines, certain, strict=True)
    ]
    return keep, weights


def read(folders: Sequence[Path]) -> list[LabelledPage]:
    pages = []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        names = sorted(gold, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
        pages += [LabelledPage(folder, name, gold[name]) for name in names]
    return pages


def _placed(page: LabelledPage, line: Table) -> list[Features]:
    return list(page.page.place_features(page.page.scores(line)))


def fit(pages: Sequence[LabelledPage]) -> tuple[Table, Table]:
    rows = [(features, page, i) for page in pages for i, features in page.close_features()]
    line = _regressed(rows, RIDGE)
    rows = [(features, page, i) for page in pages for i, features in enumerate(_placed(page, line))]
    return line, _regressed(rows, PLACE_RIDGE)


def _regressed(rows: Sequence[tuple[Features, LabelledPage, int]], ridge: float) -> Table:
    """The table of the lines of which something is known."""
    known = [(f, page.keep[i], page.weights[i]) for f, page, i in rows if page.weights[i]]
    features, truth, weights = zip(*known, strict=True)
    return regress(features, truth, weights, ridge)


def figures(pages: Sequence[LabelledPage], tables: tuple[Table, Table]) -> str:
    shingles, words = [], []
    for page in pages:
        text = "\n".join(bodytext.choose(page.lines, page.chosen, page.title, tables))
        shingles.append(scoring.overlap(scoring.shingles(page.gold), scoring.shingles(text)))
        words.append(scoring.word_prf(page.gold, text)[2])
    return f"shingle_f1 {scoring.shingle_f1(shingles)[2]:.4f}  word_f1 {scoring.mean(words):.4f}"


def _sets(pages: Sequence[LabelledPage]) -> list[str]:
    """The sets of which whole bodies are known."""
    return sorted({page.set for page in pages if page.gold})


def main() -> None:
    pages = read([Path(name) for name in sys.argv[1:]])
    halves = (pages[0::2], pages[1::2])
    for train, test in (halves, halves[::-1]):
        tables = fit(train)
        for name in _sets(test):
            print("not fitted on:", name, figures([p for p in test if p.set == name], tables))
    tables = fit(pages)
    for name in _sets(pages):
        print("fitted on:", name, figures([p for p in pages if p.set == name], tables))
    print_table("BLOCK", tables[0])
    print_table("BLOCK_PLACE", tables[1])


if __name__ == "__main__":
    main()
