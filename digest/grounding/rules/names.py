"""Names: every part of a name stands somewhere in the story, or is another form of what does."""

from collections.abc import Iterator

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.grounding.vocabulary import Vocabulary, parts, spelled_out, vocabulary_of
from digest.language.aliases import forms_of_address
from digest.language.passage import Name, Passage

_TITLED = 4
"""Content words of a line of which each has its capital, from which on it is a headline's way."""
_FULL = 2
"""Parts of a name that tell a person: the first and the last."""


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """Names of which no article of the story has a part."""
    if _is_title_case(claim):
        return Outcome(note="every word has its capital: names cannot be told")
    vocabulary = evidence.once(vocabulary_of)
    told = spelled_out(claim, vocabulary)
    missing = [
        name.text
        for name in claim.names
        if not told.intersection(range(name.first, name.last + 1))
        and _is_missing(name, claim, vocabulary)
        and not vocabulary.has_outlet(parts(name, claim))
    ]
    if missing:
        return Outcome(tuple(f"no article of the story has the name {name!r}" for name in missing))
    found = ", ".join(name.text for name in claim.names)
    return Outcome(note=f"found: {found}" if found else "no names")


def _is_missing(name: Name, claim: Passage, vocabulary: Vocabulary) -> bool:
    """Whether a part is unknown; in German, where any noun may stand before a name, the last two.

    `Konzernchef Harald Olsen` and `5 Millionen Menschen` have capitals that name nobody.
    """
    unknown = list(_unknown(name, claim, vocabulary))
    if not claim.lexicon.nouns_are_capital:
        return bool(unknown)
    last = [part for part in parts(name, claim) if not _is_measure(part, claim)][-_FULL:]
    is_named = len(last) == len(name.parts) or len(last) == _FULL
    return bool(last) and is_named and all(part in unknown for part in last)


def _is_measure(part: str, claim: Passage) -> bool:
    words = claim.lexicon
    known = (words.units, words.currencies, words.scales, words.percent, words.numbers)
    return any(part in table for table in known)


def _unknown(name: Name, claim: Passage, vocabulary: Vocabulary) -> Iterator[str]:
    """The parts that the story does not have in any form."""
    told = parts(name, claim)
    for at, part in enumerate(told):
        pairs = (" ".join(told[low : low + 2]) for low in (at - 1, at) if low >= 0)
        is_title = part.removesuffix("s") in forms_of_address(claim.language)
        is_title = is_title or part in claim.lexicon.name_prefixes
        is_ordinary = name.is_opening and at == 0 and _is_ordinary(part, name, claim)
        if not (
            is_title
            or is_ordinary
            or vocabulary.has(part)
            or part in vocabulary.initials
            or any(vocabulary.has_alias(phrase, claim.language) for phrase in (part, *pairs))
        ):
            yield part


def _is_ordinary(part: str, name: Name, claim: Passage) -> bool:
    """Whether the first word of a sentence may owe its capital to its place alone.

    Not where it has another one, is somebody's, or says something: `APhA`, `Kowalski said`.
    """
    if sum(char.isupper() for char in claim.tokens[name.first].text) > 1:
        return False
    if len(name.parts) > 1:
        endings = claim.lexicon.ordinary_endings
        return part.endswith(endings) or claim.tokens[name.first].norm in claim.lexicon.sources
    following = claim.tokens[name.last + 1].norm if name.last + 1 < len(claim.tokens) else ""
    speaks = following in claim.lexicon.inverts and not part.endswith(("s", "e"))
    return not speaks and not claim.tokens[name.last].is_owner


def _is_title_case(claim: Passage) -> bool:
    """A headline's way to write: no capital tells a name."""
    content = [claim.tokens[at] for at in claim.content if claim.tokens[at].is_word]
    return len(content) >= _TITLED and all(word.is_capital for word in content)


