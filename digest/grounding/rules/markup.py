"""Markup: what an output, or a program behind it, would take for more than words."""

import re

from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage

_HTML = re.compile(r"<\s*[a-zA-Z/!?]|&(?:#\w{1,8}|[a-zA-Z]{2,10});")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#|\$\{|<%|%\}|\}\}")
_MARKDOWN = re.compile(
    r"\]\(|!\[|\*\*|(?<!\w)__|`[^`']*`|^\s{0,3}(?:#{1,6} |[-*+>] |\d{1,3}[.)] )|\|[^|]*\|"
)
_NUMBER = re.compile(r"\[\d{1,4}(?:\s?[,;]\s?\d{1,4}){0,20}\]")


def find(claim: Passage, _: Evidence) -> Outcome:
    """Which markup it carries."""
    carried = {
        "it carries HTML": _HTML,
        "it carries template code": _TEMPLATE,
        "it carries Markdown": _MARKDOWN,
        "it carries a citation number": _NUMBER,
    }
    return Outcome(tuple(fault for fault, marks in carried.items() if marks.search(claim.text)))


RULE = Rule(
    id="markup",
    kind="plain",
    refuses="HTML, Markdown, template code or a citation number",
    find=find,
    examples=(
        Example(
            "a tag or an entity would be run, or vanish, in a page",
            "The R&D plant opened, 5 miles off.",
            ("The R&D plant, < 5 miles off, opened.",),
            ("The <b>plant opened.", "The R&amp;D plant opened."),
        ),
        Example(
            "a template would fill it in",
            "The plant opened.",
            ("The plant opened then.",),
            ("The {{ plant opened.", "The plant %} opened."),
        ),
        Example(
            "Markdown would print it as something else",
            "The snake_case plant opened.",
            ("The snake_case plant opened.",),
            ("The **plant opened.", "# The plant opened.", "The [plant](then) opened."),
        ),
        Example(
            "a number of the request means nothing to a reader",
            "The plant opened.",
            ("The plant opened [then].",),
            ("The plant opened [3].", "The plant opened [3, 4]."),
        ),
    ),
)
