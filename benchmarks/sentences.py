"""Sentences that models wrote, marked by people: what is kept, what is refused, and by which rule.

PATH is a .jsonl of `id, domain, doc, summary, label, edit_types`: one sentence in `summary`, the
model that wrote it in `domain`, label 1 for what the document supports.  Without `--judge` the
vetoes stand alone, each held against the whole document, as in a build.  With it, the model that
the environment names reads each sentence, too, beside the evidence that `prove` finds for it;
SENTENCES_MOST takes so many rows, chosen by the hash of their ids, for a judge that is slow.
DIGEST_PATHS__STORE keeps its answers.
"""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import process_time

from benchmarks import harness
from benchmarks.asked import asked_model
from benchmarks.grounding import article_of
from digest.grounding.evidence import Evidence
from digest.grounding.judge import Claim
from digest.grounding.prove import prove, vetoes
from digest.grounding.rules import RULES
from digest.language.passage import Passage
from digest.model import THRESHOLD
from digest.pipeline import from_settings
from digest.resources import loader
from digest.telling import Prompts

JUDGE = "judge"
MOST = int(os.environ.get("SENTENCES_MOST", "1000000"))


@dataclass(frozen=True, slots=True)
class Tried:
    """One marked sentence, and what spoke against it."""

    id: str
    model: str
    kinds: tuple[str, ...]
    is_true: bool
    checks: tuple[str, ...]
    doubt: int | None
    """The judge's; 0 where none was asked."""

    @property
    def is_refused(self) -> bool:
        return bool(self.checks)


def measure(path: Path, *, judge: bool = False) -> harness.Result:
    """Shares of true and of false sentences refused, by model, by kind and by rule."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    rows = _sample(rows) if judge else rows
    stories = _stories(rows)
    doubts = judged(rows, stories) if judge else [0] * len(rows)
    tried = [_try(row, stories[row["doc"]], doubt) for row, doubt in zip(rows, doubts, strict=True)]
    figures = {**_figures(tried), "ms_a_point": _milliseconds(rows, stories)}
    return harness.Result(figures, [_prediction(t) for t in tried])


def _sample(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """SENTENCES_MOST of the rows, in their order."""
    ids = sorted((row["id"] for row in rows), key=lambda id_: sha256(id_.encode()).digest())
    chosen = set(ids[:MOST])
    return [row for row in rows if row["id"] in chosen]


def judged(rows: Sequence[Mapping[str, str]], stories: Mapping[str, Evidence]) -> list[int | None]:
    """The doubt (0 to 100) of the model that the environment names, per row; None: not judged."""
    claims = []
    for row in rows:
        text, evidence = " ".join(row["summary"].split()), stories[row["doc"]]
        claims.append(Claim(text, prove(text, (), evidence).citations, evidence))
    with asked_model() as (client, chosen):
        candidate = from_settings.telling(chosen).candidate(client, Prompts(loader("prompts")))
        opinions = list(candidate.sworn(datetime.now(UTC)).opinions(claims))
    return [opinion.doubt if opinion else None for opinion in opinions]


def _stories(rows: Sequence[Mapping[str, str]]) -> Mapping[str, Evidence]:
    """The evidence of each document, read once for all its sentences."""
    stories = {doc: Evidence([article_of(doc)]) for doc in dict.fromkeys(r["doc"] for r in rows)}
    for evidence in stories.values():
        prove("This warms the caches that a build has warm.", (), evidence)
    return stories


def _try(row: Mapping[str, str], evidence: Evidence, doubt: int | None) -> Tried:
    """A copy is its own proof; what nobody judged is refused like what is doubted."""
    text = " ".join(row["summary"].split())
    checks: tuple[str, ...] = ()
    if not evidence.copies(text):
        _, faults = vetoes(Passage.read(text, "en"), evidence)
        checks = tuple(dict.fromkeys(fault.check for fault in faults))
        if doubt is None or doubt >= THRESHOLD:
            checks = (*checks, JUDGE)
    kinds = tuple(row["edit_types"] or ())
    return Tried(row["id"], row["domain"], kinds, int(row["label"]) == 1, checks, doubt)


def _milliseconds(rows: Sequence[Mapping[str, str]], stories: Mapping[str, Evidence]) -> float:
    """CPU of a whole proof without a judge."""
    begun = process_time()
    for row in rows:
        prove(row["summary"], (), stories[row["doc"]])
    return round(1000 * (process_time() - begun) / max(len(rows), 1), 2)


def _figures(tried: Sequence[Tried]) -> dict[str, float | int | str]:
    figures: dict[str, float | int | str] = {
        "rows": len(tried),
        "unsupported": sum(not t.is_true for t in tried),
        **_rates(tried),
    }
    for model in sorted({t.model for t in tried}):
        for name, share in _rates([t for t in tried if t.model == model]).items():
            figures[f"by {model} {name}"] = share
    kinds: defaultdict[str, list[Tried]] = defaultdict(list)
    for t in tried:
        for kind in t.kinds if not t.is_true else ():
            kinds[kind].append(t)
    for kind, found in sorted(kinds.items()):
        figures[f"kind {kind}"] = f"{sum(t.is_refused for t in found)}/{len(found)}"
    for rule in (*(rule.id for rule in RULES if rule.kind == "veto"), JUDGE):
        figures.update(_rule(rule, tried))
    return figures


def _rates(tried: Sequence[Tried]) -> dict[str, float]:
    """The four figures of the headline."""
    refused = _share(tried, lambda t: t.is_refused, of=True)
    kept = [t for t in tried if not t.is_refused]
    return {
        "true_kept": round(1 - refused, 4),
        "true_refused": refused,
        "false_caught": _share(tried, lambda t: t.is_refused, of=False),
        "false_among_printed": round(sum(not t.is_true for t in kept) / max(len(kept), 1), 4),
    }


def _rule(rule: str, tried: Sequence[Tried]) -> Iterator[tuple[str, float]]:
    """How often it fires on true and on false sentences, and how often nothing else does."""
    true, false = (_share(tried, lambda t: rule in t.checks, of=of) for of in (True, False))
    yield f"rule {rule} true", true
    yield f"rule {rule} false", false
    yield f"rule {rule} ratio", round(false / true, 2) if true else float(bool(false) * 99)
    for name, of in (("true", True), ("false", False)):
        yield f"rule {rule} alone {name}", _share(tried, lambda t: t.checks == (rule,), of=of)


def _share(tried: Sequence[Tried], holds: Callable[[Tried], bool], *, of: bool) -> float:
    """Of the true sentences, or of the false ones, those for which it holds."""
    found = [holds(t) for t in tried if t.is_true == of]
    return round(sum(found) / len(found), 4) if found else 0.0


def _prediction(tried: Tried) -> harness.Row:
    return {
        "id": tried.id,
        "supported": not tried.is_refused,
        "checks": list(tried.checks),
        "doubt": tried.doubt,
    }


if __name__ == "__main__":
    harness.main(
        "sentences", measure, {"judge": "let the model that the environment names judge, too"}
    )
