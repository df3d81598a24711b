"""The sections of a lexicon: what each list of words is for.

A step that needs a list which a language lacks abstains in it, or does without.
"""

from collections.abc import Mapping

from digest.language.lexicons.event_words import Calendar, Events
from digest.language.lexicons.frame_words import Frames
from digest.language.lexicons.page_words import Byline, Correspondence, Orders, Page
from digest.language.lexicons.section import (
    Meanings,
    Numbers,
    Ordered,
    Patterns,
    Section,
    Values,
    Words,
)
from digest.language.lexicons.speech_words import People, Speech


class Grammar(Section):
    """Small words, endings and what the language does with capitals."""

    stopwords: Words = frozenset()
    """Articles, pronouns, prepositions, auxiliaries: they carry no content."""
    story_stopwords: Words = frozenset()
    """Those that tell no story from another: with the commonest words of any news."""
    suffixes: Ordered = ()
    """Endings that a stem goes without, longest first."""
    elides: bool = False
    """`d'euros` is two words."""
    dates_have_links: bool = False
    """`am 6. März`, `el 6 de marzo`: right behind a name a date without one is part of it."""
    joins_nouns: bool = False
    """`Pflegedirektorin` is one word."""
    days_are_capital: bool = False
    """`Monday`: elsewhere a day of the week in a capital is part of a name."""
    nouns_are_capital: bool = False
    """German: a capital says nothing about names."""
    feminine_verbs: Ordered = ()
    """How a verb ends whose subject is a woman, where names have cases: `powiedziała`."""
    oblique_endings: Ordered = ()
    """How names end that are no man's as a subject: `Ady`, `Jana Nowaka`."""
    feminine_endings: Ordered = ()
    """How a woman's first name ends as a subject: `Ada`."""
    feminine_surnames: Ordered = ()
    """How her other name may end then: `Nowacka`."""
    verb_second: bool = False
    """Behind `On Monday`, at the head of a sentence, the verb stands before its subject."""
    negators: Words = frozenset()
    negator_endings: Ordered = ()
    """`n't`"""
    first_person: Words = frozenset()
    """`I`, `we`, `our`."""
    clause_openers: Words = frozenset()
    """Behind a comma, the first word of a clause of its own: a negation before it ends there."""
    singular_first_person: Words = frozenset()
    """`I`, `my`: an article full of them is its writer's own view."""
    second_person: Words = frozenset()
    """`you`, `your`: somebody speaks to the reader."""
    third_person: Words = frozenset()
    """Words for one person told of before: `he`, `his`, `him`."""
    anaphors: Words = frozenset()
    """Words that stand for, or begin a phrase for, a name given earlier: `he`, `the`."""
    personal_pronouns: Words = frozenset()
    """`he`, `she`: they stand for a speaker."""
    determiners: Words = frozenset()
    """What an apposition begins with: `the mayor`, `its chief`."""
    definite: Words = frozenset()
    """Of them, those that make a noun one that the reader knows: `the`."""
    demonstratives: Words = frozenset()
    """`this`, `these`: the noun behind them was told before."""
    parts_of_time: Words = frozenset()
    """But for these, beside the units of time: `this summer`."""
    complements: Words = frozenset()
    """Words behind such a noun by which it is explained: `the fall of`, `the man who`."""
    sole: Words = frozenset()
    """Nouns that need no explaining: `the police`, `the government`."""
    indefinite: Words = frozenset()
    """Articles that mean one: `a century`."""
    relatives: Words = frozenset()
    """`who`: here an apposition ends."""
    who: Words = frozenset()
    """Those of them that mean people alone."""
    prepositions: Words = frozenset()
    place_prepositions: Words = frozenset()
    """Those before the name of a place."""
    auxiliaries: Words = frozenset()
    """What may stand between a speaker and the verb: `has`, `later`."""
    adverb_endings: Ordered = ()
    """`-ly`"""
    conjoined: Words = frozenset()
    """Before a name that is not the first: `and`."""
    conjunctions: Words = frozenset()
    """Where a clause ends."""
    subordinators: Words = frozenset()
    """Where a lesser clause begins: `who`, `after`."""
    complementizers: Words = frozenset()
    """Where one begins too, unless a verb of saying stands before it: `that`."""
    irrealis: Words = frozenset()
    """`if`, `would`, `unless`: what is told is not said to be so."""


