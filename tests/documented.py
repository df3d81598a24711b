"""What the documentation tells its readers to type, and to save."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (digest .*)$", re.MULTILINE)
INLINE = re.compile(r"`(digest [^`\n]*)`")
BETWEEN = {"&&", "||", ";", "|", "&", ">", "<"}


@dataclass(frozen=True)
class Block:
    language: str
    text: str

    def typed(self) -> list[str]:
        """The lines of a console behind their prompt."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]


def blocks(text: str) -> list[Block]:
    return [Block(language, body) for language, body in FENCED.findall(text)]


def shell_lines(text: str) -> list[str]:
    """What a reader would type: in consoles, in indented lines, and within a sentence."""
    consoles = [
        line for block in blocks(text) if block.language == "console" for line in block.typed()
    ]
    prose = FENCED.sub("", text)
    mentioned = [f"{call} --" for call in INLINE.findall(prose)]  # a value, where a flag ends it
    return [*consoles, *INDENTED.findall(prose), *mentioned]


def digest_calls(line: str) -> Iterator[list[str]]:
    """The words behind each `digest` of a line of shell."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if word not in BETWEEN:
            words.append(word)
            continue
        while words and re.fullmatch(r"\w+=.*", words[0]):
            words.pop(0)
        if words and words[0] == "digest":
            yield words[1:]
        words = []
