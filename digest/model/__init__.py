"""The facts that travel through the pipeline: frozen, typed, one name per stage of life.

They are plain dataclasses, so a hundred thousand articles stay cheap; where bytes enter or leave
(digest.json, the store) pydantic reads and writes them in `store.digest_file`.
Every offset counts code points of `Article.text`, never bytes, and every interval is half-open.
"""

from digest.model.articles import Article, Document, Hints, Skipped, Span, by_id
from digest.model.editions import (
    Correction,
    Coverage,
    Digest,
    EarlierCorrection,
    Edition,
    MadeWith,
    Usage,
    Window,
)
from digest.model.stories import NO_SECTION, Copy, Rank, Reason, Story, ToldStory
from digest.model.summaries import (
    COPIED,
    THRESHOLD,
    Citation,
    Difference,
    Method,
    Moment,
    Point,
    Position,
    Proof,
    Quote,
    Rejected,
    Rest,
    Summary,
    Told,
)

__all__ = [
    "COPIED",
    "NO_SECTION",
    "THRESHOLD",
    "Article",
    "Citation",
    "Copy",
    "Correction",
    "Coverage",
    "Difference",
    "Digest",
    "Document",
    "EarlierCorrection",
    "Edition",
    "Hints",
    "MadeWith",
    "Method",
    "Moment",
    "Point",
    "Position",
    "Proof",
    "Quote",
    "Rank",
    "Reason",
    "Rejected",
    "Rest",
    "Skipped",
    "Span",
    "Story",
    "Summary",
    "Told",
    "ToldStory",
    "Usage",
    "Window",
    "by_id",
]
