# ruff: noqa: E501  a table of words is easier to check in long lines
"""Pages that hold no article: paywalls, consent and error pages, and scraps."""

import re
from collections.abc import Sequence

from digest.reading.tidy import words_of

SHORTEST = 20
"""Words of the shortest article; a brief of two sentences has more."""
SHORTEST_TEASER = 6
_WALL_WORDS = 150

_REASONS = (
    ("it is behind a paywall", (
        r"(?:subscribe|log ?in|sign ?in|register|become a member)(?: now| today)? to (?:continue|keep|read|unlock|access|view)",
        r"to (?:continue|keep) reading", r"(?:this|the) (?:article|content|story|page) is (?:only |exclusively )?(?:available |reserved )?(?:for|to) (?:our )?(?:paid |registered )?(?:subscribers|members)",
        r"already a (?:subscriber|member)", r"subscribers? only", r"you have (?:reached|read) your (?:limit|last|free|monthly)", r"(?:start|get) your (?:free )?(?:trial|subscription)",
        r"(?:jetzt|mit .{0,20}) weiterlesen", r"réservé aux abonnés", r"(?:exclusivo|solo) para suscriptores", r"riservato agli abbonati", r"exclusivo para assinantes",
        r"alleen voor abonnees", r"tylko dla (?:subskrybentów|prenumeratorów)", r"только (?:для|по) подпис",
    )),
    ("it is a consent page", (
        r"we (?:and our partners )?(?:use|store) .{0,40}cookies", r"cookies? (?:settings|preferences|policy|consent)", r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences)", r"before you continue",
        r"your privacy (?:choices|matters|is important)", r"consent to (?:the use|our|cookies)", r"(?:alle )?cookies (?:akzeptieren|zulassen)", r"accepter (?:et|les cookies)", r"aceptar (?:todas |las )?cookies", r"accetta (?:i |tutti i )?cookie",
    )),
    ("it is an error page", (
        r"\b404\b|\b403\b|\b50[023]\b error", r"page (?:not found|cannot be found|could(?: not|n['’]t) be found|you (?:are|were) looking for|does not exist|isn['’]t available)", r"(?:access|permission) (?:denied|to this page)",
        r"(?:are you|you are not) a (?:robot|human)|verify (?:that )?you are (?:a )?human|unusual (?:traffic|activity)|checking your browser|captcha", r"(?:enable|turn on|requires?) javascript", r"bad gateway|service unavailable|internal server error|too many requests",
        r"seite (?:wurde )?nicht gefunden", r"page introuvable", r"página no encontrada", r"pagina non trovata", r"страница не найдена",
    )),
)  # fmt: skip
_WALLS = tuple(
    (reason, re.compile("|".join(patterns), re.IGNORECASE)) for reason, patterns in _REASONS
)
_NEXT_TO_NOTHING = 40
"""Words of a page on which one hint of a wall is enough."""


def fault(
    paragraphs: Sequence[str], title: str | None, *, around: str = "", is_teaser: bool = False
) -> str | None:
    """Why there is no article here, or None; around is what else stands on the page."""
    text = "\n".join(paragraphs)
    count = len(words_of(text[:20_000]))
    if count < _WALL_WORDS:
        sample = f"{title or ''}\n{text if count > SHORTEST else around or text}"
        for reason, pattern in _WALLS:
            hits = {found.group().lower() for found in pattern.finditer(sample)}
            if hits and (
                count < _NEXT_TO_NOTHING or len(hits) > 1 or bool(pattern.search(title or ""))
            ):
                return reason
    if count == 0:
        return "it holds no text"
    if count < (SHORTEST_TEASER if is_teaser else SHORTEST):
        return f"it is too short to be an article ({count} words)"
    return None
