"""Which language an edition speaks: that of the settings, or of most of its stories."""

from collections import Counter

from digest.model import Article, Digest, by_id
from digest.rendering.catalogue import ENGLISH
from digest.rendering.output_form import Look
from digest.rendering.own_words import Labels, labels_of

_UNDETERMINED = "und"


def spoken(digest: Digest, look: Look) -> Labels:
    """Its labels. Raises RenderError for a file of labels that is none."""
    return labels_of(look.templates, look.language or _main_language(digest), look.zone)


def _main_language(digest: Digest) -> str:
    """That of most of the stories, by their lead articles; English where none is known."""
    articles = by_id(digest.articles)
    leads = filter(None, (articles.get(story.articles[0]) for story in digest.stories))
    known = Counter(filter(None, map(language_of, leads)))
    return known.most_common(1)[0][0] if known else ENGLISH


def language_of(article: Article) -> str | None:
    """None where it could not be told."""
    return None if article.language == _UNDETERMINED else article.language
