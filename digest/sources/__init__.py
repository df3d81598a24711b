"""Where articles come from: files, folders, standard input, feeds, pages, mailboxes, lists.

Everything becomes a `Document` (bytes, with what its place knows of them) or `Skipped`.
"""

from digest.sources.fetch import Fetcher, FetchOptions
from digest.sources.memory import FeedState, Memory, NoMemory
from digest.sources.place import Kind, Place, SourceOptions
from digest.sources.run import read

__all__ = [
    "FeedState",
    "FetchOptions",
    "Fetcher",
    "Kind",
    "Memory",
    "NoMemory",
    "Place",
    "SourceOptions",
    "read",
]
