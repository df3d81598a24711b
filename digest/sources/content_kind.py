"""What a kind of content is: the type of the values in the registry."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from digest.sources.found import Found, Origin
from digest.sources.head import Head

Read = Callable[[BinaryIO, Origin, int], Iterator[Found]]
"""Stream, where it came from, most bytes of one article → the items in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentKind:
    """One kind of content; its value in the registry is all that the program knows of it."""

    name: str
    meaning: str
    """For the documentation: a phrase."""
    suffixes: tuple[str, ...] = ()
    """Endings of files that promise it, with their dot."""
    root: re.Pattern[bytes] | None = None
    """For markup: how its outermost element begins."""
    sniff: Callable[[Head], bool] | None = None
    """Tells it by the first kilobytes; kinds that stand earlier in the registry are asked first."""
    read: Read | None = None
    """None for what is only opened to see what is in it."""
    article_type: str | None = None
    """Media type of content that is one article as it stands; None for anything else."""
    overrules_names: bool = False
    """It is read as what it is, whatever its file is called: as text it would be rubbish."""
    yields_to: tuple[str, ...] = ()
    """Kinds that content may turn out to be though the file's name promised this one."""
    has_many: bool = False
    """A size limit holds for each item in it, not for the whole."""
