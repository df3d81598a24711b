"""Where articles come from: files, folders, standard input, feeds, pages, mailboxes, lists.

Everything becomes a `Document` (bytes, with what its place knows of them) or `Skipped`.
"""

from digest.sources.as_typed import completed, where, why_not_read
from digest.sources.fetch import Fetcher, FetchOptions
from digest.sources.health import Health, check
from digest.sources.kinds import ENDINGS
from digest.sources.memory import FeedState, Memory, NoMemory, Since, SinceLast
from digest.sources.opml import read_opml, write_opml
from digest.sources.place import Place, SourceOptions, local_path
from digest.sources.run import read, read_apart
from digest.sources.sift import is_not_new

__all__ = [
    "ENDINGS",
    "FeedState",
    "FetchOptions",
    "Fetcher",
    "Health",
    "Memory",
    "NoMemory",
    "Place",
    "Since",
    "SinceLast",
    "SourceOptions",
    "check",
    "completed",
    "is_not_new",
    "local_path",
    "read",
    "read_apart",
    "read_opml",
    "where",
    "why_not_read",
    "write_opml",
]
