"""The sections of a lexicon on who says something, and what people are called."""

from digest.language.lexicons.section import Patterns, Section, Words


class Speech(Section):
    """Who says something."""

    says: Words = frozenset()
    """`said`, `according`: what names the one whose words stand beside it."""
    sources: Words = frozenset()
    """Those of `says` that are no verbs: `according`."""
    inverts: Words = frozenset()
    """Verbs of saying that may stand before the speaker: `said Olsen`."""
    dashes_speak: bool = False
    """A dash at the head of a paragraph opens somebody's words: `– Det tar ett år, säger Lund.`"""
    names_speaker: Words = frozenset()
    """What stands right behind a closing mark for such a verb: `“...”, so Olsen`."""
    reporting_verbs: Words = frozenset()
    """Verbs beside quotation marks."""
    participles: Words = frozenset()
    """`adding`: the speaker is the one of the verb before."""
    sequels: Words = frozenset()
    """At the head of what is said: `Then somebody pointed out that it is a festival`."""
    pleasantries: Patterns = ()
    """What those say who have nothing to say: `We are excited to have her join our team`."""
    naming_verbs: Words = frozenset()
    """Of `says`, those that may give a name instead: `called`."""
    verb_particles: Words = frozenset()
    """Behind a naming verb they make it another: `called for`."""
    disowning: Words = frozenset()
    """Beside a quotation they give its words to somebody else: `quoting`, `mocking`."""
    passives: Words = frozenset()
    """Before a verb they make somebody else its subject: `was called in`."""
    time_adverbs: Words = frozenset()
    """What may follow an inverted speaker: `said Olsen yesterday`."""
    accuses: Patterns = ()
    """What says that somebody may have done wrong: `accused`, `alleged`."""
    crimes: Patterns = ()
    """What says that somebody did: `arrested`, `fraud`, `stole`."""
    demands: Patterns = ()
    """What tells somebody to do something: `must`, `urged to`."""


class People(Section):
    """Titles and offices."""

    titles: Words = frozenset()
    """`mr`, `dr`: they stand before a name and are not part of it."""
    abbreviated_titles: Words = frozenset()
    """Those that are written with a full stop."""
    forms_of_address: Words = frozenset()
    """What stands before a name in a capital and may be shortened or spelled out."""
    roles: Words = frozenset()
    """`president`, `mayor`: what a person is."""
    offices: Words = frozenset()
    """Beside `roles`: what experts and officials are called in the press."""
    qualifiers: Words = frozenset()
    """Words that change an office: `former`, `deputy`."""
    slurs: Words = frozenset()
    """Words before an office that are a writer's verdict: `autocratic`, `disgraced`."""
    spokespeople: Words = frozenset()
    """Offices that say nothing without whom they speak for: `spokesperson`."""
    post_links: Words = frozenset()
    """What ties any post to its house where neither has an article: `dijkgraaf van Tarn`."""
    role_enders: Words = frozenset()
    """Verbs at which an apposition ends."""
    remarks: Words = frozenset()
    """What stands behind a speaker for what was said or when, and is no person: `a claim`."""
    women: Words = frozenset()
    """Words that tell that somebody is a woman: `she`, `mrs`, `spokeswoman`, `sister`."""
    men: Words = frozenset()
    """The same of a man."""
    institutions: Words = frozenset()
    """Words in the names of bodies, which are no people: `authority`, `council`."""
