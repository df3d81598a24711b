"""`digest doctor` tries what a morning needs, and each fault has its code before the morning."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.store import open_store
from tests.mail_server import AUTHORITY, TALKS_TO_A_SERVER, Desk, running
from tests.model_server import ModelServer, serving
from tests.shell import Ran, Run

pytestmark = [*TALKS_TO_A_SERVER, pytest.mark.usefixtures("words_are_well")]
OFFLINE = ("doctor", "--offline")


def write(text: str) -> None:
    Path("digest.toml").write_text(text, encoding="utf-8")


def failing(done: Ran) -> list[str]:
    """The names of what failed, in order."""
    return [line.split()[1] for line in done.out.splitlines() if line.startswith("FAIL")]


# Disk and clock


def test_a_full_disk_is_a_fault_and_a_nearly_full_one_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for left, code, verdict in ((1e6, 12, "FAIL"), (5e8, 0, "look"), (5e9, 0, "ok")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, left=left: SimpleNamespace(free=left))
        done = run(*OFFLINE)

        assert code == done.code
        assert f"{verdict:<5} disk      {left / 1e9:,.1f} GB free" in done.out


def test_a_folder_that_cannot_be_written_is_a_fault(run: Run) -> None:
    Path("file").write_text("")
    write('[edition]\nout = "file/editions"\n')

    done = run(*OFFLINE)

    assert (12, ["editions"]) == (done.code, failing(done))


def test_a_clock_that_went_back_is_a_fault(run: Run, tmp_path: Path) -> None:
    """What is new would be decided by it."""
    later = datetime.now(UTC) + timedelta(days=1)
    state = {"address": "https://a.example/feed", "entries": 1, "last_success": later.isoformat()}
    with open_store(tmp_path / "digest.sqlite") as store:
        store.feeds.commit("The Digest", {"https://a.example/feed": json.dumps(state)}, ())

    done = run(*OFFLINE)

    assert (1, ["clock"]) == (done.code, failing(done))


@pytest.mark.parametrize(("off", "code"), [(timedelta(minutes=9), 1), (timedelta(minutes=2), 0)])
def test_a_clock_that_is_not_the_servers_is_a_fault(
    off: timedelta, code: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    date = format_datetime(datetime.now(UTC) + off)
    with serving(ModelServer(date=date)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("DIGEST_LLM__MODEL", "velo-1")
        done = run("doctor")

    assert code == done.code
    assert (code == 1) == ("behind that of 127.0.0.1" in done.out)


# Models


def test_each_fallback_is_tried_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is needed when the first is dead, which is a bad time to find out."""
    with serving(ModelServer()) as first, serving(ModelServer(status=401)) as second:
        monkeypatch.setenv("OPENAI_BASE_URL", first.url)
        monkeypatch.setenv("DIGEST_LLM__MODEL", "velo-1")
        write(f'[[llm.fallback]]\nmodel = "velo-2"\nbase_url = "{second.url}"\n')
        done = run("doctor")

    assert (5, ["answer"]) == (done.code, failing(done))
    assert f"fallback  velo-2 at {second.url}, without a key" in done.out
    assert 1 == len(second.asked)


