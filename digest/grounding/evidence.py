"""The articles of one story, as the ground that every sentence about it must stand on."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from digest.language.dashes import is_within, spoken_behind_dashes
from digest.language.datelines import without_dateline
from digest.language.fragments import is_cut_off
from digest.language.passage import Passage
from digest.language.stems import content
from digest.language.titles import clean, is_cut
from digest.language.typography import Folded, fold_typography
from digest.model import Article, Citation, Span

Read = TypeVar("Read")


class Evidence:
    """The articles of one story (copies left out), lead article first.

    Every sentence is read once and kept, so that proving a point costs what the point costs.
    """

    def __init__(self, articles: Sequence[Article], told_before: Container[str] = ()) -> None:
        self.articles: tuple[Article, ...] = tuple(articles)
        self.told_before = told_before
        """Articles that an earlier edition told of."""
        self._by_id = {article.id: article for article in articles}
        self._passages: dict[Citation, Passage] = {}
        self._headlines: dict[str, Passage] = {}
        self._folded: dict[str, Folded] = {}
        self._said: dict[str, tuple[Span, ...]] = {}
        self._read: dict[Callable[[Evidence], object], object] = {}

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every sentence of the story, in reading order, lead article first."""
        return tuple(
            Citation(article.id, index)
            for article in self.articles
            for index in range(len(article.sentences))
        )

    @cached_property
    def whole(self) -> tuple[Citation, ...]:
        """Every sentence but the ends of teasers, which break off; an article keeps its only one.

        A model that is shown `Biden hoped...` copies the stump, or makes up how it goes on.
        """
        stumps = {
            Citation(article.id, last)
            for article in self.articles
            if (last := len(article.sentences) - 1) > 0 and is_cut_off(article.sentence(last))
        }
        return tuple(citation for citation in self.citations if citation not in stumps)

    @cached_property
    def order(self) -> Mapping[Citation, int]:
        """The place of every sentence among `citations`."""
        return {citation: at for at, citation in enumerate(self.citations)}

    def article(self, article_id: str) -> Article:
        """Raises KeyError for an article of another story."""
        return self._by_id[article_id]

    def has(self, citation: Citation) -> bool:
        """Whether the story has that sentence."""
        article = self._by_id.get(citation.article)
        return article is not None and 0 <= citation.sentence < len(article.sentences)

    def beside(self, citation: Citation) -> tuple[Citation, ...]:
        """The sentence with the one before it, and the one after it in its paragraph.

        What a judge is shown of it: they tell who "he" is, and whose words go on.
        """
        article, at = self._by_id[citation.article], citation.sentence
        found = [Citation(citation.article, near) for near in (at - 1, at) if near >= 0]
        if at + 1 < len(article.sentences) and not article.begins_paragraph(at + 1):
            found.append(Citation(citation.article, at + 1))
        return tuple(found)

    def text(self, citation: Citation) -> str:
        """The cited sentence. Raises LookupError when there is none."""
        return self._by_id[citation.article].sentence(citation.sentence)

    def passage(self, citation: Citation) -> Passage:
        """The cited sentence, read. Raises LookupError when there is none."""
        passage = self._passages.get(citation)
        if passage is None:
            article = self._by_id[citation.article]
            passage = Passage.read(
                article.sentence(citation.sentence),
                article.language,
                written=article.published.date() if article.published else None,
                citation=citation,
                quoted=self._quoted(article, citation.sentence),
            )
            self._passages[citation] = passage
        return passage

    def _quoted(self, article: Article, sentence: int) -> tuple[Span, ...]:
        """What of the sentence somebody says, also where the marks stand outside of it."""
        start, end = article.sentences[sentence]
        spoken = self._spoken(article)
        first = bisect_right(spoken, start, key=lambda said: said.end)
        last = bisect_left(spoken, end, key=lambda said: said.start)
        return tuple(
            Span(max(said.start, start) - start, min(said.end, end) - start)
            for said in spoken[first:last]
        )

    def _spoken(self, article: Article) -> tuple[Span, ...]:
        """What somebody says between marks or behind dashes, in order."""
        spoken = self._said.get(article.id)
        if spoken is None:
            behind = spoken_behind_dashes(article.text, article.language)
            inside = self.folded(article.id).spoken
            lines = [said for said in inside if not is_within(said, behind)]
            spoken = self._said[article.id] = tuple(sorted((*behind, *lines)))
        return spoken

    def headline(self, article_id: str) -> Passage:
        """The article's headline, read: it names people in full."""
        passage = self._headlines.get(article_id)
        if passage is None:
            article = self._by_id[article_id]
            passage = Passage.read(article.title, article.language, is_headline=True)
            self._headlines[article_id] = passage
        return passage

    def folded(self, article_id: str) -> Folded:
        """The article's text with its typography normalised, to look for quotations in."""
        folded = self._folded.get(article_id)
        if folded is None:
            folded = fold_typography(self._by_id[article_id].text)
            self._folded[article_id] = folded
        return folded

    def passages(self, article_id: str) -> Iterable[Passage]:
        """The sentences of one article, read."""
        article = self._by_id[article_id]
        return (self.passage(Citation(article_id, at)) for at in range(len(article.sentences)))

    @cached_property
    def places(self) -> Mapping[str, tuple[Citation, ...]]:
        """For every stem of the story, the sentences that have it."""
        found: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation in self.citations:
            for stem in self.passage(citation).stems:
                found[stem].append(citation)
        return {stem: tuple(where) for stem, where in found.items()}

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the story writes small somewhere: they are no names."""
        return frozenset(
            word.norm
            for citation in self.citations
            for word in self.passage(citation).tokens
            if word.is_word and word.text[:1].islower()
        )

    @cached_property
    def told(self) -> tuple[Passage, ...]:
        """Every headline and every sentence of the story, read."""
        return tuple(
            passage
            for article in self.articles
            for passage in (self.headline(article.id), *self.passages(article.id))
        )

    def once(self, read: "Callable[[Evidence], Read]") -> Read:
        """What a rule reads of the whole story, read once however many sentences are tried."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast(Read, self._read[read])

    @cached_property
    def _bare(self) -> Mapping[str, tuple[Citation, ...]]:
        found: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation in self.citations:
            text = self.text(citation)
            for version in dict.fromkeys((bare(text), bare(without_dateline(text.strip())))):
                found[version].append(citation)
        return {text: tuple(where) for text, where in found.items()}

    @cached_property
    def spread(self) -> Counter[str]:
        """For every term with content, the number of the story's articles that have it."""
        return Counter(
            term
            for article in self.articles
            for term in frozenset[str]().union(
                content(article.title, article.language),
                *(content(told, article.language) for told in article.sentence_texts()),
            )
        )

    def copies(self, text: str) -> tuple[Citation, ...]:
        """Where the story has this very sentence; typography and the final stop do not count.

        Nor does a dateline before it.
        """
        return self._bare.get(bare(text), ())

    def says(self, words: str) -> bool:
        """Whether an article of the story, or its outlet's name, has these very words."""
        wanted = words.casefold()
        return any(wanted in f"{a.title} {a.source} {a.text}".casefold() for a in self.articles)

    def is_own_headline(self, text: str) -> bool:
        """Whether it is the headline of an article of the story, or stands in for one.

        A whole sentence, without its dateline, or the outlet's name does.
        """
        wanted = bare(text)
        return wanted in self._bare or wanted in self._headings

    @cached_property
    def _headings(self) -> frozenset[str]:
        whole = (article for article in self.articles if not is_cut(article))
        titles = (title for a in whole for title in (a.title, clean(a.title, a)))
        return frozenset(map(bare, (*titles, *(a.source for a in self.articles))))


def bare(text: str) -> str:
    """A sentence as it is compared word for word: typography folded, the final stop dropped."""
    return fold_typography(text).text.rstrip(" .'")