RULE = Rule(
    id="names",
    kind="veto",
    refuses="a name that its sources do not have",
    needs=frozenset(
        {"aliases", "currencies", "forms_of_address", "inverts", "more_months", "name_endings"}
        | {"name_links", "name_prefixes", "nouns_are_capital", "numbers", "ordinary_endings"}
        | {"percent", "roles", "scales", "sources", "state_abbreviations", "stopwords", "titles"}
        | {"units", "more_weekdays"}
    ),
    find=find,
    examples=(
        Example(
            "a possessive is the same name; a title before another one saves nothing",
            "Mr Keating left.",
            ("It was Keating's car.",),
            ("It was Mr Hodgkins's car.",),
        ),
        Example(
            "a last name stands for the whole; another first name does not",
            "Anna Keating left.",
            ("Mr Keating left.",),
            ("Yesterday Paul Keating left.",),
        ),
        Example(
            "an acronym has its full stops or not, and may own something",
            "The F.B.I. came.",
            ("The FBI came.", "It was the FBI's case."),
            ("The CIA came.",),
        ),
        Example(
            "also the other way round",
            "The FBI came.",
            ("The F.B.I. came.",),
            ("The C.I.A. came.",),
        ),
        Example(
            "the letters of a name stand for it; others do not",
            "The Federal Bureau of Investigation came.",
            ("The FBI came.",),
            ("The FDA came.",),
        ),
        Example(
            "a name is written out, and may leave out its last words",
            "The CDC came.",
            ("The Centers for Disease Control came.",),
            ("The Tarn Centers came.",),
        ),
        Example(
            "accents are often lost",
            "El País wrote it.",
            ("The paper El Pais wrote it.",),
            ("The paper El Mundo wrote it.",),
        ),
        Example(
            "a title is written short or long, and is no name",
            "Sen. Quint spoke.",
            ("Then Senator Quint spoke.",),
            ("Then Senator Brandt spoke.",),
        ),
        Example(
            "a state is written short or long",
            "Ind. Gov. Quint spoke.",
            ("Then Indiana Governor Quint spoke.",),
            ("Then Ohio lost.",),
        ),
        Example(
            "a party, a land or a people has more than one name",
            "The GOP won.",
            ("The Republican side won.",),
            ("The Democratic side won.",),
        ),
        Example(
            "a land, its letters and its people are one",
            "The U.S. won.",
            ("It was an American, a U.S.-led win.",),
            ("It was a Danish win.",),
        ),
        Example(
            "a state's letters are its name",
            "It is in Mo. now.",
            ("It is in Missouri.",),
            ("It is in Montana.",),
        ),
        Example(
            "what is made of a name has its beginning",
            "It went to Congress.",
            ("A Congressional panel met.",),
            ("A Parliamentary panel met.", "Then Congo won."),
        ),
        Example(
            "a name that is written in several ways",
            "ISIS came.",
            ("It was ISIL.", "It was the Islamic State."),
            ("It was the Taliban.",),
        ),
        Example(
            "an opening word may owe its capital to its place; a name before a name does not",
            "Young left.",
            ("Furthermore, Young left.", "Acquiring Young is dear."),
            ("So Anna Young left.",),
        ),
        Example(
            "a word that names a source, or another use of one, opens a sentence",
            "Mecole left.",
            ("Following Mecole's exit, it ended.",),
            ("Then Jared left.",),
        ),
        Example(
            "a word that opens a sentence is a name where it speaks or has more capitals",
            "A man left.",
            ("Recently a man left.",),
            ("Kowalski said a man left.", "UNICEF left."),
        ),
        Example(
            "zones of time are known by their letters",
            "It is 2 PM Eastern.",
            ("It is 2 PM EDT.",),
            ("It is 2 PM in Tarn.",),
        ),
        Example(
            "where every word has its capital, none tells a name",
            "Olsen and Quint met.",
            ("Olsen Talks With Quint On Metals Dispute",),
            ("So Olsen met Varga",),
            is_headline=True,
        ),
        Example(
            "headlines and outlets count as told",
            "The plant will close.",
            ("Harald Olsen will close it, according to The Told Gazette.",),
            ("So Paul Olsen will close it.",),
            title="Harald Olsen defends plant",
        ),
        Example(
            "an outlet that is known by its host alone may be named",
            "The plant will close.",
            ("The plant will close, the Vessel Post reports.",),
            ("The plant will close, the Harbour Post says.",),
            outlet="www.vesselpost.com",
        ),
        Example(
            "also where its host shortens its name",
            "The plant will close.",
            ("The plant will close, The Vessa Port Times says.",),
            outlet="vptimes.com",
        ),
        Example(
            "a host's letters stand for words that begin with them",
            "The plant will close.",
            ("The plant will close, the Vessa Port Times reported.",),
            outlet="www.vpt.co.uk",
        ),
        Example(
            "what a host begins with is a name of its own",
            "The plant will close.",
            ("VBC says that the plant will close.",),
            outlet="vbcnews.go.com",
        ),
        Example(
            "but a short name is not whatever begins so",
            "The plant will close.",
            (),
            ("VBC News says that the plant will close.",),
            outlet="vbc",
        ),
        Example(
            "nor do two letters make a name, or a host its beginning alone",
            "The plant will close.",
            (),
            ("The plant will close, Harald Wolsen said.",),
            outlet="hw.com",
        ),
        Example(
            "a host that shares a beginning with a name is not that name",
            "The plant will close.",
            (),
            ("The plant will close, Harald Wolsen said.",),
            outlet="harbour.com",
        ),
    ),
)