def test_each_fallback_sits_its_exam(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It judges what it writes."""
    with serving(ModelServer()) as first, serving(ModelServer()) as second:
        monkeypatch.setenv("OPENAI_BASE_URL", first.url)
        monkeypatch.setenv("DIGEST_LLM__MODEL", "velo-1")
        write(f'[[llm.fallback]]\nmodel = "velo-2"\nbase_url = "{second.url}"\n')
        done = run("doctor", "--exam")

    assert 5 == done.out.count("exam      velo-1, ") + 1
    assert 5 == done.out.count("exam      velo-2, ") + 1
    assert len(first.asked) == len(second.asked) > 1


def test_a_fallback_without_its_key_is_a_fault_of_the_settings(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    write('[[llm.fallback]]\nmodel = "velo-2"\nkey_env = "OTHER_API_KEY"\n')

    done = run(*OFFLINE)

    assert (2, ["model"]) == (done.code, failing(done))
    assert "OTHER_API_KEY" in done.out


def test_a_model_that_is_named_and_cannot_be_asked_is_to_be_looked_at(run: Run) -> None:
    write('[llm]\nmodel = "velo-1"\n')

    assert "look  model     none: OPENAI_API_KEY is not set" in run("doctor").out


# Mail


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What logs in at a server of the tests."""
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    names = {
        "DIGEST_MAIL__HOST": "127.0.0.1",
        "DIGEST_MAIL__SENDER": "desk@a.example",
        "DIGEST_MAIL__CA_FILE": str(tmp_path / "ca.pem"),
        "DIGEST_SMTP_USER": "desk",
        "DIGEST_SMTP_PASSWORD": "right",
    }
    for name, value in names.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("account")
def test_the_mail_server_is_logged_in_to_and_gets_no_mail(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    with running(desk, "starttls") as port:
        monkeypatch.setenv("DIGEST_MAIL__PORT", str(port))
        done = run("doctor")

    assert 0 == done.code, done.out
    assert f"ok    mail      desk@a.example through 127.0.0.1:{port}, as desk: it lets" in done.out
    assert (1, 0, []) == (desk.logins, desk.asked, desk.taken)


@pytest.mark.usefixtures("account")
def test_a_login_that_is_refused_is_code_6(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "hush")
    with running(Desk(), "starttls") as port:
        monkeypatch.setenv("DIGEST_MAIL__PORT", str(port))
        done = run("doctor")

    assert (6, ["mail"]) == (done.code, failing(done))
    assert "refused the login" in done.out
    assert "hush" not in done.out + done.err


@pytest.mark.usefixtures("account")
def test_a_mail_server_that_is_not_there_is_code_6_and_is_not_asked_offline(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_MAIL__PORT", "9")

    assert (6, ["mail"]) == ((done := run("doctor")).code, failing(done))
    assert "as desk: not tried" in run(*OFFLINE).out


def test_an_account_that_could_not_be_used_safely_is_a_fault_of_the_settings(run: Run) -> None:
    write('[mail]\nhost = "mail.a.example"\nsender = "desk@a.example"\nsecurity = "none"\n')

    assert (2, ["mail"]) == ((done := run("doctor")).code, failing(done))


def test_the_list_of_readers_is_read(run: Run) -> None:
    write('[mail]\nreaders = "readers.csv"\n')
    Path("readers.csv").write_text("address,name\nada@a.example,Ada\nbo@a.example,Bo\n")
    assert "ok    readers   2 in readers.csv" in run(*OFFLINE).out

    Path("readers.csv").unlink()
    assert (2, ["readers"]) == ((done := run(*OFFLINE)).code, failing(done))


def test_one_click_that_is_off_is_told(run: Run) -> None:
    """A page that cannot tell whose click it was; a mail to leave promises none."""
    told = "look  mail      unsubscribing by one click is off: no https address of"
    write(
        '[mail]\nunsubscribe = ["https://a.example/leave", "mailto:leave@a.example?subject={token}"]'
    )
    assert told in run(*OFFLINE).out

    for links in ('"https://a.example/{token}", "https://a.example/"', '"mailto:leave@a.example"'):
        write(f"[mail]\nunsubscribe = [{links}]")
        assert "one click" not in run(*OFFLINE).out


# Sources


def test_each_source_is_tried(run: Run) -> None:
    Path("a.txt").write_text("Ferry back\n\nThe ferry to Ellery went again on Monday.")
    write(
        '[[sources]]\naddress = "a.txt"\n[[sources]]\naddress = "b.txt"\nname = "B"\n'
        '[[sources]]\naddress = "http://127.0.0.1:9/feed"\n'
    )

    done = run("doctor")

    assert (3, ["source", "source"]) == (done.code, failing(done))
    assert "look  sources   3: 1 can be read" in done.out, "the two are told below"
    assert "source    B: there is no such file" in done.out
    assert "sources   3: 1 can be read, 1 not tried" in run(*OFFLINE).out
