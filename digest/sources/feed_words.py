"""What the elements of an item mean: their roles, by the vocabulary that they are of."""

from functools import lru_cache

_CORE = {
    "title": "title",
    "link": "link", "origlink": "origlink",
    "guid": "id", "id": "id",
    "pubdate": "date", "published": "date", "date": "date", "issued": "date", "created": "date",
    "updated": "later", "modified": "later", "lastbuilddate": "later",
    "creator": "authors", "author": "authors",
    "content": "content", "fulltext": "content", "fullitem": "content", "body": "content",
    "description": "text", "summary": "text",
    "language": "language",
    "source": "source",
}  # fmt: skip
_DUBLIN_CORE = {
    "title": "title", "creator": "authors", "author": "authors", "description": "text",
    "date": "date", "issued": "date", "created": "date", "available": "date", "modified": "later",
    "language": "language",
}  # fmt: skip
_VOCABULARIES = {
    "core": _CORE,
    "dc": _DUBLIN_CORE,
    "content": {"encoded": "content"},
    "xhtml": {"body": "content", "div": "content"},
    "itunes": {
        "title": "second_title", "author": "second_authors",
        "summary": "second text", "subtitle": "second text",
    },
    "media": {"group": "group", "title": "second_title", "description": "second text"},
    "feedburner": {"origlink": "origlink"},
}  # fmt: skip
"""A second title, text or author counts where there is no other."""
_SPACES = {
    "http://www.w3.org/2005/atom": "core",
    "http://purl.org/atom/ns": "core",
    "http://purl.org/rss/1.0": "core",
    "http://purl.org/net/rss1.1": "core",
    "http://my.netscape.com/rdf/simple/0.9": "core",
    "http://channel.netscape.com/rdf/simple/0.9": "core",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "core",
    "http://backend.userland.com/rss": "core",
    "http://backend.userland.com/rss2": "core",
    "http://blogs.law.harvard.edu/tech/rss": "core",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dc",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
"""Of any other namespace nothing is taken: vocabularies of pictures and places use these words."""
_PREFIXES = {
    "": "core", "atom": "core", "a10": "core", "rss": "core", "dc": "dc", "dcterms": "dc",
    "content": "content", "xhtml": "xhtml", "itunes": "itunes", "feedburner": "feedburner",
    "media": "media",
}  # fmt: skip
"""What a prefix means that nobody declared: it is part of the name."""


@lru_cache(maxsize=4096)
def role_of(tag: str, item_tag: str) -> str:
    """The role of an element (`{namespace}name`) in an item, "" where it says nothing of it.

    The item's own namespace means RSS or Atom, whatever it is called.
    """
    space, _, name = tag.rpartition("}")
    prefix, _, local = name.rpartition(":")
    if space == item_tag.rpartition("}")[0] and not prefix:
        vocabulary = "core"
    elif space and not prefix:
        vocabulary = _SPACES.get(space[1:].lower().rstrip("/#"), "")
    else:
        vocabulary = _PREFIXES.get(prefix.lower(), "")
    return _VOCABULARIES.get(vocabulary, {}).get(local.lower(), "")
