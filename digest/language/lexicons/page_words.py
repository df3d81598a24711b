"""The sections of a lexicon for what stands around an article: its page, bylines, orders."""

from digest.language.lexicons.section import Patterns, Section, Words


class Page(Section):
    """What pages, mailings and feeds say of themselves, in small letters, as patterns.

    A page is cleaned before its language is told, so these are looked for in all languages at once;
    a cue alone decides nothing: `reading.furniture` weighs it.
    """

    share: Patterns = ()
    subscribe: Patterns = ()
    comment: Patterns = ()
    legal: Patterns = ()
    related: Patterns = ()
    credit: Patterns = ()
    """Whose picture it is."""
    advert: Patterns = ()
    menu: Patterns = ()
    byline: Patterns = ()
    stamp: Patterns = ()
    """When something was published."""
    address: Patterns = ()
    pitch: Patterns = ()
    """What is praised or asked for."""
    tail: Patterns = ()
    """Headings under which an article has ended."""
    sure: Patterns = ()
    """Lines that are furniture wherever they stand, whatever surrounds them."""
    author_notes: Patterns = ()
    """What stands under an article about the one who wrote it, in small letters."""
    plea_sentences: Patterns = ()
    """Sentences inside a paragraph that beg for a click; capitals count."""
    paywall: Patterns = ()
    consent_page: Patterns = ()
    error_page: Patterns = ()
    mailing_links: Patterns = ()
    """What the words of a link say, when the link is there for the mailing."""
    mailing_blocks: Patterns = ()
    """What a block of text says when it speaks of the mailing itself."""
    section_names: Words = frozenset()
    """Words of which the names of sections and lists are made: an outlet's name has another."""
    feed_labels: Patterns = ()
    """What feeds add to a name: `RSS feed`."""
    release_labels: Patterns = ()
    """What a press release calls itself."""
    embargo_labels: Patterns = ()
    """Until when it may not be printed, to the end of the line."""
    release_ends: Patterns = ()
    """What stands alone on a line, or before a colon, after the text of a release."""
    about_issuer: Patterns = ()
    """Before the issuer's name, where a release describes it; capitals count."""
    clipping_services: Patterns = ()
    """What calls itself a collection of cuttings, whose name is no outlet's."""
    read_on: Patterns = ()
    """Invitations at the end of a teaser."""
    change_labels: Patterns = ()
    """A date beside them is that of a change, a receipt or a review."""
    date_labels: Patterns = ()
    """A date beside them is the article's own."""
    page_names: Patterns = ()
    """Before the number of a page of paper: `page`."""
    page_counts: Patterns = ()
    """Between that number and how many pages there are: `of`."""


class Byline(Section):
    """Who wrote an article, as pages say it."""

    by_words: Patterns = ()
    """`by`"""
    by_what: Patterns = ()
    """Before it: `written`."""
    author_labels: Patterns = ()
    """Before a colon, or alone on their line: `author`."""
    colon_labels: Patterns = ()
    """Before a colon only."""
    name_joints: Patterns = ()
    """Between two names: `and`."""
    name_particles: Words = frozenset()
    """Small words inside a person's name: `van`."""
    after_byline: Patterns = ()
    """`on`, `updated`: here the names have ended."""
    author_roles: Patterns = ()
    roles_after_name: Patterns = ()
    organisations: Patterns = ()
    """How the name of an outlet ends."""
    no_names: Patterns = ()
    """What is no author's name, whatever its capitals."""
    never_first_name: Words = frozenset()


class Correspondence(Section):
    """What programs for mail write around a mail that is handed on."""

    forward_prefixes: Words = frozenset()
    """Before the subject, without colon: `fwd`."""
    reply_prefixes: Words = frozenset()
    forward_marks: Patterns = ()
    """What stands over the mail that is handed on, without dashes."""
    from_labels: Words = frozenset()
    """Before its sender, without colon."""
    sent_labels: Words = frozenset()
    to_labels: Words = frozenset()
    subject_labels: Words = frozenset()


class Orders(Section):
    """What speaks to the machine that reads it."""

    orders: Patterns = ()
    chat_marks: Patterns = ()
    """How the parts of a conversation with a model are marked."""
    order_triggers: Words = frozenset()
    """One of these is in whatever the patterns find: looking for them first is quicker."""
    solicits: Patterns = ()
    """What sends a reader's money somewhere: an account, a premium number, `use code SAVE50`."""
