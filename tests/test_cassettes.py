"""What may enter a recording, which is public for ever."""

import re
from pathlib import Path

import pytest

from tests.recording import REPLAYED_URL

ROOT = Path(__file__).parents[1]
CASSETTES = sorted((ROOT / "cassettes").rglob("*.yaml"))
LARGEST_BYTES = 200_000
_SECRETS = re.compile(
    r"\bsk-[A-Za-z0-9_-]{8,}|\bBearer\b|authorization|api[-_]key|set-cookie|openai-organization"
    r"|x-request-id|/home/|/root/|/tmp/|127\.0\.0\.1|localhost",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@(?!\w+\.example\b)[\w-]+\.\w+")


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_recording_tells_nothing_of_who_made_it(path: Path) -> None:
    """No key, no cookie, no folder, no address of a person or a server."""
    text = path.read_text(encoding="utf-8")

    assert [] == _SECRETS.findall(text)
    assert [] == _MAIL.findall(text)
    assert {REPLAYED_URL} == {
        uri.removesuffix("/chat/completions") for uri in re.findall(r"uri: (\S+)", text)
    }


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_recording_is_small_enough_to_be_read(path: Path) -> None:
    assert path.stat().st_size <= LARGEST_BYTES


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_recording_has_a_test(path: Path) -> None:
    """cassettes/<test module>/<test>.yaml; a hand-made one is named by the test that plays it."""
    if path.parent.name == "handmade":
        modules = [
            module.read_text(encoding="utf-8") for module in (ROOT / "tests").rglob("test_*.py")
        ]
        assert any(f"handmade/{path.name}" in module for module in modules)
    else:
        (found,) = (ROOT / "tests").rglob(f"{path.parent.name}.py")
        module = found.read_text(encoding="utf-8")
        assert f"def {path.stem}(" in module
