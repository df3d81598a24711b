"""Write the parts of the documentation that the program knows best: `make docs`.

They stand between marks in the files that `PAGES` names, the JSON Schema of digest.json and
the manual page in files of their own; a test compares all of them with the program.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from typer.testing import CliRunner

from digest import settings
from digest.cli import COMMANDS, app
from digest.delivery.channels import CHANNELS
from digest.delivery.chat import CHATS
from digest.errors import EXIT_CODES
from digest.grounding.outcome import STEPS as OTHER_CHECKS
from digest.grounding.rule import Rule
from digest.grounding.rules import RULES
from digest.language.lexicons import languages, lexicon
from digest.llm.faults.quirks import QUIRKS
from digest.rendering import FILES, FORMS
from digest.scheduling import SCHEDULERS
from digest.sources.kinds import KINDS
from digest.sources.place import PLACE_KINDS
from digest.store.digest_file import json_schema
from docs import manual

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "templates" / "labels"
STEPS = (
    ("abbreviations end no sentence", ("abbreviations",)),
    ("furniture of pages is known", ("sure",)),
    ("orders to a machine are known", ("orders",)),
    ("a sentence that points back is not printed alone", ("points_back", "links")),
    ("an unfinished sentence is refused", ("never_last",)),
    ("the voice of somebody outside quotation marks is refused", ("first_person",)),
    ("guides are told from reports", ("inverts", "second_person")),
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
    ("what is denied, imagined or supposed is not told as a fact", ("denies_ahead", "denies_back")),
    ("long ago goes on to the end of its paragraph", ("ends_past",)),
    ("nobody is accused whom no source accuses", ("crimes",)),
    ("an accusation, a demand of one outlet bears its name", ("accuses", "demands")),
    ("codes to use are refused", ("solicits",)),
    ("bait is passed over for a headline", ("bait",)),
    ("a preview of what has happened is left out", ("planned",)),
    ("`this bay` is told behind the bay", ("demonstratives",)),
    ("parts of a series are parted", ("series_words",)),
    ("a round-up joins no story", ("roundups",)),
    ("an opinion piece is known by its label", ("opinion_labels",)),
    ("an opinion piece is known by its voice", ("singular_first_person",)),
)
"""Steps and rules, and the lists of words each works by: without them it abstains."""


def config_table() -> str:
    rows = ((f"`{key}`", default, meaning) for key, default, meaning in settings.described())
    return table("Key | Default | Meaning", rows)


def codes_table() -> str:
    return table("Code | Meaning", ((str(code), meaning) for code, meaning in EXIT_CODES.items()))


def forms_table() -> str:
    return table("File | What it is for", ((f"`{f.file}`", f.meaning) for f in FILES.values()))


def elsewhere_table() -> str:
    others = (form for form in FORMS.values() if not form.is_kept)
    return table("`--format` | What it is for", ((f"`{f.name}`", f.meaning) for f in others))


def chats_table() -> str:
    rows = ((chat.name, f"`{chat.form}`", chat.meaning) for chat in CHATS)
    return table("Service | `--format` | What goes out", rows)


def places_table() -> str:
    return table("`kind` | What it is", ((f"`{k.name}`", k.meaning) for k in PLACE_KINDS.values()))


def contents_table() -> str:
    rows = ((k.name, k.meaning, " ".join(f"`{end}`" for end in k.suffixes)) for k in KINDS)
    return table("Kind | What it is | Endings", rows)


def quirks_table() -> str:
    return table("Complaint | What follows", ((q.name, q.meaning) for q in QUIRKS))


def channels_table() -> str:
    rows = ((c.name, c.form, c.meaning) for c in CHANNELS)
    return table("Channel | Form | What it does", rows)


def schedulers_table() -> str:
    rows = ((f"`digest schedule {s.name}`", s.meaning) for s in SCHEDULERS.values())
    return table("Way | What it is", rows)


def rules_table() -> str:
    head = "rule | kind | what it refuses | words it reads | source | refused | not refused"
    return table(head, [_rule_row(rule) for rule in RULES])


def withheld_labels() -> str:
    """What is said of a sentence that a check withheld, for `templates/labels/en.toml`."""
    said = {**OTHER_CHECKS, **{rule.id: rule.refuses for rule in RULES}}
    return "\n".join(
        f"{check} = {json.dumps(why, ensure_ascii=False)}" for check, why in said.items()
    )


def table(head: str, rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; the cells of its head are parted by ` | `."""
    rule = "|---" * len(head.split(" | ")) + "|"
    return "\n".join([f"| {head} |", rule, *(f"| {' | '.join(cells)} |" for cells in rows)])


