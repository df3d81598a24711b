"""HTML of strangers, made harmless: text and its structure stay, all that acts is dropped."""

import re

_KEPT = """
a article b blockquote br caption cite code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr
i li ol p pre q section span strong sub sup table tbody td th thead tr ul
"""
_DROPPED_WITH_TEXT = """
audio button canvas embed form head iframe math noscript object script select style svg template
textarea title video
"""


def harmless(markup: str) -> str:
    """The markup with links to http(s) as its only attributes.

    Scripts, styles, forms, embeds and what stands in them are gone; so are pictures.
    """
    import nh3

    return nh3.clean(
        _without_endless(markup),
        tags=set(_KEPT.split()),
        clean_content_tags=set(_DROPPED_WITH_TEXT.split()),
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )


_EMBED = re.compile(
    r"<(audio|canvas|embed|iframe|math|noframes|noscript|object|svg|textarea|title|video)\b[^<>]*>",
    re.IGNORECASE,
)


def _without_endless(markup: str) -> str:
    """The markup without embeds that end themselves (`<iframe/>`), as HTML lets none, or never end.

    The text after them would be taken for theirs.
    """
    if not _EMBED.search(markup):
        return markup
    small = markup.lower()
    return _EMBED.sub(
        lambda tag: "" if tag[0][-2] == "/" or f"</{tag[1].lower()}" not in small else tag[0],
        markup,
    )
