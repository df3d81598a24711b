"""What the editor muted is counted, and not told."""

from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from digest import pipeline, settings
from digest.cli.build import _explain
from digest.cli.build_account import account, facts
from digest.cli.console import behave
from digest.errors import NothingNewError
from digest.pipeline import Built, Order
from digest.rendering import Look, render
from digest.sources import Place
from digest.store import open_store
from tests.store.printed import NOW

TEMPLATES = Path(__file__).parents[2] / "templates"
TEXT = (
    "The council of Velmouth voted on Tuesday to close the old ferry pier after an inspection found"
    " cracks in its piles. A small boat will take people across until the spring, it said."
)
HOROSCOPE = (
    "Those born under the Kraken should sign nothing before Friday, when the moon leaves the house"
    " of nets. Love comes by water, and an old debt is paid back in smoked mackerel by a stranger."
)


def build(folder: Path, settings_text: str) -> Built:
    (folder / "pier.txt").write_text(f"Old ferry pier to close\n\n{TEXT}")
    (folder / "stars.txt").write_text(f"Your stars of the week\n\n{HOROSCOPE}")
    (folder / "digest.toml").write_text(settings_text)
    chosen = settings.load(folder / "digest.toml", {})
    places = [Place(address=str(folder / name)) for name in ("pier.txt", "stars.txt")]
    with open_store(folder / "digest.sqlite") as store:
        return pipeline.build(Order(places=places, now=NOW), chosen, store, None)


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(tmp_path, "[[topics]]\nname = 'no bunkum'\nmute = ['kraken']\n")


@pytest.mark.parametrize("form", ["markdown", "html", "text", "json"])
def test_readers_are_not_told_what_was_muted(built: Built, form: str) -> None:
    """Neither its headline nor the word that mutes it; the account adds up all the same."""
    written = render(built.digest, form, Look(templates=FileSystemLoader(TEMPLATES))).decode()

    assert "1 left out" in written or '"left_out": 1' in written
    for word in ("bunkum", "kraken", "your stars"):
        assert word not in written.lower()


def test_the_editor_is_told(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """A build names what was muted, and by which word; so does `--explain`."""
    behave()  # whatever command ran before it in this process
    _explain(built.gathered)

    assert "muted by topic 'no bunkum': 'kraken': Your stars of the week" in capsys.readouterr().err
    told = "  left out: Your stars of the week (muted by topic 'no bunkum': 'kraken')"
    assert [told] == [line for line in account(built) if "left out:" in line]


def test_a_program_is_told(built: Built) -> None:
    """`--json` has what was muted apart from what readers learn."""
    expected = {"what": "Your stars of the week", "why": "muted by topic 'no bunkum': 'kraken'"}

    assert [expected] == facts(built, None)["muted"]


def test_an_edition_of_which_all_is_muted_is_not_made(tmp_path: Path) -> None:
    """An empty edition is not sent, and nobody is told that there was nothing new."""
    muted = "[[topics]]\nname = 'quiet'\nmute = ['kraken', 'ferry']\n"

    with pytest.raises(
        NothingNewError, match=r"^all 2 stories are muted \(by topic 'quiet'"
    ) as told:
        build(tmp_path, muted)

    assert "Your stars of the week: muted by topic 'quiet': 'kraken'" in told.value.lines


def test_an_outlet_is_muted_by_its_name(tmp_path: Path) -> None:
    """Where nothing names an outlet the headline stands for it; the other story is told."""
    built = build(tmp_path, "[stories]\nmute_outlets = ['your stars of the week']\n")

    assert ["Old ferry pier to close"] == [story.headline for story in built.digest.stories]
    told = "  left out: Your stars of the week (muted outlet 'your stars of the week')"
    assert told in account(built)
