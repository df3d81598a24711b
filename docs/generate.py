"""Write the parts of the documentation that the program knows best: `make docs`.

The tables of settings and forms and the help of every command stand between marks in the README,
those of sources in their page, and the JSON Schema of digest.json in its own file; a test compares
all of them with the program.
"""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from digest import settings
from digest.cli import app, register
from digest.rendering import FORMS
from digest.sources.kinds import KINDS
from digest.sources.place import PLACE_KINDS
from digest.store.digest_file import json_schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SOURCES = ROOT / "docs" / "sources.md"
SCHEMA = ROOT / "docs" / "digest.schema.json"


def config_table() -> str:
    rows = ["| Key | Default | Meaning |", "|---|---|---|"]
    rows += [f"| `{key}` | {default} | {meaning} |" for key, default, meaning in settings.fields()]
    return "\n".join(rows)


def forms_table() -> str:
    rows = ["| File | What it is for |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{form.file}` | {form.meaning} |" for form in FORMS.values())])


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


def with_block(text: str, mark: str, content: str) -> str:
    """The text with what stands between the marks replaced. Raises ValueError without the marks."""
    pattern = re.compile(rf"(<!-- {mark}:begin -->\n).*?(<!-- {mark}:end -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"no marks for {mark!r}")
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


def schema() -> str:
    return json.dumps(json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    register()
    README.write_text(readme(), encoding="utf-8")
    SOURCES.write_text(sources(), encoding="utf-8")
    SCHEMA.write_text(schema(), encoding="utf-8")
