"""Write the parts of the documentation that the program knows best: `make docs`.

The tables of settings and forms and the help of every command stand between marks in the README,
those of sources, of the rules of a proof and of the steps that work in each language in their
pages, the JSON Schema of digest.json in its own file; a test compares all of them with the program.
"""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from digest import settings
from digest.cli import app, register
from digest.grounding.rule import Rule
from digest.grounding.rules import RULES
from digest.language.lexicons import languages, lexicon
from digest.rendering import FORMS
from digest.sources.kinds import KINDS
from digest.sources.place import PLACE_KINDS
from digest.store.digest_file import json_schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SOURCES = ROOT / "docs" / "sources.md"
GROUNDING = ROOT / "docs" / "grounding.md"
SCHEMA = ROOT / "docs" / "digest.schema.json"
LANGUAGES = ROOT / "docs" / "languages.md"
STEPS = (
    ("the language of a text is told", ("function_words",)),
    ("abbreviations end no sentence", ("abbreviations",)),
    ("furniture of pages is known", ("sure",)),
    ("orders to a machine are known", ("orders",)),
    ("a sentence that points back is not printed alone", ("points_back",)),
    ("an unfinished sentence is refused", ("never_last",)),
    ("the voice of somebody outside quotation marks is refused", ("first_person",)),
    ("numbers in words are compared", ("numbers", "scales")),
    ("ranks are compared", ("ordinals",)),
    ("units and money in words are compared", ("units", "currencies")),
    ("dates are compared", ("months", "weekdays", "days")),
    ("other forms of a name are known", ("name_endings",)),
    ("other names of the same are known", ("aliases",)),
    ("a negation cut off a quotation is seen", ("negators",)),
    ("quotations get their speaker", ("reporting_verbs",)),
    ("a speaker gets a role", ("roles", "offices")),
    ("casualties are compared", ("fates",)),
    ("denials are found", ("denials",)),
    ("bait is passed over for a headline", ("bait",)),
)
"""Steps and rules, and the lists of words each works by: without them it abstains."""


def config_table() -> str:
    rows = ["| Key | Default | Meaning |", "|---|---|---|"]
    rows += [f"| `{key}` | {default} | {meaning} |" for key, default, meaning in settings.fields()]
    return "\n".join(rows)


def forms_table() -> str:
    rows = ["| File | What it is for |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{form.file}` | {form.meaning} |" for form in FORMS.values())])


def rules_table() -> str:
    rows = ["| rule | kind | what it refuses | words it reads | source | refused | not refused |"]
    rows += ["|---|---|---|---|---|---|---|", *[_rule_row(rule) for rule in RULES]]
    return "\n".join(rows)


def _rule_row(rule: Rule) -> str:
    """The rule with its first example that has both. Raises ValueError where none has."""
    whole = [example for example in rule.examples if example.passes and example.fails]
    if not whole:
        raise ValueError(f"the rule {rule.id} needs an example that has both, for its row")
    shown = whole[0]
    cells = [
        f"[`{rule.id}`](../digest/grounding/rules/{rule.id}.py)",
        rule.kind,
        rule.refuses,
        ", ".join(sorted(rule.needs)) or "–",
        *map(_shown, (shown.source, shown.fails[0], shown.passes[0])),
    ]
    return f"| {' | '.join(cells)} |"


def _shown(text: str) -> str:
    """Text in a cell: hidden characters told by their numbers, long words cut."""
    seen = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    cut = re.sub(r"\w{30,}", lambda long: f"{long[0][:3]}…{long[0][-3:]}", " ".join(seen.split()))
    return f"`{cut.replace('|', chr(92) + '|')}`"


def command_help() -> str:
    """What `digest --help` and `digest COMMAND --help` print, each in a block of its own."""
    runner = CliRunner(env={"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"})
    names = [command.name or command.callback.__name__ for command in app.registered_commands]  # type: ignore[union-attr]
    groups = [group.name for group in app.registered_groups if group.name]
    blocks = []
    for name in [None, *sorted([*names, *groups])]:
        words = [name, "--help"] if name else ["--help"]
        printed = runner.invoke(app, words, prog_name="digest").output.rstrip()
        lines = "\n".join(line.rstrip() for line in printed.splitlines())
        title = f"digest {name}" if name else "digest"
        blocks.append(f"**`{title}`**\n\n```text\n{lines.strip()}\n```")
    return "\n\n".join(blocks)


def language_table() -> str:
    """Which steps work in which language; those that no list is needed for are not in it."""
    codes = languages()
    rows = [f"| Step | {' | '.join(codes)} |", "|---" * (len(codes) + 1) + "|"]
    for step, fields in STEPS:
        marks = ["✓" if _has(code, fields) else "" for code in codes]
        rows.append(f"| {step} | {' | '.join(marks)} |")
    return "\n".join(rows)


def _has(code: str, fields: tuple[str, ...]) -> bool:
    """Whether one of the lists has words of the language's own, beside those that all have."""
    own, common = lexicon(code), lexicon("und")
    return any(getattr(own, field) != getattr(common, field) for field in fields)


def language_page() -> str:
    text = LANGUAGES.read_text(encoding="utf-8")
    return with_block(text, "languages", language_table())


def with_block(text: str, mark: str, content: str) -> str:
    """The text with what stands between the marks replaced. Raises ValueError without the marks."""
    pattern = re.compile(rf"(<!-- {mark}:begin -->\n).*?(<!-- {mark}:end -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the page has no marks for {mark!r}")
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def readme() -> str:
    text = README.read_text(encoding="utf-8")
    text = with_block(text, "config", config_table())
    text = with_block(text, "forms", forms_table())
    return with_block(text, "help", command_help())


def sources() -> str:
    text = SOURCES.read_text(encoding="utf-8")
    rows = ["| `kind` | What it is |", "|---|---|"]
    rows += [f"| `{kind.name}` | {kind.meaning} |" for kind in PLACE_KINDS.values()]
    text = with_block(text, "place-kinds", "\n".join(rows))
    rows = ["| Kind | What it is | Endings |", "|---|---|---|"]
    rows += [
        f"| {kind.name} | {kind.meaning} | {' '.join(f'`{end}`' for end in kind.suffixes)} |"
        for kind in KINDS
    ]
    return with_block(text, "content-kinds", "\n".join(rows))


def grounding() -> str:
    return with_block(GROUNDING.read_text(encoding="utf-8"), "rules", rules_table())


def schema() -> str:
    return json.dumps(json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    register()
    README.write_text(readme(), encoding="utf-8")
    GROUNDING.write_text(grounding(), encoding="utf-8")
    LANGUAGES.write_text(language_page(), encoding="utf-8")
    SOURCES.write_text(sources(), encoding="utf-8")
    SCHEMA.write_text(schema(), encoding="utf-8")
