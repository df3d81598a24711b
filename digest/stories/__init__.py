"""One event, one story: copies, groups, ranks, sections, threads. Pure functions."""

from digest.stories.explain import Explainer, Membership, PairReason
from digest.stories.grouping import Grouping, GroupOptions, group, sketches_of
from digest.stories.rank import LeftOut, RankOptions, Topic
from digest.stories.sketches import Sketch, sketch
from digest.stories.threads import PastStory, novelty, remember

__all__ = [
    "Explainer",
    "GroupOptions",
    "Grouping",
    "LeftOut",
    "Membership",
    "PairReason",
    "PastStory",
    "RankOptions",
    "Sketch",
    "Topic",
    "group",
    "novelty",
    "remember",
    "sketch",
    "sketches_of",
]
