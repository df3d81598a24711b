"""Context: a sentence that another one takes back, or tells as invented, is no fact alone."""

from digest.grounding.evidence import Evidence
from digest.grounding.framing import Framing
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """What the sentence before or behind the one that it copies says of that."""
    if claim.citation is None:
        return Outcome()
    frame = evidence.once(Framing).around(claim.citation)
    return Outcome((f"beside it stands {frame.words!r}",) if frame else ())


RULE = Rule(
    id="context",
    kind="plain",
    refuses="a sentence that its article takes back, or tells as invented",
    needs=frozenset(
        {"dates_back", "ends_fiction", "ends_past", "fakes", "imagines", "past_tense"}
        | {"retracts", "retracts_all", "says", "untruths"}
    ),
    find=find,
    examples=(
        Example(
            "the sentence behind it takes it back",
            "The mill was sold on Monday.  Its owner burned it.  That is a lie.",
            ("The mill was sold on Monday.",),
            ("Its owner burned it.",),
        ),
        Example(
            "somebody's words between marks take nothing back",
            "The mill was sold on Monday.  “That is a lie,” its owner said.",
            ("The mill was sold on Monday.",),
        ),
        Example(
            "or all that was told, back to who told it",
            "The mill was sold on Monday.  Rumours spread.  Its owner burned it.  His son fled.  "
            "None of it is true.",
            ("The mill was sold on Monday.",),
            ("Its owner burned it.", "His son fled."),
        ),
        Example(
            "a novel goes on, until it is spoken of itself",
            "In the novel, the mill burns.  The owner drowns in the river.  His son steals it.  "
            "The book costs 20 euros.",
            ("In the novel, the mill burns.", "The book costs 20 euros."),
            ("The owner drowns in the river.", "His son steals it."),
        ),
        Example(
            "or until a day or a speaker leads out of it",
            "In the film, the mill burns.  Ms Quint saw it on Monday.  The mill sells bread.",
            ("Ms Quint saw it on Monday.", "The mill sells bread."),
        ),
        Example(
            "or until somebody speaks",
            "In the film, the mill burns.  The owner saw it, he said.  The mill sells bread.",
            ("The mill sells bread.",),
        ),
        Example(
            "what was long ago goes on, until it is told of now",
            "Ten years ago the mill burned.  Nine millers died.  It now grinds flour.",
            ("It now grinds flour.",),
            ("Nine millers died.",),
        ),
        Example(
            "but what is told in no past tense is of now",
            "In 2016 the mill burned.  The valley mills flour.",
            ("The valley mills flour.",),
        ),
        Example(
            "a fake goes on as it began, to the end of what it quotes",
            "A fake letter read: “The mill is sold.  The owner fled.”  The owner stayed.",
            ("The owner stayed.",),
            ("The owner fled.",),
        ),
    ),
)
