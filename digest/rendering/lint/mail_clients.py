"""Which things in a mail some mail program does not know, and whether something is left then."""

from collections.abc import Iterator, Sequence

from digest.rendering.lint.fallbacks import FALLBACKS, Fallback
from digest.rendering.lint.finding import SHOWN, Finding
from digest.rendering.lint.known_features import NO_SHEETS, Feature, feature_of, in_words
from digest.rendering.lint.mail_page import MailPage
from digest.rendering.lint.uses import Use

_NO_SHEETS_FOR = "non Google accounts"
"""In the notes of what Gmail's apps lack for other accounts, where they read no sheet either."""
_MOST_STYLE_BYTES = 16_384
"""Gmail drops all styles of a mail that has more (github.com/hteumeuleu/email-bugs/issues/90)."""


def client_findings(markup: str) -> Iterator[Finding]:
    """One for each feature that some program lacks; those with a fallback say which."""
    page = MailPage(markup)
    used: dict[str, tuple[Feature, list[Use]]] = {}
    for use in page.uses:
        feature = feature_of(use.sign)
        if feature and not use.is_in_media:  # what stands outside of the query is left then
            used.setdefault(feature.name, (feature, []))[1].append(use)
    for feature, uses in used.values():
        yield from _finding(feature, uses, page)
    size = sum(len((sheet.text or "").encode()) for sheet in page.tree.iter("style"))
    if size > _MOST_STYLE_BYTES:
        what = f"{size:,} bytes of style sheets; Gmail drops them all above {_MOST_STYLE_BYTES:,}"
        yield Finding(place="mail", rule="style-size", what=what, clients=("Gmail",))


def _finding(feature: Feature, uses: Sequence[Use], page: MailPage) -> Iterator[Finding]:
    """One for the uses without a fallback, or for those with one; none where all are safe."""
    known = FALLBACKS.get(feature.name)
    lacking = [
        (use, programs)
        for use in uses
        if not (known and known.is_safe(use, page)) and (programs := set(_without(feature, use)))
    ]
    bare = [(use, programs) for use, programs in lacking if not _left(use, page, known)]
    shown = bare or lacking
    if shown:
        yield Finding(
            place="mail",
            rule=feature.name,
            what=f"{feature.title} is not known everywhere",
            where=tuple(dict.fromkeys(f"{use.where}: {use.code}" for use, _ in shown))[:SHOWN],
            count=len(shown),
            clients=in_words(set().union(*(programs for _, programs in shown))),
            fallback="" if bare else _left(shown[0][0], page, known),
        )


def _left(use: Use, page: MailPage, known: Fallback | None) -> str:
    """What readers have instead, in words; empty for nothing."""
    if known and known.left and known.stands(use, page):
        return known.left
    return "the value that is declared before it" if _is_declared_before(use) else ""


def _is_declared_before(use: Use) -> bool:
    """Whether the same property has a value that comes first, and holds where this is dropped."""
    if use.rule is None or use.declaration is None or use.sign.startswith("property "):
        return False
    before = use.rule.declarations[: use.rule.declarations.index(use.declaration)]
    return any(one.name == use.declaration.name for one in before)


def _without(feature: Feature, use: Use) -> Iterator[str]:
    """The programs that lack the feature here."""
    for program, limits in feature.lacking.items():
        of_sheets = program == NO_SHEETS or (limits and all(_NO_SHEETS_FOR in o for o in limits))
        if not (use.is_in_sheet and of_sheets):
            yield program
