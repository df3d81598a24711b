"""`digest run`, as a timer calls it: one edition, sent once, by one process."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from digest import pipeline
from digest.store import holders, leases, open_store
from tests.delivery.chat_server import Service, serving
from tests.mail_server import AUTHORITY, Desk, running
from tests.shell import Run

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "localhost"])
STORY = "Ferry back\n\n" + "The ferry to Ellery went again on Monday, the harbour board said. " * 9


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(autouse=True)
def settings(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with a source and a mail server."""
    del run  # it has gone to its folder
    monkeypatch.setenv("DIGEST_SMTP_USER", "desk")
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "right")
    AUTHORITY.cert_pem.write_to_path("ca.pem")
    Path("a.txt").write_text(STORY)
    with running(desk, "starttls") as port:
        Path("digest.toml").write_text(
            f'[mail]\nhost = "127.0.0.1"\nport = {port}\nca_file = "ca.pem"\ntimeout_s = 5\n'
            'to = ["ann@example.org"]\nsender = "desk@example.org"\n'
            '[[sources]]\naddress = "a.txt"\n'
        )
        yield


def failing(build: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *a, **k: replace(build(*a, **k), fell_back=1)


def test_a_run_builds_an_edition_and_sends_it(run: Run, desk: Desk) -> None:
    done = run("run", "--json")

    assert 0 == done.code, done.err
    assert 1 == len(desk.taken)
    built, sent = json.loads(done.out)
    assert Path(built["folder"]).resolve() == Path(sent["edition"])
    assert ["sent"] == [row["status"] for row in sent["recipients"]]


def test_a_run_posts_as_it_sends(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the mail fails the chat has it all the same, once; what failed is said."""
    desk.answers["gone@example.org"] = ["550 no such desk"]
    with serving(Service()) as service:
        url = service.url.replace("http://", "json://user:s3cret@")
        monkeypatch.setenv("DIGEST_POST__TO", url)
        monkeypatch.setenv("DIGEST_MAIL__TO", "ann@example.org,gone@example.org")
        done = run("run", "--json")
        again = run("post", "-q")

    assert 6 == done.code
    built, sent, posted = json.loads(done.out)
    assert ["sent", "refused"] == [row["status"] for row in sent["recipients"]]
    assert ["sent"] == [row["status"] for row in posted["recipients"]]
    assert Path(built["folder"]).resolve() == Path(posted["edition"])
    assert (1, 1, 0) == (len(desk.taken), len(service.given), again.code)


def test_a_run_may_post_alone(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And an address that leads nowhere is found before anything is read or paid."""
    monkeypatch.setenv("DIGEST_MAIL__TO", "[]")
    monkeypatch.setenv("DIGEST_POST__TO", "nonsense://t0ken")
    assert (2, False) == (run("run").code, Path("digests").exists())

    with serving(Service()) as service:
        monkeypatch.setenv("DIGEST_POST__TO", service.url.replace("http://", "json://"))
        assert 0 == run("run").code
    assert (0, 1) == (len(desk.taken), len(service.given))


def test_where_the_settings_come_from_is_said_once(run: Run) -> None:
    assert 1 == run("run", "-v").err.count("settings: digest.toml")


def test_an_edition_told_without_its_model_goes_out_and_the_code_says_so(
    run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`digest build && digest send` would keep a whole edition from its readers."""
    monkeypatch.setattr(pipeline, "build", failing(pipeline.build))

    assert 10 == run("run").code
    assert 1 == len(desk.taken)


def test_an_edition_without_a_folder_that_is_gone_goes_out(run: Run, desk: Desk) -> None:
    """A disk that is not mounted is said each morning, and holds up no mail; with -q too."""
    with Path("digest.toml").open("a") as file:
        file.write('[[sources]]\naddress = "mounted"\n[[sources]]\naddress = "b.txt"\n')

    done = run("run", "-q")

    assert 14 == done.code
    assert 1 == len(desk.taken)
    assert ["  mounted", "  b.txt"] == done.err.splitlines()[-2:]
    again = run("run", "-q")
    assert (7, True) == (again.code, "there is no 'mounted'" in again.err)


def test_cron_mails_nothing_of_a_morning_without_news(run: Run) -> None:
    """It mails what is said; for programs and people who are there it is said."""
    assert 0 == run("run", "-q").code

    quiet, told = run("run", "-q"), run("run")

    assert (7, "", "") == (quiet.code, quiet.out, quiet.err)
    assert "nothing new" in told.err
    assert 7 == json.loads(run("run", "-q", "--json").out)["error"]["code"]


def test_what_was_built_before_is_not_sent_in_its_stead(run: Run, desk: Desk) -> None:
    """A morning without news, or a build that fails, mails nobody yesterday's edition."""
    assert 0 == run("build").code
    Path("a.txt").unlink()

    assert 3 == run("run").code
    assert [] == desk.taken


def test_nothing_is_built_where_nobody_would_get_it(run: Run) -> None:
    Path("digest.toml").write_text('[[sources]]\naddress = "a.txt"\n')

    done = run("run")

    assert 2 == done.code
    assert "nobody to send to" in done.err
    assert not Path("digests").exists()


def test_a_second_run_at_once_does_nothing_and_says_so(
    run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for nobody; when the first has ended, or has been killed, there is a way again."""
    held_by(os.getppid(), monkeypatch)

    done = run("run")

    assert 13 == done.code
    assert "another run of 'The Digest' is under way" in done.err
    assert ([], False) == (desk.taken, Path("digests").exists())


def test_a_run_that_was_killed_stops_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = os.fork()
    if not ended:
        os._exit(0)
    os.waitpid(ended, 0)
    held_by(ended, monkeypatch)

    assert 0 == run("run").code
    assert 7 == run("run", "--since", "all").code, "it has no news, and was not refused"


def test_a_run_that_fails_stops_no_other(run: Run) -> None:
    Path("a.txt").rename("b.txt")
    assert 3 == run("run").code
    Path("b.txt").rename("a.txt")

    assert 0 == run("run").code


def test_another_newsletter_may_run_meanwhile(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    held_by(os.getppid(), monkeypatch)
    monkeypatch.setenv("DIGEST_EDITION__ID", "evening")

    assert 0 == run("run").code


def held_by(process: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run of the newsletter is that process's, on this machine."""
    with monkeypatch.context() as other, open_store(Path("digest.sqlite")) as store:
        node = holders.here()[0]
        other.setattr(leases, "here", lambda: (node, process))
        assert store.leases.claim("run of The Digest", longest=timedelta(hours=6))
