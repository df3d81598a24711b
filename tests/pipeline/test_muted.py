"""What the editor muted is counted, and not told."""

from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from digest import pipeline, settings
from digest.cli.build import _explain
from digest.cli.build_account import account
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


@pytest.fixture
def built(tmp_path: Path) -> Built:
    (tmp_path / "pier.txt").write_text(f"Old ferry pier to close\n\n{TEXT}")
    (tmp_path / "stars.txt").write_text(f"Your stars of the week\n\n{HOROSCOPE}")
    (tmp_path / "digest.toml").write_text("[[topics]]\nname = 'no bunkum'\nmute = ['kraken']\n")
    chosen = settings.load(tmp_path / "digest.toml", {})
    with open_store(tmp_path / "digest.sqlite") as store:
        order = Order(
            places=[
                Place(address=str(tmp_path / "pier.txt")),
                Place(address=str(tmp_path / "stars.txt")),
            ],
            now=NOW,
        )
        return pipeline.build(order, chosen, store, None)


@pytest.mark.parametrize("form", ["markdown", "html", "text", "json"])
def test_readers_are_not_told_what_was_muted(built: Built, form: str) -> None:
    """Neither its headline nor the word that mutes it; the account adds up all the same."""
    written = render(built.digest, form, Look(templates=FileSystemLoader(TEMPLATES))).decode()

    assert "1 left out" in written or '"left_out": 1' in written
    for word in ("bunkum", "kraken", "your stars"):
        assert word not in written.lower()


def test_the_editor_is_told(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """A build names what was muted, and by which word; so does `--explain`."""
    _explain(built.gathered)

    assert "muted by topic 'no bunkum': 'kraken': Your stars of the week" in capsys.readouterr().err
    told = "  left out: Your stars of the week (muted by topic 'no bunkum': 'kraken')"
    assert [told] == [line for line in account(built) if "left out:" in line]
