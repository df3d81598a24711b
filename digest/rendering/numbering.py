"""The numbers and links of one block: a story, or the lead."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, reduce

from digest.errors import RenderError
from digest.grounding.evidence import Evidence
from digest.grounding.prove import broken
from digest.language.charges import is_charge
from digest.model import Article, Citation, Copy, Difference, Point, Quote
from digest.rendering import stored_words
from digest.rendering.cited_view import (
    DifferenceView,
    Mark,
    PointView,
    PositionView,
    QuoteView,
    SourceView,
)
from digest.rendering.clipping import LONGEST_EXCERPT, clipping
from digest.rendering.links import at_sentences, web_address
from digest.rendering.own_words import Labels
from digest.rendering.phrase import Phrase
from digest.rendering.provenance import proven
from digest.rendering.spoken import language_of
from digest.rendering.text import shorten


class Numbering:
    """Gives each article of a block its number, and each of the block's links its label.

    Labels are `BLOCK-1`, `BLOCK-2`, ... in the order in which new addresses are asked for, so the
    same block always gets the same ones. `name` is what seals call the block, and `unproven` has
    the names of texts that are not as they were when they were proven.
    """

    def __init__(
        self,
        block: int,
        articles: Sequence[Article],
        *,
        name: str,
        unproven: Collection[str],
        copies: Sequence[Copy] = (),
        alone: Collection[str] = (),
        labels: Labels,
    ) -> None:
        self._block = block
        self._name = name
        self._unproven = unproven
        self._articles = {article.id: article for article in articles}
        self._numbers = {article_id: number for number, article_id in enumerate(self._articles, 1)}
        self._alone = alone
        self._labels = labels
        self._copy_of = {copy.article: copy.of for copy in copies}
        self.links: dict[str, str] = {}
        """Label of each address."""

    def sources(self, citations: Collection[Citation] = ()) -> tuple[SourceView, ...]:
        """The articles by number, each with its sentences among the citations."""
        return tuple(self._source(article, citations) for article in self._articles.values())

    @property
    def is_opinion(self) -> bool:
        """Whether the block has nothing but its writers' own views."""
        return all(article.is_opinion for article in self._articles.values())

    def headline(self, text: str, citations: Sequence[Citation]) -> str:
        """The headline, with its outlet where that alone accuses or demands something in it."""
        cited = [citation.article for citation in citations] or [next(iter(self._articles))]
        voice = self._voice(text, cited)
        return f"{text} ({voice})" if voice else text

    def point(self, number: int | None, point: Point, kind: str = "point") -> PointView:
        """The point that seals call by kind and number; None: there is one of the kind alone."""
        return PointView(
            text=point.text,
            language=self._language(point.citations),
            marks=self.marks(point.citations, (point.text,)),
            is_copy=point.proof.kind == "copied",
            only_in=self._voice(point.text, [c.article for c in point.citations]),
            is_new=point.is_new,
            is_proven=self.is_proven(kind if number is None else f"{kind} {number}"),
            proof=proven(point.proof, self._labels),
            proven_by=point.proof,
        )

    def _voice(self, text: str, cited: Sequence[str]) -> str | None:
        """The outlet whose word a text is: nobody else tells the story, and it accuses or demands.

        `alone` has the ids of the articles that no other outlet's stand beside.
        """
        if not cited or not all(article_id in self._alone for article_id in cited):
            return None
        article = self._articles[cited[0]]
        return article.source if is_charge(text, article.language) else None

    def quote(self, number: int, quote: Quote) -> QuoteView:
        mark = self._mark(quote.article, (quote.text,), (quote.text,))
        return QuoteView(
            text=quote.printed,
            speaker=quote.speaker,
            role=quote.role,
            by=self._speaker(quote, self._articles[quote.article]),
            mark=mark,
            is_proven=self.is_proven(f"quote {number}"),
        )

    def _speaker(self, quote: Quote, of: Article) -> str:
        by = self._labels.joined(filter(None, (quote.speaker, quote.role)))
        return self._labels.say("speaker", speaker=by, outlet=of.source) if of.has_outlet else by

    def difference(
        self, number: int, difference: Difference, told: Collection[str]
    ) -> DifferenceView:
        """Figures alone, where the sentences that have them are among those the story has told."""
        return DifferenceView(
            about=self._matter(difference),
            language=self._language([c for p in difference.positions for c in p.citations]),
            is_update=difference.is_update,
            positions=tuple(
                PositionView(
                    value=position.value,
                    text="" if position.value and _ends(position.text, told) else position.text,
                    language=self._language(position.citations),
                    marks=self.marks(position.citations, (position.text,)),
                    is_proven=self.is_proven(f"difference {number}, position {side}"),
                )
                for side, position in enumerate(difference.positions, start=1)
            ),
        )

    def is_proven(self, text: str) -> bool:
        """Whether the block's text of that name (`point 2`, `headline`) stands as proven."""
        return f"{self._name}, {text}" not in self._unproven

    def evidence(self, citations: Iterable[Citation], printed: Collection[str]) -> tuple[Mark, ...]:
        """A mark for each sentence that is cited and not printed, by number and place in it."""
        known = {
            citation
            for citation in citations
            if citation.article in self._numbers and not _ends(self._sentence(citation), printed)
        }
        return tuple(
            self._mark(citation.article, (self._sentence(citation),))
            for citation in sorted(known, key=lambda c: (self._numbers[c.article], c.sentence))
        )

    def marks(
        self, citations: Iterable[Citation], printed: Collection[str] = ()
    ) -> tuple[Mark, ...]:
        """One mark for each article cited, by number; it shows what is not printed beside it."""
        cited: dict[str, list[Citation]] = {}
        for citation in citations:
            cited.setdefault(citation.article, []).append(citation)
        return tuple(
            self._mark(
                article_id, tuple(self._sentence(c) for c in sorted(set(of_article))), printed
            )
            for article_id, of_article in sorted(cited.items(), key=lambda i: self._number(i[0]))
        )

    def _mark(
        self, article_id: str, sentences: tuple[str, ...], printed: Collection[str] = ()
    ) -> Mark:
        number = self._number(article_id)
        article = self._articles[article_id]
        url = web_address(article.url)
        there = None if url is None else at_sentences(url, sentences)
        return Mark(
            number=number,
            outlet=article.source,
            published=article.published,
            url=there,
            label=self._label(there),
            language=language_of(article),
            excerpts=tuple(
                shorten(one, LONGEST_EXCERPT) for one in sentences if not _ends(one, printed)
            ),
        )

    def _source(self, article: Article, citations: Collection[Citation]) -> SourceView:
        original = self._copy_of.get(article.id)
        cited = sorted({c for c in citations if c.article == article.id})
        first = [Citation(article.id, 0)] if article.sentences else []
        url = web_address(article.url)
        return SourceView(
            number=self._numbers[article.id],
            outlet=article.source,
            title=_printable_title(article),
            published=article.published,
            language=language_of(article),
            url=url,
            label=self._label(url),
            is_cited=bool(cited),
            excerpts=tuple(shorten(self._sentence(one), LONGEST_EXCERPT) for one in cited or first),
            clipping=clipping(article, [one.sentence for one in cited]),
            copy_of=None if original is None else self._numbers.get(original),
        )

    def _language(self, citations: Sequence[Citation]) -> str | None:
        """That of the articles cited; of the story's lead article where they are in several."""
        cited = {citation.article: self._articles.get(citation.article) for citation in citations}
        languages = {article.language for article in cited.values() if article}
        lead = next(iter(self._articles.values()), None)
        if len(languages) == 1:
            lead = next(article for article in cited.values() if article)
        return language_of(lead) if lead else None

    def _matter(self, difference: Difference) -> str:
        about = stored_words.matter(difference.about, self._labels)
        if not difference.is_update:
            return about
        values = [position.value for position in difference.positions]
        told = reduce(self._later, values) if values else ""
        parts = {"about": about, "colon": self._labels.say("colon"), "told": told}
        return Phrase("{about}{colon}{told}", parts)

    def _later(self, before: str, after: str) -> str:
        return self._labels.say("later", before=before, after=after)

    def _label(self, url: str | None) -> str:
        """The address's label; empty without an address."""
        return "" if url is None else self.links.setdefault(url, self._next_label())

    def _next_label(self) -> str:
        return f"{self._block}-{len(self.links) + 1}"

    def _number(self, article_id: str) -> int:
        try:
            return self._numbers[article_id]
        except KeyError:
            raise RenderError(
                f"a sentence cites article {article_id!r}, which its story does not have"
            ) from None

    def _sentence(self, citation: Citation) -> str:
        self._number(citation.article)
        try:
            return self._articles[citation.article].sentence(citation.sentence)
        except IndexError:
            raise RenderError(
                f"a sentence cites sentence {citation.sentence} of article {citation.article!r},"
                " which has fewer"
            ) from None


def _ends(sentence: str, printed: Collection[str]) -> bool:
    """Whether one of these is the sentence, or what follows its dateline."""
    return sentence.strip().endswith(tuple(printed))


@lru_cache(maxsize=1024)  # each form asks, and a mail until it fits
def _printable_title(article: Article) -> str:
    """The headline of a source; none where no headline of ours could say it.

    The text around it matters where the headline stands in it, as it may be taken back there.
    """
    stands = article.title.strip(" .") in article.text
    ground = article if stands else replace(article, text="", sentences=())
    return "" if broken(article.title, Evidence([ground])) else article.title
