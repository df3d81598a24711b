"""One event, one story: copies, groups, ranks, sections, threads. Pure functions."""

from digest.stories.asking import Read
from digest.stories.explainer import Explainer, Membership, PairReason
from digest.stories.grouping import Grouping, group
from digest.stories.incremental import Memory
from digest.stories.rank import GroupOptions, LeftOut
from digest.stories.threads import PastStory, first_report, novelty, remember
from digest.stories.topics import Topic

__all__ = [
    "Explainer",
    "GroupOptions",
    "Grouping",
    "LeftOut",
    "Membership",
    "Memory",
    "PairReason",
    "PastStory",
    "Read",
    "Topic",
    "first_report",
    "group",
    "novelty",
    "remember",
]