class Sentences(Section):
    """Where sentences begin and end, and which can be read alone."""

    abbreviations: Words = frozenset()
    """Words with a full stop of their own, written without it, that hardly ever end a sentence."""
    shortened_streets: Ordered = ()
    """Ends of words that are shortened before a number: `Hafenstr. 14`."""
    ending_abbreviations: Words = frozenset()
    """Those that do at times: where an opener follows in a capital."""
    openers: Words = frozenset()
    """Beside the stop words, small words that a sentence may well begin with, and no name."""
    ordinal_dots: bool = False
    """A full stop after a number makes it an ordinal: `3. Mai`."""
    points_back: Words = frozenset()
    """Words by which an opening sentence speaks of what was said before: `he`, `but`, `this`."""
    opens_itself: Patterns = ()
    """What points back in no sentence, though its first word does: `This year`, `It rained`."""
    links: Patterns = ()
    """Phrases by which a sentence goes on from another, where they open it, are set off in it or
    end it: `for example`, `however`."""
    adds: Words = frozenset()
    """Words by which its first clause does: `The mayor also said`."""
    opening_first_person: Words = frozenset()
    """Those of them by which a speaker may well begin: `I`, `we`."""
    never_last: Words = frozenset()
    """Words that no sentence ends with."""
    never_first: Words = frozenset()
    """Verbs that no statement begins with: `Was arrested on Tuesday.`"""
    dangling: Patterns = ()
    """Words that stand for what another sentence has told, anywhere outside of quotations:
    `in these cases`, `he wants them`."""
    verdicts: Patterns = ()
    """What tells its writer's mind: `hopefully`, `one would hope`, `far outweighs`."""
    interviews: Patterns = ()
    """Behind an outlet's name, what it did to make its article: `sat down with`."""
    taken_back: Patterns = ()
    """How a sentence begins that takes back the one before: `Well, sort of.`"""
    passing_times: Patterns = ()
    """Times told from the day of writing, beside days of the week: `this month`, `last night`."""
    page_phrases: Patterns = ()
    """What a page and its pictures say of themselves: `read more`, `file photo`."""


