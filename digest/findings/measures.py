"""What a sentence counts or measures: the figure, the matter it belongs to, the words around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from digest.language.lexicons import listed
from digest.language.passage import Passage
from digest.language.quantities import Quantity
from digest.model import Citation

# What can happen to people, by the words that say so in the promised languages. Nouns such as
# "injuries" are left out: "four people with injuries were released" counts something else.
FATES = {
    "killed": """killed killing kills dead died dies deaths toll fatalities getötet tot tote
        toten todesopfer starben tués tuées morts mortes décédés muertos muertas fallecidos murieron
        morti uccisi mortos doden gedood omgekomen""",
    "injured": """injured injuring injures hurt hurting wounded wounding verletzt verletzte
        verletzten blessés blessées heridos heridas feriti ferite feridos feridas gewonden
        gewond""",
    "arrested": """arrested arresting arrests detained detaining festgenommen verhaftet arrêtés
        arrêtées interpellés detenidos arrestados arrestati detidos gearresteerd aangehouden""",
    "missing": """missing unaccounted vermisst vermisste vermissten disparus disparues
        desaparecidos dispersi vermist""",
    "evacuated": """evacuated evacuating evakuiert évacués évacuées evacuados evacuadas evacuati
        evacuate geëvacueerd""",
    "rescued": """rescued rescuing gerettet rescatados rescatadas secourus salvati resgatados
        gered""",
}
FATE = {word: fate for fate, words in FATES.items() for word in words.split()}
PEOPLE = listed(
    """
    people person persons victims victim casualties lives men women menschen personen leute
    opfer personnes gens victimes personas personne vittime pessoas vítimas mensen slachtoffers
    """
)
SERIOUS = listed(
    """
    seriously critically severely badly slightly lightly mildly gravely schwer leicht grièvement
    gravement légèrement gravemente levemente leggermente zwaar licht ernstig
    """
)
# After these a figure counts a part of something told before.
PART_BEFORE = listed(
    """
    including among another additional further other of with darunter dont
    """
)
PART_AFTER = listed(
    """
    of others other more per each every weitere autres otros altri outros
    """
)
JOINTS = listed(
    """
    and or but while und et y e en oder while as after when
    """
)
VAGUE = listed(
    """
    dozens couple pair score half quarter twice double triple both once one
    """
)
NEAR = 7
"""Words on either side of a figure that tell what it belongs to."""
_BACK = 3
"""Words from the second figure of `61 votes to 58` back to the first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one sentence."""

    citation: Citation
    quantity: Quantity
    matter: tuple[str, ...]
    """What is measured; figures of different matters are never compared."""
    about: str
    """The matter in words for the reader."""
    is_fate: bool
    near: frozenset[str]
    """Stems with content around the figure, its own words left out."""


def measures(passage: Passage) -> Iterator[Measure]:
    """The figures of a sentence that can be compared with those of another outlet."""
    assert passage.citation is not None
    figures = passage.quantities
    for quantity in figures:
        if quantity.kind in ("year", "ordinal", "date") or quantity.value < 0:
            continue
        if passage.tokens[quantity.first].norm in VAGUE or _is_part(passage, quantity):
            continue
        matter, about = _matter(passage, quantity, figures)
        if matter:
            yield Measure(
                passage.citation,
                quantity,
                matter,
                about,
                matter[0] in FATES,
                _near(passage, quantity),
            )


def _is_part(passage: Passage, quantity: Quantity) -> bool:
    before = passage.tokens[quantity.first - 1].norm if quantity.first else ""
    if before in ("at", "aged"):  # died at 77
        return True
    rest = passage.tokens[quantity.last + 1 : quantity.last + 3]
    return before in PART_BEFORE or any(word.norm in PART_AFTER for word in rest)


def _matter(
    passage: Passage, quantity: Quantity, figures: Sequence[Quantity]
) -> tuple[tuple[str, ...], str]:
    head = _head(passage, quantity.last + 1)
    group = _stem(passage, head[-1]) if head and head[-1] not in PEOPLE else "people"
    if won := _won(passage, quantity, figures):
        what = won[1]
        return ("tally", _stem(passage, what), f"{won[0]:g}"), f"{what} against {won[0]:g}"
    if quantity.unit is None and quantity.kind == "count" and quantity.value == int(quantity.value):
        fate, grade = _fate(passage, quantity, figures)
        if fate:
            label = " ".join(filter(None, (grade, fate)))
            return (fate, grade, group), f"{' '.join(head) or 'people'} {label}"
        if head:
            return ("count", _stem(passage, head[-1])), " ".join(head)
        return (), ""
    if quantity.unit == "y" and _is_age(passage, quantity):
        owner = _head(passage, quantity.last + 3)
        return (
            (("age", _stem(passage, owner[-1])), f"age of the {owner[-1]}") if owner else ((), "")
        )
    if quantity.unit:
        return (quantity.kind, quantity.unit), ""
    return (), ""


def _won(
    passage: Passage, quantity: Quantity, figures: Sequence[Quantity]
) -> tuple[float, str] | None:
    """The first figure of `61 votes to 58`, and what is counted, for the second."""
    at = quantity.first
    if at < _BACK or passage.tokens[at - 1].norm not in ("to", "against", "zu", "contre", "contra"):
        return None
    first = next((figure for figure in figures if figure.last == at - _BACK), None)
    return (first.value, passage.tokens[at - 2].norm) if first and first.unit is None else None


def _head(passage: Passage, at: int) -> list[str]:
    """The words of what is counted, up to the first that ends the phrase."""
    stop = passage.lexicon.stopwords
    found: list[str] = []
    for word in passage.tokens[at : at + 4]:
        if not word.is_word or word.norm in stop or word.norm in FATE or word.norm in SERIOUS:
            break
        found.append(word.norm)
        if word.norm in PEOPLE:
            break
    return found


def _fate(passage: Passage, quantity: Quantity, figures: Sequence[Quantity]) -> tuple[str, str]:
    """What happened to those who are counted, and how badly; empty where nothing is said."""
    tokens = passage.tokens
    starts = {figure.first for figure in figures}
    ahead = [
        tokens[at].norm
        for at in takewhile(
            lambda at: at not in starts and not _ends_clause(tokens[at].norm),
            range(_after_aside(passage, quantity.last + 1), min(len(tokens), quantity.last + 20)),
        )
    ][:8]
    behind = [word.norm for word in tokens[max(0, quantity.first - 5) : quantity.first]]
    while behind and any(_ends_clause(word) for word in behind):
        behind.pop(0)
    for words in (ahead, behind[::-1]):
        for word in words:
            if word in FATE:
                return FATE[word], next((w for w in words if w in SERIOUS), "")
    return "", ""


def _after_aside(passage: Passage, at: int) -> int:
    """Over `, including ten children,` to the verb."""
    tokens = passage.tokens
    comma = next((i for i in range(at, min(at + 4, len(tokens))) if tokens[i].norm == ","), None)
    if comma is None or comma + 1 >= len(tokens) or tokens[comma + 1].norm not in PART_BEFORE:
        return at
    return next(
        (i + 1 for i in range(comma + 1, min(comma + 12, len(tokens))) if tokens[i].norm == ","), at
    )


def _ends_clause(norm: str) -> bool:
    return norm in JOINTS or (not norm[:1].isalnum() and norm not in "-'’")


def _is_age(passage: Passage, quantity: Quantity) -> bool:
    return [word.norm for word in passage.tokens[quantity.last + 1 : quantity.last + 3]] == [
        "-",
        "old",
    ]


def _near(passage: Passage, quantity: Quantity) -> frozenset[str]:
    around = range(quantity.first - NEAR, quantity.last + NEAR + 1)
    return frozenset(
        passage.tokens[at].stem
        for at in passage.content
        if at in around and not quantity.first <= at <= quantity.last
    )


def _stem(passage: Passage, norm: str) -> str:
    return next((word.stem for word in passage.tokens if word.norm == norm), norm)
