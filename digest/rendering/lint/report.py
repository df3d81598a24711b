"""One edition, all that is wrong with its page and its mail."""

import email.policy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from typing import Literal

from digest.model import Digest
from digest.rendering.lint.accessible import DUTIES, PAGE_DUTIES, PageRule
from digest.rendering.lint.contrast import faint
from digest.rendering.lint.finding import Finding, grouped
from digest.rendering.lint.mail_clients import client_findings
from digest.rendering.lint.page_tree import tree_of
from digest.rendering.output_form import Look
from digest.rendering.registry import FORMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found, and how large the files are."""

    findings: tuple[Finding, ...]
    """Faults first; then what mail programs lack and readers have something instead of."""
    sizes: Mapping[str, int]
    """Bytes of each form by its file's name, and of the mail's HTML, `mail page`."""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Those that somebody should mend."""
        return tuple(finding for finding in self.findings if not finding.fallback)


def lint(files: Mapping[str, bytes], digest: Digest, look: Look) -> Report:
    """All that is wrong with the edition's files, which are those of all forms by name."""
    mail = FORMS["eml"]
    page, message = files[FORMS["html"].file].decode(), files[mail.file]
    in_mail = html_of(message)
    found = [*_page_findings("page", page, PAGE_DUTIES), *_page_findings("mail", in_mail, DUTIES)]
    known = {rule.what for rule in DUTIES}
    found += (
        Finding(place="mail", rule="mail", what=fault)
        for fault in (one.removeprefix("the mail: ") for one in mail.faults(message, digest, look))
        if fault not in known
    )
    found += client_findings(in_mail)
    sizes = {name: len(content) for name, content in files.items()}
    return Report(
        findings=tuple(sorted(found, key=lambda finding: bool(finding.fallback))),
        sizes=sizes | {"mail page": len(in_mail.encode())},
    )


def _page_findings(
    place: Literal["page", "mail"], markup: str, rules: Sequence[PageRule]
) -> Iterator[Finding]:
    tree = tree_of(markup)
    for rule in rules:
        if where := list(rule.places(tree)):
            yield grouped(place, rule.name, rule.what, where)
    if where := list(faint(markup)):
        yield grouped(place, "contrast", "text stands out too little from its ground", where)


def html_of(message: bytes) -> str:
    """The HTML part of a mail; empty where it has none."""
    parsed = message_from_bytes(message, policy=email.policy.default)
    part = parsed.get_body(("html",))
    return "" if part is None else str(part.get_content())