class Counting(Section):
    """Figures in words, measures and money."""

    numbers: Values = {}
    """Counting words: `two`, `dozen`."""
    unit_joints: Words = frozenset()
    """Between a unit and the ten behind it, in one word: `dreiundzwanzig`."""
    ten_joints: Words = frozenset()
    """Between a ten and the unit behind it: `treinta y dos`."""
    is_unit_glued: bool = False
    """`ventitré`, `tjugotre`: the unit stands behind the ten in one word."""
    scales: Values = {}
    """`million`, `bn`."""
    ordinals: Values = {}
    """`third`, in every form."""
    rank_suffixes: Words = frozenset()
    """What stands glued to the digits of a rank: `2nd`, `2ème`, `2º`."""
    second_ranks: Words = frozenset()
    """Ranks that are also a time, behind a figure or one of `per_words`."""
    per_words: Words = frozenset()
    """`a second`, `per second`."""
    fractions: Numbers = {}
    """The parts that a small number counts: `two thirds`."""
    single_fractions: Words = frozenset()
    """Of `fractions`, those that one of them is called: `one third`, not `two third`."""
    part_words: Words = frozenset()
    """Behind a fraction they make it no rank: `a third of`, `a third fewer`."""
    unranked: Words = frozenset()
    """Behind a rank they make it none: `third party`."""
    pronoun_ones: Words = frozenset()
    """Of `numbers`, those that may stand for somebody: `one of them`."""
    before_pronoun: Words = frozenset()
    """Before one of them: `no one`."""
    after_pronoun: Words = frozenset()
    """Behind one of them: `one who`."""
    halves: Words = frozenset()
    """Of `numbers`, those that are a part of time or play, too: `the second half`."""
    shares: Values = {}
    """What a part of something is called in one word, in per cent: `half`, `driekwart`."""
    part_nouns: Words = frozenset()
    """Behind a fraction they make it a part with no number before: `la cuarta parte`."""
    which_half: Words = frozenset()
    """Beside the ranks, what tells that they are: `other`."""
    and_a_half: Words = frozenset()
    """Behind a number: `and a half`."""
    half_hours: Words = frozenset()
    """Behind an hour of either half of the day: `o'clock`."""
    day_hours: Words = frozenset()
    """Behind an hour of the whole day: `uhr`."""
    percent: Words = frozenset()
    above: Words = frozenset()
    """`more than`: the value told may lie under the true one."""
    below: Words = frozenset()
    """`nearly`: the value told may lie over the true one."""
    at_most: Words = frozenset()
    """`up to`: any value under it is as right."""
    about: Words = frozenset()
    range_words: Words = frozenset()
    """Between the ends of a range: `10 to 20 miles`."""
    of_words: Words = frozenset()
    """Between a figure and its money: `un million d'euros`."""
    vague_counts: Words = frozenset()
    """Counts that are never compared: `dozens`, `half`."""
    score_prepositions: Words = frozenset()
    """Between the two figures of a vote: `61 to 58`."""
    currencies: Meanings = {}
    """By their ISO 4217 codes in small letters."""
    units: Meanings = {}
    """By the short names of `language.units`."""
    age_words: Words = frozenset()
    """`20 years old`, and behind a hyphen: `58-jährige`."""
    age_links: Words = frozenset()
    """Before the years of a person, and of other things: `de 52 años`."""


class Names(Section):
    """Other forms of a name."""

    aliases: tuple[Ordered, ...] = ()
    """Names of the same: countries and their people, bodies and their letters."""
    state_abbreviations: Meanings = {}
    """Abbreviations of the parts of a country, to their names."""
    name_endings: Words = frozenset()
    """What a name, and a word made of it, have behind the letters that they share."""
    name_prefixes: Words = frozenset()
    """What stands beside names in capitals and is none: `Ex-FBI`, `2 PM`."""
    ordinary_endings: Ordered = ()
    """How a word ends that opens a sentence and is no first name: `Acquiring Young`."""
    name_particles: Words = frozenset()
    """Small words between the parts of a person's name: `van der`, `bin`."""
    name_links: Words = frozenset()
    """Small words inside a name: `Bank of England`."""


class Headlines(Section):
    """What a headline is passed over for, or goes without."""

    explainers: Words = frozenset()
    """Words by which a headline tells what it explains: `how`, `why`."""
    bait: Patterns = ()
    briefings: Patterns = ()
    """What such a text says of itself, or over its parts."""
    roundups: Patterns = ()
    """Titles over several events: `Ten things to know today`, `Morning briefing:`."""
    headline_labels: Patterns = ()
    """`BREAKING:`, `Watch:`, a section's name."""
    planned_titles: Patterns = ()
    """Beside `planned`, what tells of something still to come in headlines: `Assembly to vote`."""
    comment_feeds: Words = frozenset()
    """In the address or title of a feed of comments."""
    series_words: Words = frozenset()
    """Before the number of a part of a series, in a title: `part`, `episode`."""
    opinion_labels: Patterns = ()
    """How the press marks a writer's own view: `Opinion:`, `/comment/` in an address."""


SECTIONS: Mapping[str, type[Section]] = {
    "grammar": Grammar,
    "sentences": Sentences,
    "numbers": Counting,
    "calendar": Calendar,
    "speech": Speech,
    "people": People,
    "names": Names,
    "events": Events,
    "frames": Frames,
    "headlines": Headlines,
    "page": Page,
    "byline": Byline,
    "mail": Correspondence,
    "orders": Orders,
}
"""By their names in the files."""
