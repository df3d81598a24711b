"""The edition's files by day and by night, with styles and without, as pages that run nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from digest.rendering.lint.report import html_of
from digest.rendering.lint.schemes import Scheme, in_scheme
from digest.rendering.registry import FORMS

_STYLES = re.compile(
    r"<style\b[^>]*>.*?</style>|\sstyle=(\"[^\"]*\"|'[^']*')", re.DOTALL | re.IGNORECASE
)
_LINES = (
    "<!DOCTYPE html><title>x</title><style>:root { color-scheme: %s; } "
    "pre { font: 14px/1.5 monospace; white-space: pre-wrap; margin: 16px; }</style><pre>%s</pre>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One way in which readers get an edition."""

    name: str
    title: str
    file: str
    """That it is made of."""
    page: Callable[[bytes, Scheme], str]


def _web_page(content: bytes, scheme: Scheme) -> str:
    return in_scheme(content.decode(), scheme)


def _mail(content: bytes, scheme: Scheme) -> str:
    return in_scheme(html_of(content), scheme)


def _words(content: bytes, scheme: Scheme) -> str:
    return _LINES % (scheme, escape(content.decode()))


TABS = (
    Tab(name="page", title="Page", file=FORMS["html"].file, page=_web_page),
    Tab(name="mail", title="Mail", file=FORMS["eml"].file, page=_mail),
    Tab(name="text", title="Text", file=FORMS["text"].file, page=_words),
    Tab(name="markdown", title="Markdown", file=FORMS["markdown"].file, page=_words),
)
"""In their order."""


def as_seen(files: Mapping[str, bytes], tab: Tab, scheme: Scheme, *, has_styles: bool) -> str:
    """The file as a page; without styles it is what a program shows that drops them all."""
    page = tab.page(files[tab.file], scheme)
    return page if has_styles else _STYLES.sub("", page)
