"""The registries of this room: a provider's quirk and a way to ask for a form are one value each."""

import pytest

from digest.errors import LlmRejected
from digest.llm.quirks import QUIRKS, Complaint, FieldRefused, Quirk, consequence
from digest.llm.reply import Reply
from digest.llm.rungs import LADDER

REFUSED = Complaint(
    status=400,
    told="moderation blocked this input",
    short="Moderation blocked this input",
    model="velo-1",
    base_url="http://model.example/v1",
)


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.name)
def test_each_quirk_has_a_name_of_its_own(quirk: Quirk) -> None:
    assert [quirk] == [other for other in QUIRKS if other.name == quirk.name]


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.name)
def test_no_quirk_is_hidden_by_an_earlier_one(quirk: Quirk) -> None:
    """Each of its words, under one of its statuses at least, leads to it."""
    for word in quirk.words or ("",):
        met = (
            Complaint(status=status, told=word, short=word, model="m", base_url="http://h/v1")
            for status in quirk.statuses
        )

        assert any(
            quirk is next(other for other in QUIRKS if other.recognises(complaint))
            for complaint in met
        )


def test_a_quirk_is_added_by_a_value_alone() -> None:
    """A provider that calls its filter otherwise: one request is lost, not the whole asking."""
    assert isinstance(consequence(REFUSED), LlmRejected)
    moderated = Quirk(
        name="moderated",
        meaning="as a filter, in the words of one provider",
        statuses=(400,),
        words=("moderation blocked",),
        follows=lambda _: Reply(text="", finish="content_filter"),
    )

    assert Reply(text="", finish="content_filter") == consequence(REFUSED, (moderated, *QUIRKS))


def test_a_complaint_that_nobody_knows_ends_the_asking() -> None:
    assert isinstance(consequence(REFUSED, ()), LlmRejected)
    assert "max_tokens" == FieldRefused("max_completion_tokens", "max_tokens").instead


def test_the_ladder_shows_the_form_where_no_schema_travels() -> None:
    schema: dict[str, object] = {"type": "object", "properties": {}}

    assert all(name == rung.name for name, rung in LADDER.items())
    for rung in LADDER.values():
        assert rung.is_told == ("properties" not in str(rung.fields("weather", schema)))
