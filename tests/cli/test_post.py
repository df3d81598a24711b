"""`digest post` and `digest draft` as their users meet them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.delivery import drafts
from digest.store import digest_file
from tests.cli.test_edited_editions import edit
from tests.delivery.chat_server import Service, serving
from tests.shell import Run

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(Service()) as running:
        yield running


@pytest.fixture
def url(service: Service) -> str:
    return service.url.replace("http://", "json://user:s3cret@")


def test_an_edition_is_posted_once_to_each_address(
    run: Run, built: Path, service: Service, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the environment or of a flag; it goes by a name that is no secret."""
    monkeypatch.setenv("DIGEST_POST__TO", url)

    first = run("post", str(built))
    again = run("post", str(built), "--to", url, "--to", f"{url}/other")

    assert (0, 0) == (first.code, again.code), first.err + again.err
    assert 2 == len(service.given)
    headline = digest_file.load(built).stories[0].headline
    assert headline in service.given[0]["message"]
    assert "custom_json " in first.err
    assert 1 == again.err.count("has it already")
    assert "s3cret" not in first.out + first.err + again.out + again.err


def test_an_address_is_never_shown(
    run: Run, built: Path, url: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not among the settings, not when trust is asked for, not in a fault."""
    Path("digest.toml").write_text(f'[post]\nto = ["{url}", "nonsense://t0ken"]\n')
    shown = run("settings")
    failed = run("post", str(built))
    monkeypatch.delenv("DIGEST_TRUST")
    refused = run("post", str(built))

    assert ("json://…" in shown.out, 2, 2) == (True, failed.code, refused.code)
    assert "post.to" in refused.err
    for done in (shown, failed, refused):
        assert not {"s3cret", "t0ken"} & set(done.out.replace(":", " ").replace("@", " ").split())
        assert "s3cret" not in done.out + done.err
        assert "t0ken" not in done.out + done.err
    assert [] == service.given


@pytest.mark.parametrize(
    ("setting", "variable"),
    [('"slack://t0ken"', ""), ("[3]", ""), ('["slack://t0ken"', ""), ("[]", '["slack://t0ken"')],
)
def test_an_address_that_is_written_wrong_is_not_shown_either(
    setting: str, variable: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("digest.toml").write_text(f"[post]\nto = {setting}\n")
    monkeypatch.setenv("DIGEST_POST__TO", variable)

    done = run("post", ".")

    assert 2 == done.code
    assert "t0ken" not in done.out + done.err


def test_what_is_not_proven_or_refused_is_told_by_the_exit_code(
    run: Run, built: Path, url: str, service: Service
) -> None:
    service.status = 404
    refused = run("post", str(built), "--to", url)
    assert 6 == refused.code
    assert 1 == refused.err.count("does not take it (404)")
    edit(built, now="The crack was made by pigeons.")
    assert 4 == run("post", str(built), "--to", url).code
    assert 2 == run("post", str(built)).code
    assert 1 == len(service.given)


def test_a_draft_holds_the_edition_without_its_title(
    run: Run, built: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "BUTTONDOWN_URL", service.url)
    service.answer = {"id": "em_1", "status": "draft"}
    digest = digest_file.load(built)

    assert 2 == run("draft", "substack", str(built)).code
    missing = run("draft", "buttondown", str(built))
    monkeypatch.setenv("BUTTONDOWN_API_KEY", "k3y")
    done = run("draft", "buttondown", str(built))

    assert (2, True) == (missing.code, "BUTTONDOWN_API_KEY" in missing.err)
    assert 0 == done.code, done.err
    [given] = service.given
    assert digest.stories[0].headline in given["subject"]
    assert f"\n## {digest.stories[0].headline}\n" in given["body"]
    assert f"# {digest.edition.title}\n" not in given["body"]
    assert "k3y" not in done.out + done.err


def test_a_draft_for_ghost_is_plain_html(
    run: Run, built: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("digest.toml").write_text(f'[post]\nghost = "{service.url}"\n')
    monkeypatch.setenv("GHOST_ADMIN_API_KEY", "abc:0123")
    service.answer = {"posts": [{"id": "1", "status": "draft"}]}

    assert 0 == run("draft", "ghost", str(built), "-q").code

    [post] = service.given[0]["posts"]
    assert f"<h2>{digest_file.load(built).stories[0].headline}</h2>" in post["html"]
    assert "<h1>" not in post["html"]
    assert "<html" not in post["html"]
