"""The section of a lexicon on frames: what takes back, or never meant, what stands beside it."""

from digest.language.lexicons.section import Patterns, Section, Words


class Frames(Section):
    """By what a sentence tells something without saying that it is so."""

    denies_ahead: Patterns = ()
    """What comes behind is denied, or not known to be so: `the rumour that`, `cleared of`."""
    denies_back: Patterns = ()
    """What came before is: `is a lie`."""
    imagines: Patterns = ()
    """The sentence tells of a work, a dream, a joke, an exercise: `in the novel`."""
    supposes: Patterns = ()
    """It tells what would be: `if` at its head, `would have`."""
    dates_back: Patterns = ()
    """At its head, it tells what was long ago: `ten years ago`, `in 1987`."""
    another: Patterns = ()
    """It tells of somebody else of one name: `a namesake`."""
    not_only: Words = frozenset()
    """Behind a `not` they make it none: `not only`."""
    retracts: Patterns = ()
    """At its head, it takes back the sentence before: `None of this is true`."""
