"""What a model drafts is taken apart and put right before it is tried."""

import pytest

from digest.grounding.evidence import Evidence
from digest.telling.by_model.batch import task_of
from digest.telling.by_model.drafted import Trial, split, tried
from tests.told_stories import article, story


@pytest.mark.parametrize(
    ("drafted", "sentences"),
    [
        (
            "The last was ashore by ten past one. The crew were calm.",
            ["The last was ashore by ten past one.", "The crew were calm."],
        ),
        (
            "It is due in the spring of 2029. The ships cost more.",
            ["It is due in the spring of 2029.", "The ships cost more."],
        ),
        (
            "The alarm was raised at 10.25pm. The crew were calm.",
            ["The alarm was raised at 10.25pm.", "The crew were calm."],
        ),
        ("Mr. Quill met Dr. Strand at No. 10.", ["Mr. Quill met Dr. Strand at No. 10."]),
        (
            "Prices fell in the U.S. The bank said so.",
            ["Prices fell in the U.S. The bank said so."],
        ),
    ],
)
def test_sentences_hidden_in_one_another_stand_alone(drafted: str, sentences: list[str]) -> None:
    """A false sentence behind a true one has to find evidence of its own."""
    assert sentences == split(drafted)


OPINION = article(
    "opinion",
    "Velmouth Post",
    "My father kept the ferry of Velmouth for 40 years.",
    "We must not let the council sell it to a bank.",
    "The council was told about the plans for the old ferry by",
    "Rep. Ida Breck (I-Tarn) called the sale, i.e. the end of the ferry, a theft.",
    "She wrote the book Ferries for Us about it.",
)


@pytest.mark.parametrize(("place", "is_fit"), [*enumerate((False, False, False, True, True))])
def test_an_editions_voice_is_its_own(place: int, is_fit: bool) -> None:  # noqa: FBT001
    """A stump, or a writer's "my" and "we", is no sentence of a digest, though it is a copy."""
    task = task_of(story(1, OPINION), Evidence([OPINION]), 1000)

    assert is_fit == (tried(OPINION.sentence(place), (), task).point is not None)


BRECK = article(
    "breck",
    "Velmouth Post",
    "Ida Breck opened the hall again on Monday.",
    "She has asked the town for £9 million.",
    "Tom Sand will repair the roof of the hall.",
    "He was not asked about the price.",
    "They’re a source of worry for the whole town.",
    "But the clock in the tower of the hall is slow.",
)


@pytest.mark.parametrize(
    ("places", "printed"),
    [
        ((0, 1), (0, 1)),
        ((1,), ()),
        ((2, 1), (2,)),
        ((0, 3), (0,)),
        ((0, 1, 2, 3), (0, 1, 2, 3)),
        ((0, 4), (0,)),
        ((5,), ()),
        ((0, 5), (0,)),
        ((4, 5), ()),
    ],
)
def test_a_pronoun_follows_the_one_it_stands_for(
    places: tuple[int, ...], printed: tuple[int, ...]
) -> None:
    """Copied word for word, "She" may still mean somebody else: whom the point before names."""
    task = task_of(story(1, BRECK), Evidence([BRECK]), 1000)
    copied = [tried(BRECK.sentence(place), (), task) for place in places]
    assert all(sentence.point for sentence in copied)

    story_ = Trial(task=task, headline=copied[0], sentences=tuple(copied))

    assert [BRECK.sentence(place) for place in printed] == [p.text for p in story_.points]
