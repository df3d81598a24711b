"""The pages in a real browser: axe finds nothing, and nothing is cut off on a phone.

Chromium is Debian's, installed by apt where we are root; the pictures are kept in pytest's folder.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from digest.model import Digest
from digest.rendering import Look, render
from digest.rendering.archive import Site, WebPaths, files, issue_of
from digest.rendering.theme import Theme
from digest.resources import loader
from digest.store import digest_file
from tests.cli.conftest import built_once
from tests.golden_digest import DIGEST
from tests.mixed_digest import MIXED
from tests.rendering.shown import THEMES

__all__ = ["built_once"]

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]
PHONE, DESK = 360, 1200
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def chromium() -> str:
    """The browser's path; it is installed where it can be, and else the test is skipped."""
    found = shutil.which("chromium")
    if found is None and os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        subprocess.run(command, check=False, capture_output=True)
        found = shutil.which("chromium")
    if found is None:
        pytest.skip("there is no chromium here, and apt cannot install it")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all pages."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def editions(built_once: Path) -> Mapping[str, Digest]:
    return {"examples": digest_file.load(built_once), "golden": DIGEST, "mixed": MIXED}


def opened(
    browser: Browser, file: Path, scheme: Literal["light", "dark"], width: int = DESK
) -> Page:
    """The page with all that it can unfold."""
    context = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return page


def faults(page: Page, *, colours_alone: bool = False) -> dict[str, int]:
    """What axe finds, with how often."""
    wanted = {"runOnly": ["color-contrast"]} if colours_alone else None
    violations = Axe().run(page, options=wanted).response["violations"]
    return {one["id"]: len(one["nodes"]) for one in violations}


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_passes_axe_and_fits_a_phone(
    theme: str, browser: Browser, editions: Mapping[str, Digest], tmp_path: Path
) -> None:
    look = Look(templates=loader("templates"), theme=Theme(name=theme), brief_after=8)
    for name, digest in editions.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(render(digest, "html", look))
        page = opened(browser, file, "light")
        assert faults(page) == {}, name
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        page.set_viewport_size({"width": PHONE, "height": 700})
        page.emulate_media(color_scheme="dark")
        assert faults(page, colours_alone=True) == {}, name
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, name
        page.screenshot(path=tmp_path / f"{name}-phone-by-night.png", full_page=True)
        page.context.close()
    assert len({picture.read_bytes() for picture in tmp_path.glob("*.png")}) == len(editions) * 2


@pytest.fixture
def site(editions: Mapping[str, Digest], tmp_path: Path) -> Path:
    """An archive of three editions, on disk; the stories of one go on in the next."""
    paths, templates = WebPaths.of(None), loader("templates")
    look = Look(templates=templates)
    golden = editions["golden"]
    later = replace(golden, edition=replace(golden.edition, number=golden.edition.number + 1))
    issues = [issue_of(one, look, paths) for one in (editions["examples"], golden, later)]
    made = Site.of(issues, newsletter="x", paths=paths, templates=templates)
    for path, content in files(made):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "pages",
    [
        "index.html",
        "search.html",
        "threads/index.html",
        "threads/[0-9a-f]*.html",
        "*-12/index.html",
    ],
)
def test_an_archive_passes_axe(
    pages: str, scheme: Literal["light", "dark"], browser: Browser, site: Path
) -> None:
    """Its lists, a story that goes on, and an edition between two others."""
    page = opened(browser, next(site.glob(pages)), scheme, PHONE)

    assert faults(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.context.close()


def test_the_search_works_from_disk(browser: Browser, site: Path) -> None:
    """Under its own policy, with words in any case and without their accents."""
    page = browser.new_page()
    page.goto((site / "search.html").as_uri())
    page.fill("#words", "MUSEE direction")
    page.wait_for_selector("#found a")

    assert "2" in page.inner_text("#count")  # the story went on in the next edition
    assert page.locator("#found a").count() == 2
    page.locator("#found a").first.click()
    assert "Le musée rouvre" in page.inner_text(page.url[page.url.index("#story-") :])
    page.context.close()
