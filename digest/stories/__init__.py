"""One event, one story: copies, groups, ranks, sections, threads. Pure functions."""

from digest.stories.asking import Read
from digest.stories.explainer import Explainer, Membership, PairReason
from digest.stories.grouping import (
    Grouping,
    arranged,
    divide,
    follow_ups,
    group,
    sketches_of,
    timeless_of,
)
from digest.stories.incremental import Memory
from digest.stories.rank import NOTHING_TOLD, GroupOptions, LeftOut, Tells
from digest.stories.threads import PastStory, first_report, followed, novelty, remember, tie
from digest.stories.topics import Topic, Topics, Tops

__all__ = [
    "NOTHING_TOLD",
    "Explainer",
    "GroupOptions",
    "Grouping",
    "LeftOut",
    "Membership",
    "Memory",
    "PairReason",
    "PastStory",
    "Read",
    "Tells",
    "Topic",
    "Topics",
    "Tops",
    "arranged",
    "divide",
    "first_report",
    "follow_ups",
    "followed",
    "group",
    "novelty",
    "remember",
    "sketches_of",
    "tie",
    "timeless_of",
]
