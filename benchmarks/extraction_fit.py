"""Fit the weights by which the lines of a page are judged, and cross-validate them by halves.

`python -m benchmarks.extraction_fit FOLDER...` takes folders as `benchmarks.extraction` does, fits
ONE table over all of them, prints the figures on pages that were not fitted on, and the tables
that `digest/reading/weights.py` holds.  A line counts as article when most of its word 4-grams
stand in the gold body; it weighs its share of its page's article.  No randomness.
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import scoring
from benchmarks.furniture_fit import Features, Table, print_table, regress
from digest.language.decoding import decode
from digest.reading import bodytext, dom, extract, metadata
from digest.reading.blocks import Block, blocks

RIDGE, PLACE_RIDGE = 200.0, 40.0
"""Strong: the fit must not learn the habits of single sites."""


class LabelledPage:
    """One page with the lines that its gold body holds."""

    def __init__(self, folder: Path, name: str, gold: str) -> None:
        content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        root = dom.without_hidden(dom.parse(decode(content)))
        self.set, self.gold = folder.name, gold
        self.lines = blocks(root)
        self.title = metadata.read(root).title or ""
        self.chosen = extract.trafilatura_text(root, self.lines)
        self.page = bodytext.Page(self.lines, self.chosen, self.title)
        self.close = [i for i in range(len(self.lines)) if not self.page.is_menu(i)]
        self.own = [self.page.features(i) for i in self.close]
        self.keep, certain = _labels(gold, self.lines)
        mass = sum(len(b.text) for b, kept in zip(self.lines, self.keep, strict=True) if kept)
        self.weights = [
            min(1.0, (len(block.text) + 15) * sure / max(mass, 300))
            for block, sure in zip(self.lines, certain, strict=True)
        ]


def _labels(gold: str, lines: Sequence[Block]) -> tuple[list[int], list[float]]:
    """For each line: is it in the gold body, and how certain is that."""
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
    return keep, certain


def read(folders: Sequence[Path]) -> list[LabelledPage]:
    pages = []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        names = sorted(gold, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
        pages += [LabelledPage(folder, name, gold[name].get("text") or "") for name in names]
    return pages


def _placed(page: LabelledPage, line: Table) -> list[Features]:
    return list(page.page.place_features(page.page.scores(line)))


def fit(pages: Sequence[LabelledPage]) -> tuple[Table, Table]:
    truth = [kept for page in pages for kept in page.keep]
    weights = [weight for page in pages for weight in page.weights]
    line = regress(
        [f for page in pages for f in page.own],
        [page.keep[i] for page in pages for i in page.close],
        [page.weights[i] for page in pages for i in page.close],
        RIDGE,
    )
    rows = [f for page in pages for f in _placed(page, line)]
    return line, regress(rows, truth, weights, PLACE_RIDGE)


def figures(pages: Sequence[LabelledPage], tables: tuple[Table, Table]) -> str:
    shingles, words = [], []
    for page in pages:
        text = "\n".join(bodytext.choose(page.lines, page.chosen, page.title, tables))
        shingles.append(scoring.overlap(scoring.shingles(page.gold), scoring.shingles(text)))
        words.append(scoring.word_prf(page.gold, text)[2])
    return f"shingle_f1 {scoring.shingle_f1(shingles)[2]:.4f}  word_f1 {scoring.mean(words):.4f}"


def main() -> None:
    pages = read([Path(name) for name in sys.argv[1:]])
    halves = (pages[0::2], pages[1::2])
    for train, test in (halves, halves[::-1]):
        tables = fit(train)
        for name in sorted({page.set for page in test}):
            print("not fitted on:", name, figures([p for p in test if p.set == name], tables))
    tables = fit(pages)
    for name in sorted({page.set for page in pages}):
        print("fitted on:", name, figures([p for p in pages if p.set == name], tables))
    print_table("BLOCK", tables[0])
    print_table("BLOCK_PLACE", tables[1])


if __name__ == "__main__":
    main()
