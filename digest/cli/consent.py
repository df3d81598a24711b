"""Whether a file's settings may do what reaches outside its folder: the question on a terminal."""

import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from digest.cli.console import say


def ask(file: Path, needed: Mapping[str, str]) -> bool:
    """Put the question on a terminal; where there is none, nobody says yes."""
    if not has_terminal():
        return False
    say(f"{file} is new here, and could send, read or write what is yours:")
    show(needed)
    return agreed()


def has_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed() -> bool:
    """The answer."""
    return typer.confirm("Trust it from now on?", default=False, err=True)


def show(found: Mapping[str, str]) -> None:
    """Each setting with what it is for; also with -q, as it is what the question is about."""
    from digest import settings

    meanings = {str(key).replace("[]", ""): key.field.description for key in settings.all_keys()}
    for key, value in found.items():
        meaning = meanings.get(settings.without_number(key))
        for_what = f"   ({meaning.rstrip('.')})" if meaning else ""
        say(f"  {key}: {value}{for_what}", always=has_terminal())
