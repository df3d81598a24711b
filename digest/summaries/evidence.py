"""The articles of one story, as the ground that every sentence about it must stand on."""

from collections.abc import Sequence
from functools import cached_property

from digest.model import Article, Citation


class Evidence:
    """The articles of one story (copies left out), lead article first."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles: tuple[Article, ...] = tuple(articles)
        self._by_id = {article.id: article for article in articles}

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every sentence of the story, in reading order, lead article first."""
        return tuple(
            Citation(article.id, index)
            for article in self.articles
            for index in range(len(article.sentences))
        )

    def article(self, article_id: str) -> Article:
        """Raises KeyError for an article of another story."""
        return self._by_id[article_id]

    def text(self, citation: Citation) -> str:
        """The cited sentence. Raises LookupError when there is none."""
        return self._by_id[citation.article].sentence(citation.sentence)
