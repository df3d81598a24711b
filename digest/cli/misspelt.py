"""What is wrong with a command, in our words: typer's libraries speak of input and strings."""

from collections.abc import Callable, Mapping
from typing import Any

from typer.exceptions import TyperException

_REASONS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "float_parsing": lambda given, _: f"{given} is no number",
    "int_parsing": lambda given, _: f"{given} is no whole number",
    "greater_than_equal": lambda given, asked: f"{given} is less than {asked['ge']:g}",
    "less_than_equal": lambda given, asked: f"{given} is more than {asked['le']:g}",
    "value_error": lambda _, asked: str(asked["error"]),
}
"""By pydantic's name of a fault: what is said of what was given, and of what was asked for."""


def told(fault: TyperException) -> str:
    """What typer has to say, with the reason why a value was refused put plainly."""
    from pydantic import ValidationError

    cause = fault.__cause__
    if isinstance(cause, ValidationError):
        first = cause.errors()[0]
        words = _REASONS.get(first["type"])
        if words is not None and hasattr(fault, "message"):
            fault.message = words(repr(first["input"]), first.get("ctx", {}))
    return str(getattr(fault, "format_message", fault.__str__)()).strip()
