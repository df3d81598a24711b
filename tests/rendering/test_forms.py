"""The registry of forms: all that the program knows of a form is one value."""

import pytest

from digest.errors import ConfigError
from digest.model import Digest
from digest.rendering import FORMS, Form, Look, choices, form_named
from digest.resources import loader
from tests.golden_digest import DIGEST


def test_no_two_forms_answer_to_one_name_or_write_one_file() -> None:
    words = [word for form in FORMS.values() for word in {form.name, form.word}]

    assert sorted(set(words)) == sorted(words)
    assert len(FORMS) == len({form.file for form in FORMS.values()})


def test_an_unknown_form_is_answered_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=f"choose {choices()}"):
        form_named("docx")


def test_a_form_is_added_by_a_value_alone() -> None:
    """With its value in the registry it is chosen by name, offered and rendered like ours."""

    def headlines(digest: Digest, _look: Look) -> bytes:
        return "".join(f"{story.headline}\n" for story in digest.stories).encode()

    brief = Form(
        name="brief",
        file="digest.brf",
        media_type="text/plain",
        meaning="headlines alone",
        render=headlines,
    )
    known = {**FORMS, "brief": brief}

    assert brief is form_named("brf", known)
    assert " brf" in choices(known)
    content = form_named("brief", known).render(DIGEST, Look(templates=loader("templates")))
    assert len(DIGEST.stories) == len(content.splitlines())
    assert () == brief.faults(content, DIGEST, Look(templates=loader("templates")))
