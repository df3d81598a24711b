"""Names of models: whether the one that answered is the one that was asked for."""

import re

from digest.progress import Event, Report

_FOLDERS = re.compile(r"^.*[/\\]|^(?:[a-z]+\.)+(?=[a-z])")
"""Whose it is, or where its file lies: `openai/`, `models/`, `us.anthropic.`."""
_PACKED = re.compile(r"\.gguf$|[-_.](?:i?q\d\w*|b?f16|fp8|int[48]|awq|gptq)$")
"""How its weights are packed: the same model, a little coarser."""
_TAG = re.compile(r":([\w.-]*)$")
"""A variant of an offer: `:free`, `:latest`, `:8b`."""
_HOSTED = re.compile(r"-v\d+$")
"""The version of a hoster, as in `-v1:0`."""
_ALWAYS_NEWEST = re.compile(r"[-_](?:latest|preview|exp|default)$")
_RELEASE = re.compile(r"[-_@](?:\d{4}-\d\d-\d\d|\d\d-\d\d(?:-\d{4})?|\d{3,8})$")
"""The day or number of a release: of `gpt-x-2026-01-01`, `gemini-x-002`, `claude-x@20260401`."""
_MARKS = re.compile(r"[^a-z0-9]")

_SHOWN_NAME = 100
"""Characters of a name that a server gave out."""


class Answering:
    """Says once that another model answers than the one that was asked for."""

    def __init__(self, asked: str, report: Report) -> None:
        self._asked = asked
        self._report = report
        self._is_told = False

    def heard(self, answered: str | None) -> None:
        """A server has named the model of an answer, or none."""
        if not self._is_told and is_other(self._asked, answered):
            self._is_told = True
            note = f"asked for {self._asked}, answered by {str(answered)[:_SHOWN_NAME]}"
            self._report(Event(stage="ask", note=note))


def is_other(asked: str, answered: str | None) -> bool:
    """Whether another model answered than was asked for; False where the server does not say.

    A name without a release or a variant may be answered by any of them; two releases differ.
    """
    if not answered or not answered.strip():
        return False
    (name, *one), (other_name, *other) = _parts(asked), _parts(answered)
    return name != other_name or any(a and b and a != b for a, b in zip(one, other, strict=True))


def _parts(name: str) -> tuple[str, str, str]:
    """The bare name, the release and the variant, as they can be compared."""
    bare = _PACKED.sub("", _PACKED.sub("", _FOLDERS.sub("", name.strip().lower())))
    tag = _TAG.search(bare)
    bare = _ALWAYS_NEWEST.sub("", _HOSTED.sub("", _TAG.sub("", bare)))
    without = _ALWAYS_NEWEST.sub("", _RELEASE.sub("", bare))
    variant = tag[1] if tag and tag[1] != "latest" else ""
    release = _MARKS.sub("", bare[len(without) :])
    return _MARKS.sub("", without), release, variant
