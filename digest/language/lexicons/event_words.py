"""The sections of a lexicon on what happens: when, to whom, and whether it is denied."""

from digest.language.lexicons.section import Meanings, Numbers, Patterns, Section, Words


class Calendar(Section):
    """Days and months, and whether a sentence looks back or ahead."""

    more_months: Numbers = {}
    """Beside the names that CLDR has: other cases, abbreviations. January is 1."""
    more_weekdays: Numbers = {}
    """The same of the days of the week. Monday is 0."""
    days: Numbers = {}
    """Days told from the day of the article: `tomorrow` is 1."""
    date_links: Words = frozenset()
    """Between a day and its month, a month and its year: `3 de mayo`."""
    vague_days: Words = frozenset()
    """Of `days`, those that often mean "these days"."""
    clock_prepositions: Words = frozenset()
    """`at seven`."""
    future_words: Words = frozenset()
    """They make a day without a year one to come, or no single day."""
    planned: Patterns = ()
    """What tells of something still to come: `is set to`, `will`."""
    bounds: Words = frozenset()
    """`from Monday`, `until Friday`: the day bounds something."""
    belongs: Words = frozenset()
    """`the fire of 3 May`: the day is part of what something is called."""
    day_prepositions: Words = frozenset()
    """`on Monday`: what stands before the day of an event."""
    day_parts: Words = frozenset()
    """`Monday night`, `late Monday`."""
    past_tense: Patterns = ()
    """Verbs of what happened, up to their last letter. Without them no event has a day."""
    no_events: Patterns = ()
    """A clause in the past that tells of nothing done: `declined to comment`, `was asked about`,
    `was due to`."""
    day_names: Words = frozenset()
    """`Black Monday`: before a day they make it a name."""
    named_by_days: Words = frozenset()
    """`9 March Square`: what stands in a capital behind its date, also after an `on`."""
    announces: Words = frozenset()
    """Verbs behind whose object a day is one to come: `announced a concert on Monday`."""
    infinitives: Patterns = ()
    """`asked them to return on Monday`: behind the verb, they make a day one to come."""
    decides: Words = frozenset()
    """Verbs that keep the day themselves: `voted to strike on Monday`."""
    past_words: Words = frozenset()
    """The sentence tells of an earlier event: `ago`, `anniversary`."""
    past_phrases: Patterns = ()
    last_year: Patterns = ()
    next_year: Patterns = ()


class Events(Section):
    """What happens to people, and what is affirmed or denied."""

    corrections: Words = frozenset()
    """A figure told with one of them takes the place of an earlier one: `revised`."""
    lives: Words = frozenset()
    """What is lost: `claimed 31 lives`, `perdu la vie`; with one of `takes` it counts the dead."""
    takes: Words = frozenset()
    fates: Meanings = {}
    """`killed`, `injured` ...: nouns such as "injuries" are left out, as "four people with
    injuries were released" counts something else."""
    people: Words = frozenset()
    """What people are called when they are counted."""
    attackers: Words = frozenset()
    """Who kills and may die of it: some count them, some do not."""
    moving: Words = frozenset()
    """`shares`, `index`: what is worth another sum each minute."""
    severity: Words = frozenset()
    """`seriously`, `lightly`."""
    part_before: Words = frozenset()
    """Behind these a figure counts a part of something told before: `including`."""
    totals: Words = frozenset()
    """`a total of 23`: the figure behind its "of" is no part of another."""
    part_after: Words = frozenset()
    """Before these it does: `others`."""
    untruths: Words = frozenset()
    """`rumour`, `nonsense`: what is told beside them is not said to be so."""
    limits: Words = frozenset()
    """`had not won since`, `not yet`: a denial for a while only."""
    lacks: Words = frozenset()
    """Negators that say what is absent, not what did not happen: `without their captain`."""
    denials: Words = frozenset()
    admissions: Words = frozenset()
    """Antonyms of `denials`."""
    refusals: Words = frozenset()
    consents: Words = frozenset()
    """Antonyms of `refusals`."""
