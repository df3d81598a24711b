"""`digest preview` and `digest open`: the edition in its editor's browser, and in no other."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from digest.delivery.preview_server import PreviewServer
from digest.pipeline.previewing import Preview
from digest.settings import load
from tests.shell import Run

on_loopback = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@contextmanager
def previewing(folder: Path, theme: str = "broadsheet") -> Iterator[PreviewServer]:
    preview = Preview(folder, load(None, {"theme": {"name": theme}}))
    with PreviewServer(preview.stage()) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def got(
    server: PreviewServer, name: str, *, host: str | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of what is asked for below the server's address."""
    parts = urlsplit(server.address)
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    path = name if name.startswith("/") else parts.path + name
    connection.request(method, path, headers={"Host": host or parts.netloc})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


def state(server: PreviewServer) -> dict[str, object]:
    return dict(json.loads(got(server, "state")[2]))


@on_loopback
def test_the_edition_is_shown_in_each_form_by_day_and_by_night(built: Path) -> None:
    with previewing(built) as server:
        told = state(server)
        page = got(server, "page?scheme=light&styles=on")[2]
        night = got(server, "page?scheme=dark&styles=on")[2]
        bare = got(server, "mail?scheme=light&styles=off")[2]
        text = got(server, "text?scheme=dark")[2]

    assert [tab["name"] for tab in told["tabs"]] == ["page", "mail", "text", "markdown"]  # type: ignore[attr-defined]
    assert "Lady Maren" in page
    assert "prefers-color-scheme" not in page + night
    assert page != night
    assert "Lady Maren" in bare
    assert "style=" not in bare
    assert "<style" not in bare
    assert "<pre>" in text
    assert "color-scheme: dark" in text
    assert "of 95,000 bytes" in str(told["sizes"])
    assert told["findings"]


@on_loopback
def test_a_changed_template_is_shown_and_a_broken_one_named(built: Path) -> None:
    """The editor of a theme sees what it does, and an error in its place until it is mended."""
    Path("mine").mkdir()
    page = Path("mine/digest.html.j2")
    page.write_text("<html lang=en><title>x</title><body><h1>First</h1>")
    Path("digest.toml").write_text('[paths]\ntemplates = "."\n')
    with previewing(built, theme="mine") as server:
        first = state(server)
        assert "First" in got(server, "page")[2]
        page.write_text("<html lang=en><title>x</title><body><h1>Second</h1>")
        second = state(server)
        assert "Second" in got(server, "page")[2]
        page.write_text("{{ digest.nothing }}")
        broken = state(server)
        assert "Second" in got(server, "page")[2]

    assert len({str(one["version"]) for one in (first, second, broken)}) == 3
    assert second["error"] == ""
    assert "mine/digest.html.j2:1" in str(broken["error"])


@on_loopback
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example"])
def test_a_page_of_the_web_cannot_read_it_by_a_name_of_its_own(built: Path, host: str) -> None:
    """DNS rebinding: its name leads to this machine, and the browser says that name."""
    with previewing(built) as server:
        assert got(server, "state", host=f"{host}:{server.server_port}")[0] == 421
        assert got(server, "state", host=host)[0] == 421
        assert got(server, "state", host=f"localhost:{server.server_port}")[0] == 200


@on_loopback
def test_who_does_not_know_the_address_gets_nothing(built: Path) -> None:
    """Another user of the machine may ask its ports; nothing but the preview is served."""
    with previewing(built) as server:
        for path in (
            "/",
            "/state",
            "/x/state",
            "/../digest.toml",
            f"{urlsplit(server.address).path}../x",
        ):
            assert got(server, path)[0] == 404
        for name in ("../digest.json", "digest.json", "preview.html", "page/../state", "%2e%2e"):
            assert got(server, name)[0] == 404
        assert got(server, "state", method="POST")[0] == 501


@on_loopback
def test_nothing_of_the_edition_runs_in_the_preview(built: Path) -> None:
    """Whatever a theme writes: no script, no form, no picture from elsewhere."""
    with previewing(built) as server:
        _, headers, page = got(server, "")
        _, shown, _ = got(server, "page")

    assert 'sandbox="allow-same-origin"' in page
    assert "allow-scripts" not in page + shown["Content-Security-Policy"]
    for policy in (headers["Content-Security-Policy"], shown["Content-Security-Policy"]):
        assert policy.startswith("default-src 'none'")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "script-src" not in shown["Content-Security-Policy"]
    assert shown["X-Content-Type-Options"] == "nosniff"


@on_loopback
def test_a_folder_of_templates_that_is_not_there_is_said(built: Path) -> None:
    """The page would show the program's own, and no change of the missing ones."""
    Path("digest.toml").write_text('[paths]\ntemplates = "nope"\n')

    with previewing(built) as server:
        assert "[paths] templates: there is no folder" in str(state(server)["error"])


@on_loopback
def test_the_command_prints_the_address_and_ends_at_ctrl_c(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_server: PreviewServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(PreviewServer, "serve_forever", interrupted)
    done = run("preview", str(built), "--no-browser")

    assert done.code == 0
    assert done.out.startswith("http://127.0.0.1:")
    assert "Ctrl-C" in done.err


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down what it is told to open."""
    opened, program = tmp_path / "opened", tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    return opened


def test_open_opens_the_page_itself(built: Path, run: Run, browser: Path) -> None:
    done = run("open", str(built))
    for _ in range(100):
        if browser.exists() and browser.read_text():
            break
        time.sleep(0.01)

    assert done.code == 0
    assert browser.read_text() == (built / "digest.html").resolve().as_uri()


def test_open_says_what_is_not_there(built: Path, run: Run) -> None:
    (built / "digest.html").unlink()
    done = run("open", str(built / "digest.json"))

    assert done.code == 2
    assert "digest render" in done.err
    assert run("open", "7").code == 2
