"""Coverage: how much of what a sentence says its citations carry."""

import re
from itertools import pairwise

from digest.summaries.checks.form import is_cut_off
from digest.summaries.checks.ground import Ground, Outcome
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.speakers import reporting_outlets
from digest.summaries.checks.units import CURRENCIES, UNITS
from digest.summaries.checks.words import are_kin

THRESHOLD = 0.6
"""Share of the content words that the cited sentences must carry; see docs/grounding.md."""
LONGEST = 3
"""Content words in a row that may be uncarried: more are a statement of their own."""
SHORT = 5
"""A sentence of so few content words may have one that its citations and their context lack."""
FREE_WORDS, PER_FOREIGN = 2, 4
"""Of a sentence's content words beyond the first two, one in four may be foreign to the story: a
synonym. A shorter sentence has none to spare: "The water is poisoned" has its one claim there."""
MOST_FOREIGN = 2
"""However long it is."""
LETTERS, MISSPELT = 6, 2
"""A longer word that is so few letters from one of the source's is that word, misspelt."""

_HAN = re.compile("[\u3400-\u9fff]{2}")


def check(claim: Passage, ground: Ground) -> Outcome:
    """The content words that the cited sentences lack, when they are too many or stand together."""
    if not claim.content:
        return Outcome(note="no content words")
    if _says_nothing(claim):
        return Outcome(("it does not tell what is said",))
    missing = uncarried(claim, ground)
    if strange := _strange_pairs(claim, ground):
        return Outcome((f"no article of the story has: {', '.join(strange[:6])}",))
    foreign = [index for index in missing if _is_foreign(claim, index, ground)]
    spare = max(0, (len(claim.content) - FREE_WORDS) // PER_FOREIGN)
    if len(foreign) > min(MOST_FOREIGN, spare):
        listed = _listed(claim, foreign)
        return Outcome((f"no article of the story speaks of: {listed}",))
    if missing and any(is_cut_off(passage.text) for passage in ground.passages):
        listed = _listed(claim, missing)
        return Outcome((f"the source stops before: {listed}",))
    if beyond := _gone_on(claim, ground):
        return Outcome((f"the source stops before: {beyond}",))
    if unsaid := _unlinked(missing, claim, ground):
        return Outcome((f"the cited sentences do not say {unsaid!r}",))
    if added := _commented(claim, foreign):
        return Outcome((f"no article of the story says {added!r}",))
    if wrong := _misspelt(claim, foreign, ground):
        return Outcome((f"{wrong!r} is a misspelt word of the source",))
    share = 1 - len(missing) / len(claim.content)
    stretch = _longest_run(claim, missing)
    is_thin = len(claim.content) <= SHORT and len(_out_of_context(missing, claim, ground)) > 1
    if share >= THRESHOLD and len(stretch) <= LONGEST and not is_thin:
        return Outcome(note=f"{share:.0%} of its words carried")
    lacking = stretch if share >= THRESHOLD else missing
    listed = _listed(claim, lacking)
    return Outcome((f"the cited sentences do not carry: {listed}",))


def _says_nothing(claim: Passage) -> bool:
    """Whether there is somebody who says it, and nothing said: `The spokesman spoke`."""
    lexicon = claim.lexicon
    named = {index for name in claim.names for index in range(name.first, name.last + 1)}
    who = lexicon.roles | lexicon.reporting
    is_bare = all(i in named or claim.tokens[i].norm in who for i in claim.content)
    return is_bare and not claim.norms.isdisjoint(lexicon.says)


def _listed(claim: Passage, indexes: list[int]) -> str:
    return ", ".join(dict.fromkeys(claim.tokens[index].text for index in indexes[:6]))


def uncarried(claim: Passage, ground: Ground) -> list[int]:
    """Indexes of the claim's content words of a family that no cited sentence has.

    A part of a name that the headline or the sentences just before give counts as carried.
    """
    outlets = reporting_outlets(claim, ground)
    known = {*ground.norms, *(part for name in outlets for part in name.parts)}
    for passage in ground.around():
        known.update(part for name in passage.names for part in name.parts)
    return [
        index
        for index in claim.content
        if claim.tokens[index].norm not in known and not _is_carried(claim, index, ground)
    ]


def _is_carried(claim: Passage, index: int, ground: Ground) -> bool:
    word = claim.tokens[index]
    if word.norm in claim.lexicon.reporting:
        return True
    return word.stem in ground.stems or any(are_kin(word.stem, stem) for stem in ground.stems)


def _out_of_context(missing: list[int], claim: Passage, ground: Ground) -> list[int]:
    """Those of the words that the headline and the sentences just before do not have either."""
    near = frozenset[str]().union(*(passage.stems for passage in ground.around()))
    return [index for index in missing if claim.tokens[index].stem not in near]


def _gone_on(claim: Passage, ground: Ground) -> str | None:
    """What the claim puts behind the last two words of a teaser that breaks off."""
    for passage in ground.passages:
        if not is_cut_off(passage.text):
            continue
        ends = [word.stem for word in passage.tokens if word.is_word][-2:]
        own = [(at, word.stem) for at, word in enumerate(claim.tokens) if word.is_word]
        for (_, one), (at, other) in pairwise(own):
            behind = [i for i in claim.content if at < i < claim.clause_end(at)]
            if [one, other] == ends and behind:
                return claim.tokens[behind[0]].text
    return None


def _unlinked(missing: list[int], claim: Passage, ground: Ground) -> str | None:
    """A `despite criticism`, all of whose words the cited sentences and their context lack."""
    strange = set(_out_of_context(missing, claim, ground)) if missing else set[int]()
    for at, word in enumerate(claim.tokens if strange else ()):
        linked = claim.governed(at, most=4) if word.norm in claim.lexicon.linkers else ()
        if linked and at not in claim.said and strange.issuperset(linked):
            return claim.text[word.start : claim.tokens[linked[-1]].end]
    return None


def _commented(claim: Passage, foreign: list[int]) -> str | None:
    """A `, which contradicts …` or `, highlighting …` whose verb no article of the story has."""
    for at in foreign:
        verb, before = claim.tokens[at], claim.tokens[max(0, at - 2) : at]
        if at in claim.said or not claim.lexicon.adding or len(before) < 2:
            continue
        if before[1].text == "," and verb.norm.endswith(claim.lexicon.adding):
            return verb.text
        if before[0].text == "," and before[1].norm in claim.lexicon.pronouns:
            return f"{before[1].text} {verb.text}"
        if _is_empty_it(claim, at):
            return f"{before[0].text} {before[1].text} {verb.text}"
    return None


def _is_empty_it(claim: Passage, at: int) -> bool:
    """`it is baseless to`: an opinion of nobody."""
    near = [word.norm for word in claim.tokens[max(0, at - 2) : at + 2]]
    if len(near) < 4:
        return False
    is_copula = near[1] in claim.lexicon.copulas & claim.lexicon.passives
    return near[0] == "it" and is_copula and near[3] in ("to", "that")


def _misspelt(claim: Passage, foreign: list[int], ground: Ground) -> str | None:
    """A `givenled` for the source's `gaveled`, or a word that only looks like the source's."""
    from rapidfuzz.distance import Levenshtein

    cited = {norm for norm in ground.norms - claim.norms if len(norm) > LETTERS}
    for at in foreign:
        word = claim.tokens[at].norm
        near = (known for known in cited if known[0] == word[0] and not known.startswith(word))
        if len(word) > LETTERS and any(
            Levenshtein.distance(word, known, score_cutoff=MISSPELT) <= MISSPELT for known in near
        ):
            return claim.tokens[at].text
    return None


def _strange_pairs(claim: Passage, ground: Ground) -> list[str]:
    """In scripts that do not part words: neighbouring characters that the story never has so.

    None where they are at most a third: words that meet in a new order make some of them.
    """
    pairs = [
        claim.text[at : at + 2]
        for at in range(len(claim.text) - 1)
        if _HAN.fullmatch(claim.text[at : at + 2])
    ]
    texts = [article.text for article in ground.evidence.articles]
    strange = [pair for pair in pairs if not any(pair in text for text in texts)]
    return strange if 3 * len(strange) > len(pairs) else []


def _is_foreign(claim: Passage, index: int, ground: Ground) -> bool:
    """Whether no sentence of the whole story has a word of that family.

    Words that other checks look at may be told in another way: "600m pounds" for "£600mn".
    """
    word = claim.tokens[index]
    lexicon = claim.lexicon
    elsewhere = (
        lexicon.months, lexicon.weekdays, lexicon.days, lexicon.percent, lexicon.numbers,
        lexicon.scales, lexicon.hedges, lexicon.above, lexicon.below, lexicon.about,
        CURRENCIES, UNITS,
    )  # fmt: skip
    if any(word.norm in words for words in elsewhere):
        return False
    places = ground.evidence.places
    return word.stem not in places and not ground.evidence.family(word.stem)


def _longest_run(claim: Passage, missing: list[int]) -> list[int]:
    """The longest row of content words without a carried one between them."""
    lacking, run, longest = set(missing), list[int](), list[int]()
    for index in claim.content:
        run = [*run, index] if index in lacking else []
        longest = max(longest, run, key=len)
    return longest
