"""Quotations: what stands between marks stands word for word in an article of the story."""

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.grounding.word_for_word import locate, lost_by_cutting, short, why_not
from digest.language.marks import marked
from digest.language.passage import Passage
from digest.model import Span

SCARE = 2
"""Words up to which quoted words are a title, a name or a word in doubt, and no speech."""


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """Quoted words that no article of the story has, or that were cut so that they turned round."""
    quoted = [s for s in marked(claim.text) if _is_speech(claim.text[s.start : s.end])]
    faults = tuple(filter(None, (_fault(claim, span, evidence) for span in quoted)))
    return Outcome(faults, f"{len(quoted)} found word for word" if quoted else "no quotations")


def _is_speech(quote: str) -> bool:
    """Whether it is more than a title or a word in doubt: “The Hobbit”, a “so-called” deal."""
    return len(quote.split()) > SCARE or not quote.isascii()


def _fault(claim: Passage, span: Span, evidence: Evidence) -> str | None:
    quote = claim.text[span.start : span.end]
    ids = [article.id for article in evidence.articles]
    found = locate(quote, ids, evidence, claim.language)
    if found is None:
        return f"the quotation {short(quote)} {why_not(quote, evidence)}"
    lost = lost_by_cutting(found, evidence, claim.text[: span.start])
    return f"the quotation {short(quote)} lost the {lost!r} before it" if lost else None


RULE = Rule(
    id="quotations",
    kind="veto",
    refuses="a quotation that no article has",
    needs=frozenset({"negators"}),
    find=find,
    examples=(
        Example(
            "marks of any shape are the same, a word or two quote nothing, others were never said",
            "“This is a hard day for us,” Mr Olsen said.",
            ("He said it was ‘a hard day for us’.", "He called it a “bad” one."),
            ("He called it “a good day for us”.", "“We shall all dance again,” he said."),
        ),
        Example(
            "inches are no quotation marks",
            "She is 5'3\" tall.",
            ("Her height is 5'3\", they say.",),
            ("She is “tall as any tree”.",),
        ),
        Example(
            "a quotation that lost the `never` before it says the opposite",
            "“I never close the gates,” he said.",
            ("He likes gates.",),
            ("He said: “close the gates”.",),
        ),
        Example(
            "one that another clause denies has lost nothing",
            "“I never lied; close the gates,” he said.",
            ("He said: “close the gates”.",),
        ),
        Example(
            "a Dutch name may end in n't, and takes nothing back",
            "“Met Ada van't Hof blijven wij allen in het dorp wonen,” zei Lund.",
            ("Lund zei: “blijven wij allen in het dorp wonen”.",),
            language="nl",
        ),
        Example(
            "pieces of one quotation may stand around dots, but for a `not` that they left out",
            "“We want to build here, as our town is poor, and will not do so in any other place.”",
            ("They said: “We want to build here ... as our town is poor”.",),
            ("They said: “We want to build here ... do so in any other place”.",),
        ),
    ),
)
