"""What a reader sees: an edition as a sheet with a box for each printed item, and its count.

`python -m benchmarks.editions PATH [--stories N] [--every K] [--kinds point,quote] > sheet.md`
builds an edition of anything that `digest build` reads, without a model, or takes the edition that
is in the folder PATH, and prints its items with their evidence. Who reads it marks a faulty item
`[x]` and names the fault on its `fault:` line.
`python -m benchmarks.editions --count sheet.md [--against other.md]` counts the marks by kind of
item and of fault, and how far two readers of one sheet agree (Cohen's kappa).
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import digest
from digest import settings
from digest.findings.timeline import shown_steps
from digest.model import Article, Citation, Digest, Quote, ToldStory

BEFORE = 2
"""Sentences of the source that are shown before a cited one: an antecedent stands there."""
AROUND = 250
"""Characters of the source that are shown on either side of a quotation."""
MARK = re.compile(r"^### \[(?P<box>.)\] (?P<kind>[a-z-]+) (?P<number>\d+)$")
FAULT = re.compile(r"^fault:(?P<fault>.*)$")


@dataclass(frozen=True)
class Item:
    """One thing printed, what it rests on, and the story it stands in."""

    kind: str
    printed: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """What a reader held of one item; `fault` is empty where it is right."""

    kind: str
    fault: str | None


def items(edition: Digest) -> Iterator[Item]:
    """All that an edition prints of its stories, in reading order."""
    articles = {article.id: article for article in edition.articles}
    for story in edition.stories:
        if len(story.articles) > 1:
            heads = tuple(_headline(articles[at]) for at in story.articles)
            yield Item("story", "these tell one event", heads)
        yield from _of_summary(story, articles)


def _of_summary(story: ToldStory, articles: Mapping[str, Article]) -> Iterator[Item]:
    summary = story.summary
    heads = tuple(_headline(articles[at]) for at in story.articles)
    points = tuple(f"says: {point.text}" for point in summary.points)
    is_view = all(articles[at].is_opinion for at in story.members)
    view = " [under the story: opinion or blog]" if is_view else ""
    kind = "headline" if summary.is_told else "listed"
    yield Item(kind, f"{summary.headline}{view}", (*points, *heads))
    for point in summary.points:
        yield Item("point", f"{point.text}{view}", tuple(_passages(point.citations, articles)))
    for quote in summary.quotes:
        yield Item("quotation", _spoken(quote), (_around(quote, articles[quote.article]),))
    for difference in summary.differences:
        said = " / ".join(position.text for position in difference.positions)
        cited = [citation for position in difference.positions for citation in position.citations]
        evidence = tuple(_passages(cited, articles))
        yield Item("difference", f"{difference.about}: {said}", evidence)
    for _, moment in shown_steps(summary):
        evidence = tuple(_passages(moment.point.citations, articles))
        yield Item("timeline", f"{moment.day:%a %d %b %Y}: {moment.point.text}", evidence)


def _headline(article: Article) -> str:
    day = f"{article.published:%Y-%m-%d}" if article.published else "no date"
    return f"{article.source}, {day}: {article.title}"


def _passages(citations: Iterable[Citation], articles: Mapping[str, Article]) -> Iterator[str]:
    """The cited sentences with those before them, which are in brackets."""
    for at, number in citations:
        article = articles[at]
        before = " ".join(article.sentence(i) for i in range(max(0, number - BEFORE), number))
        yield f"{_headline(article)} [{before}] {article.sentence(number)}"


def _spoken(quote: Quote) -> str:
    role = f", {quote.role}" if quote.role else ""
    return f"“{quote.printed}” — {quote.speaker}{role}"


def _around(quote: Quote, article: Article) -> str:
    return article.text[max(0, quote.start - AROUND) : quote.end + AROUND]


def sheet(found: Iterable[Item]) -> str:
    """Markdown: each item with its evidence and an empty box."""
    lines: list[str] = []
    for number, item in enumerate(found, start=1):
        lines += [f"### [ ] {item.kind} {number}", f"**{' '.join(item.printed.split())}**"]
        lines += [f"> {' '.join(text.split())}" for text in item.evidence]
        lines += ["fault:", ""]
    return "\n".join(lines)


def marks(text: str) -> Iterator[Marked]:
    """The items of a sheet that somebody has read."""
    kind, wrong = "", False
    for line in text.splitlines():
        if head := MARK.match(line):
            kind, wrong = head["kind"], head["box"] != " "
        elif kind and (said := FAULT.match(line)):
            yield Marked(kind, (said["fault"].strip() or "unnamed") if wrong else None)
            kind = ""


def count(read: Iterable[Marked]) -> Iterator[str]:
    """A line a kind of item: how many were read, how many are faulty, and of which faults."""
    of_kind: defaultdict[str, list[Marked]] = defaultdict(list)
    for mark in read:
        of_kind[mark.kind].append(mark)
    for kind, found in of_kind.items():
        faults = Counter(mark.fault for mark in found if mark.fault)
        named = ", ".join(f"{fault} {times}" for fault, times in faults.most_common())
        share = 100 * faults.total() / len(found)
        yield f"{kind:<11} {faults.total():>4} of {len(found):>4} ({share:.1f} %)  {named}"


def agreement(one: Iterable[Marked], other: Iterable[Marked]) -> float:
    """Cohen's kappa of two readers of one sheet over right and faulty; 1 is full agreement.

    Raises ValueError when the sheets do not hold the same number of items.
    """
    pairs = [(a.fault is None, b.fault is None) for a, b in zip(one, other, strict=True)]
    same = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def _edition(path: Path, stories: int) -> Digest:
    """The edition in a folder, whoever told it; else one of the articles that are there."""
    if (path / "digest.json").exists():
        return digest.load_edition(path)
    chosen = settings.load(None, {"edition": {"stories": stories}})
    return digest.build([path], settings=chosen, use_model=False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.editions")
    parser.add_argument("path", type=Path, nargs="?", help="what to build an edition of")
    parser.add_argument("--stories", type=int, default=100, help="most stories of the edition")
    parser.add_argument("--every", type=int, default=1, help="print every K-th item of each kind")
    parser.add_argument("--kinds", help="kinds of items to print, with commas between")
    parser.add_argument("--count", type=Path, help="a sheet that was read: count its marks")
    parser.add_argument("--against", type=Path, help="the same sheet read by somebody else")
    options = parser.parse_args()
    if options.count:
        read = list(marks(options.count.read_text("utf-8")))
        print(*count(read), sep="\n")
        if options.against:
            other = marks(options.against.read_text("utf-8"))
            print(f"agreement (kappa) {agreement(read, other):.2f}")
    elif options.path:
        kinds = set(options.kinds.split(",")) if options.kinds else None
        found = items(_edition(options.path, options.stories))
        print(sheet(_chosen(found, kinds, options.every)))
    else:
        parser.error("name what to build an edition of, or a sheet to --count")


def _chosen(found: Iterable[Item], kinds: set[str] | None, every: int) -> Iterator[Item]:
    seen: Counter[str] = Counter()
    for item in found:
        if kinds is None or item.kind in kinds:
            if seen[item.kind] % every == 0:
                yield item
            seen[item.kind] += 1


if __name__ == "__main__":
    main()
