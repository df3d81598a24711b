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
    fakes: Patterns = ()
    """Who tells what is not so, up to the telling: `a satirical site wrote`, `a fake letter says`.
    What follows in the paragraph is of that kind, too; so it is behind an opening `imagines`."""
    ends_fiction: Patterns = ()
    """What leads out of a work again: `the novel`, `its author`, `cinemas`."""
    supposes: Patterns = ()
    """It tells what would be: `if` at its head, `would have`."""
    dates_back: Patterns = ()
    """At its head, it tells what was long ago: `ten years ago`, `in 1987`."""
    ends_past: Patterns = ()
    """What leads back to now: `today`, `has been`. Without `past_tense` no sentence goes on long
    ago."""
    another: Patterns = ()
    """It tells of somebody else of one name: `a namesake`."""
    not_only: Words = frozenset()
    """Behind a `not` they make it none: `not only`."""
    negates: Patterns = ()
    """What negates its clause, where none of `negators` does: `没有`, `değil`, `なかった`."""
    turns: Patterns = ()
    """Beside the conjunctions, where a clause ends: `が、`."""
    retracts: Patterns = ()
    """At its head, it takes back the sentence before: `That is a lie`."""
    retracts_all: Patterns = ()
    """At its head, it takes back all that was told before: `None of this is true`."""
