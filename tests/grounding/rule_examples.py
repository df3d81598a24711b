"""The examples of every rule: its own, and those of tests/language, which has a file a language."""

import tomllib
from datetime import UTC, datetime, time
from pathlib import Path

from digest.grounding.evidence import Evidence
from digest.grounding.prove import read
from digest.grounding.rule import Example, Rule
from digest.grounding.rules import RULES
from digest.model import Article, Span

FOLDER = Path(__file__).parents[1] / "language" / "examples"


def _of_language(file: Path) -> list[tuple[str, Example]]:
    """The id of the rule, and the example."""
    return [
        (
            rule,
            Example(
                one.get("why", "a fact is told in other words"),
                one["source"],
                tuple(one.get("passes", ())),
                tuple(one.get("fails", ())),
                file.stem,
            ),
        )
        for rule, found in tomllib.loads(file.read_text(encoding="utf-8")).get("rules", {}).items()
        for one in found
    ]


IN_LANGUAGES = [found for file in sorted(FOLDER.glob("*.toml")) for found in _of_language(file)]
EXAMPLES = [
    *((rule.id, example) for rule in RULES for example in rule.examples),
    *IN_LANGUAGES,
]


def story_of(example: Example) -> Evidence:
    """One article whose sentences two blanks part."""
    text, spans = example.source.replace("  ", " "), []
    at = 0
    for sentence in example.source.split("  "):
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    article = Article(
        id="told",
        source=example.outlet,
        url=None,
        title=example.title,
        language=example.language,
        text=text,
        sentences=tuple(spans),
        published=datetime.combine(example.written, time(9, tzinfo=UTC))
        if example.written
        else None,
    )
    return Evidence([article])


def refusals(text: str, example: Example, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """The ids of the rules that refuse what was made of the example's source."""
    evidence = story_of(example)
    claim = read(
        text,
        evidence,
        kind="headline" if example.is_headline else "sentence",
        language=example.language,
    )
    is_copied = claim.citation is not None
    held = (rule for rule in rules if not (is_copied and rule.kind == "veto"))
    return [rule.id for rule in held if rule.find(claim, evidence).faults]
