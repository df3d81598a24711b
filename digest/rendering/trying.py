"""A theme tried before it is needed."""

from dataclasses import replace

from digest.rendering.output_form import Look
from digest.rendering.registry import FORMS
from digest.rendering.specimen import BRIEF_AFTER, SPECIMEN


def try_out(look: Look) -> None:
    """Fill every form of an invented edition, as readers get it and as nobody ever did.

    Raises ConfigError for an unknown theme or a bad envelope, and RenderError, with file and line,
    for a template that does not work.
    """
    unproven = ("story 1, headline", "story 1, point 1", "story 1, account")
    edited = replace(look, unproven=unproven, brief_after=BRIEF_AFTER)
    empty = replace(SPECIMEN, stories=(), lead=(), articles=())
    for digest, shown in ((SPECIMEN, edited), (empty, look)):
        for form in FORMS.values():  # those of one edition share its view
            form.render(digest, shown)
