"""What a model drafts is taken apart and put right before it is tried."""

import pytest

from digest.model import Citation
from digest.summaries.batch import Task, task_of
from digest.summaries.evidence import Evidence
from digest.summaries.trial import anchored, split, tidied, tried
from tests.told_stories import article, story

HALL = article(
    "hall",
    "Velmouth Post",
    "The U.S. firm holds 976,000 shares of the Velmouth Hall, it said at No10 on Monday.",
    "The hall was built by the town in 1911 and has stood empty since the flood.",
)


@pytest.fixture
def task() -> Task:
    return task_of(story(1, HALL), Evidence([HALL]), 1000)


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


@pytest.mark.parametrize(
    ("drafted", "mended"),
    [
        ("The U. S. firm holds 976, 000 shares.", "The U.S. firm holds 976,000 shares."),
        ("It said so at No. 10 on Monday.", "It said so at No10 on Monday."),
        ("Draft: The hall was built by the town.", "The hall was built by the town."),
        ("The U. firm holds shares.", "The U.S. firm holds shares."),
        ("The K. firm holds shares.", "The K. firm holds shares."),
        ("The U. K. firm holds 12, 000 shares.", "The U. K. firm holds 12, 000 shares."),
    ],
)
def test_what_a_model_tore_is_as_the_articles_have_it(
    drafted: str, mended: str, task: Task
) -> None:
    """Only a change to what an article has is made."""
    assert mended == tidied(drafted, task)


def test_a_mended_sentence_is_proven(task: Task) -> None:
    assert tried("The U. S. firm holds 976, 000 shares, it said on Monday.", (), task).point


def test_a_repaired_sentence_hides_no_false_one(task: Task) -> None:
    """Two in one are tried apart, also when they come back from a repair."""
    true = "The hall was built by the town in 1911."

    assert tried(true, (), task).point
    assert tried(f"{true} The hall has been sold to a bank.", (), task).point is None


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


def test_a_mend_does_not_bring_a_writers_voice_back() -> None:
    """Who says it is put behind what was told as fact; that makes it a copy, and not the digest's."""
    told = article(
        "told", "Velmouth Post", "We must not let them sell the old ferry, Ida Breck said."
    )
    task = task_of(story(1, told), Evidence([told]), 1000)

    assert (
        tried("We must not let them sell the old ferry.", [Citation("told", 0)], task).point is None
    )


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
        ((0, 5), (0, 5)),
    ],
)
def test_a_pronoun_follows_the_one_it_stands_for(
    places: tuple[int, ...], printed: tuple[int, ...]
) -> None:
    """Copied word for word, "She" may still mean somebody else: whoever the point before names."""
    task = task_of(story(1, BRECK), Evidence([BRECK]), 1000)
    copied = [tried(BRECK.sentence(place), (), task) for place in places]
    assert all(sentence.point for sentence in copied)

    after = [sentence.point.text for sentence in anchored(copied, task) if sentence.point]

    assert [BRECK.sentence(place) for place in printed] == after