def _rule_row(rule: Rule) -> list[str]:
    """The rule with its first example that has both. Raises ValueError where none has."""
    whole = [example for example in rule.examples if example.passes and example.fails]
    if not whole:
        raise ValueError(f"the rule {rule.id} needs an example that has both, for its row")
    shown = whole[0]
    return [
        f"[`{rule.id}`](../digest/grounding/rules/{rule.id}.py)",
        rule.kind,
        rule.refuses,
        ", ".join(sorted(rule.needs)) or "–",
        *map(_shown, (shown.source, shown.fails[0], shown.passes[0])),
    ]


def _shown(text: str) -> str:
    """Text in a cell: hidden characters told by their numbers, long words cut."""
    seen = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    cut = re.sub(r"\w{30,}", lambda long: f"{long[0][:3]}…{long[0][-3:]}", " ".join(seen.split()))
    return f"`{cut.replace('|', chr(92) + '|')}`"


def command_help() -> str:
    """What `digest --help` and `digest COMMAND --help` print, each in a block of its own."""
    runner = CliRunner(env={"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"})
    blocks = []
    for name in [None, *sorted(COMMANDS)]:
        words = [name, "--help"] if name else ["--help"]
        printed = runner.invoke(app, words, prog_name="digest").output.rstrip()
        lines = "\n".join(line.rstrip() for line in printed.splitlines())
        title = f"digest {name}" if name else "digest"
        blocks.append(f"### `{title}`\n\n```text\n{lines.strip()}\n```")
    return "\n\n".join(blocks)


def language_table() -> str:
    """Which steps work in which language; those that no list is needed for are not in it."""
    codes = languages()
    labels = ("an edition has its own labels", {file.stem for file in LABELS.glob("*.toml")})
    steps = ((step, {code for code in codes if _has(code, words)}) for step, words in STEPS)
    rows = (
        [step, *("✓" if code in those else "" for code in codes)]
        for step, those in (*steps, labels)
    )
    return table(" | ".join(["Step", *codes]), rows)


def _has(code: str, fields: tuple[str, ...]) -> bool:
    """Whether one of the lists has words of the language's own, beside those that all have."""
    own, common = lexicon(code), lexicon("und")
    return any(getattr(own, field) != getattr(common, field) for field in fields)


def with_block(text: str, mark: str, content: str) -> str:
    """The text with what stands between the marks replaced. Raises ValueError without the marks."""
    begin, end = (rf"^([^\w\n]*{mark}:{which}\b[^\n]*)" for which in ("begin", "end"))
    pattern = re.compile(rf"{begin}.*?{end}", re.DOTALL | re.MULTILINE)
    if not pattern.search(text):
        raise ValueError(f"the file has no marks for {mark!r}")
    return pattern.sub(lambda found: f"{found[1]}\n{content}\n{found[2]}", text)


def schema() -> str:
    return json.dumps(json_schema(), indent=2) + "\n"


PAGES: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "docs/reference.md": {
        "config": config_table,
        "forms": forms_table,
        "help": command_help,
        "codes": codes_table,
    },
    "docs/every-morning.md": {"schedulers": schedulers_table},
    "docs/elsewhere.md": {"forms": elsewhere_table, "chats": chats_table},
    "docs/grounding.md": {"rules": rules_table},
    "docs/languages.md": {"languages": language_table},
    "docs/mail.md": {"channels": channels_table},
    "docs/model.md": {"quirks": quirks_table},
    "docs/sources.md": {"place-kinds": places_table, "content-kinds": contents_table},
    "templates/labels/en.toml": {"withheld": withheld_labels},
}
"""What stands between which marks of which file."""


def generated() -> dict[str, str]:
    """Every page with its blocks made again, and the schema, under their paths."""
    files = {"docs/digest.schema.json": schema(), "docs/digest.1": manual.page()}
    for page, blocks in PAGES.items():
        files[page] = (ROOT / page).read_text(encoding="utf-8")
        for mark, block in blocks.items():
            files[page] = with_block(files[page], mark, block())
    return files


if __name__ == "__main__":
    for path, text in generated().items():
        (ROOT / path).write_text(text, encoding="utf-8")
