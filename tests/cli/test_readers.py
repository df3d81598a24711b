"""`digest readers` as its users meet it: a list of their own, and a wish that always wins."""

import email
import email.policy
import re
import runpy
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest import rendering
from digest.edition import sealed
from digest.model import Digest, Reason
from digest.rendering import Look
from digest.store import digest_file
from tests.cli.conftest import EXAMPLES
from tests.mail_server import TALKS_TO_A_SERVER, Desk, running, served
from tests.shell import Run

pytestmark = TALKS_TO_A_SERVER


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def edition(built: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DIGEST_TRUST", "/")
    with running(desk, "none") as port:
        Path("digest.toml").write_text(
            f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            'sender = "desk@example.org"\nreaders = "readers.csv"\n'
            'unsubscribe = ["https://example.org/leave?reader={token}"]\n',
            encoding="utf-8",
        )
        yield built


def test_the_list_is_a_table_that_people_and_the_program_write(
    run: Run, edition: Path, desk: Desk
) -> None:
    """Columns of one's own stay, and who is paused gets nothing."""
    Path("readers.csv").write_text(
        "email;Name;Active;since\nAnn@example.org;Ann;yes;2024\nbo@example.org;;no;2025\n",
        encoding="utf-8",
    )
    assert run("readers", "add", "cem@example.org", "--name", "Cem Ünal").code == 0
    assert run("readers", "remove", "nobody@example.org").code == 2

    listed = run("readers", "list").out.splitlines()
    assert [
        "Ann@example.org\tAnn\tactive",
        "bo@example.org\t\tpaused",
        "cem@example.org\tCem Ünal\tactive",
    ] == listed
    assert "Ann@example.org,Ann,yes,2024" in Path("readers.csv").read_text(encoding="utf-8")

    assert run("send", str(edition), "-q").code == 0
    assert ["Ann@example.org", "cem@example.org"] == served(desk)
    assert run("readers", "remove", "ann@example.org").code == 0
    assert "Ann" not in run("readers", "list").out


def test_a_reader_of_no_language_is_not_put_on_the_list(run: Run, edition: Path) -> None:
    done = run("readers", "add", "ann@example.org", "--language", "klingon")

    assert 2 == done.code
    assert "--language: no language 'klingon'; use its code, such as de" in done.err
    assert not Path("readers.csv").exists()


def test_who_is_on_the_list_is_removed_also_beside_who_is_not(run: Run, edition: Path) -> None:
    assert run("readers", "add", "ann@example.org", "bo@example.org", "cem@example.org").code == 0

    removed = run("readers", "remove", "ANN@example.org", "x@y.example", "cem@example.org", "zoe")

    told = "digest: not in 'readers.csv': 'x@y.example', 'zoe'"
    assert (2, True) == (removed.code, told in removed.err.splitlines())
    assert "bo@example.org\t\tactive\n" == run("readers", "list").out
    assert run("readers", "remove", "bo@example.org", "Bo@example.org").code == 0


def test_who_has_left_gets_nothing_whatever_list_they_are_on(
    run: Run, edition: Path, desk: Desk
) -> None:
    """By the link of their mail; named by hand, imported or sent again, until they ask to be back."""
    assert run("readers", "add", "ann@example.org", "bo@example.org").code == 0
    assert run("send", str(edition), "-q").code == 0
    content = desk.taken[0].original_content or b""
    link = email.message_from_bytes(content)["List-Unsubscribe"]
    [token] = re.findall(r"reader=(\w+)>", link)

    left = run("readers", "unsubscribe", token)
    assert (0, True) == (left.code, "ann@example.org: unsubscribed" in left.err)
    assert "unsubscribed 20" in run("readers", "list").out
    Path("others.txt").write_text("ANN@example.org\ncem@example.org\nno address@x\n", "utf-8")
    taken = run("readers", "import", "others.txt")
    assert (2, True) == (taken.code, "1 added, 3 on the list" in taken.err)
    assert run("readers", "add", "ann@example.org").code == 2

    sent = run("send", str(edition), "--again", "--to", "Ann@example.org")
    assert (0, True) == (sent.code, "ann@example.org: has unsubscribed" in sent.err.lower())
    assert run("send", str(edition), "-q").code == 0
    assert ["ann@example.org", "bo@example.org", "cem@example.org"] == served(desk)

    assert run("readers", "add", "ann@example.org", "--back").code == 0
    assert run("send", str(edition), "-q", "--again", "--to", "ann@example.org").code == 0
    assert "ann@example.org" == served(desk)[-1]


def test_lines_that_are_no_address_end_an_import_with_a_fault(run: Run, edition: Path) -> None:
    """As one that is added by hand does; the good ones are on the list all the same."""
    Path("wrong.txt").write_text("dd@x.example\nee@x.example, Ee\nbroken\n", "utf-8")
    Path("right.txt").write_text("dd@x.example\nff@x.example\n", "utf-8")

    for words in ((), ("-q",)):
        done = run("readers", "import", "wrong.txt", *words)
        assert 2 == done.code
        assert "ee@x.example, Ee: no mail address" in done.err
        assert "digest: 2 of 3 readers in 'wrong.txt' have no mail address" in done.err.splitlines()
    assert "dd@x.example\t\tactive\n" == run("readers", "list").out
    assert 0 == run("readers", "import", "right.txt").code


def test_who_has_left_is_told_nothing_of_what_they_chose(
    run: Run, edition: Path, desk: Desk
) -> None:
    """They have unsubscribed, as is said of them, and the edition is not owed to them."""
    wishes = ("--section", "Nowhere", "--language", "qq")
    assert run("readers", "add", "bo@example.org", *wishes).code == 0
    assert run("readers", "add", "ann@example.org").code == 0
    assert run("readers", "unsubscribe", "bo@example.org").code == 0
    desk.answers["ann@example.org"] = ["550 no such desk"]

    dry = run("send", str(edition), "--dry-run", "outbox")
    sent = run("send", str(edition))

    assert "bo@example.org: gets none: unsubscribed" in dry.err.splitlines()
    assert "bo@example.org: has unsubscribed" in sent.err.splitlines()
    assert "digest: 1 of 1 recipients did not get the edition" in sent.err.splitlines()
    assert not re.search("Nowhere|qq", dry.err + sent.err)


def test_who_never_read_can_be_kept_off_too(run: Run, edition: Path) -> None:
    assert run("readers", "unsubscribe", "zoe@example.org").code == 0
    assert run("readers", "unsubscribe", "0123").code == 2

    assert run("readers", "add", "zoe@example.org").code == 2
    assert "zoe@example.org" in run("readers", "list").out


def test_a_list_in_toml_is_read_and_left_to_its_author(run: Run, edition: Path, desk: Desk) -> None:
    settings = Path("digest.toml").read_text(encoding="utf-8")
    Path("digest.toml").write_text(settings.replace("readers.csv", "readers.toml"), "utf-8")
    Path("readers.toml").write_text(
        '[[readers]]\naddress = "ann@example.org"\nname = "Ann"\n'
        '[[readers]]\naddress = "bo@example.org"\nactive = false\n',
        encoding="utf-8",
    )

    assert run("send", str(edition), "-q").code == 0
    assert ["ann@example.org"] == served(desk)
    added = run("readers", "add", "cem@example.org")
    assert (2, True) == (added.code, "by hand" in added.err)


def test_who_is_off_in_the_words_of_other_programs_is_not_mailed(
    run: Run, edition: Path, desk: Desk
) -> None:
    """As imported too; who is on the list twice is off where one row says so."""
    no = ["No", "n", "false", "F", "0", "off", "inactive", "Paused", "UNSUBSCRIBED", "bounced"]
    no += ["nein", "non"]
    yes = ["yes", "Y", "true", "t", "1", "on", "Active", "subscribed", "ja", "oui", "sí", "x"]
    rows = [f"{word}.off@example.org,{word}" for word in no]
    rows += [f"on{at}@example.org,{word}" for at, word in enumerate([*yes, ""])]
    rows += ["twice@example.org,yes", "Twice@example.org,no"]
    Path("theirs.csv").write_text("\n".join(["email,active", *rows]), encoding="utf-8")

    assert run("readers", "import", "theirs.csv", "-q").code == 0
    assert run("send", str(edition), "-q").code == 0

    assert [f"on{at}@example.org" for at in range(len(yes) + 1)] == served(desk)
    listed = Path("readers.csv").read_text(encoding="utf-8")
    assert "Paused.off@example.org,,no\n" in listed
    assert "twice@example.org,,no\n" in listed


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("readers.csv", "address,active\nbo@example.org,maybe\nann@example.org,yes\n"),
        (
            "readers.toml",
            'readers = [{address = "a@x.example"}, {address = "bo@example.org", active = "maybe"}]',
        ),
    ],
)
def test_a_word_that_may_say_no_is_named_with_its_row(
    run: Run, edition: Path, desk: Desk, file: str, rows: str
) -> None:
    """And nobody is mailed who may not want it."""
    settings = Path("digest.toml").read_text(encoding="utf-8")
    Path("digest.toml").write_text(settings.replace("readers.csv", file), "utf-8")
    Path(file).write_text(rows, encoding="utf-8")

    for words in (("send", str(edition)), ("readers", "import", file), ("readers", "list")):
        done = run(*words)
        assert 2 == done.code
        assert (
            f"row 2 of the readers in '{file}': "
            "active is 'maybe' for 'bo@example.org'; write yes or no" in done.err
        )
    assert not desk.taken


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("readers.csv", "name,town\nAnn,Lind\n", "no column is called address"),
        ("readers.csv", b"\xff\xfe", "cannot read"),
        ("readers.toml", "readers = 3", "no list of tables"),
        ("readers.toml", "[[", "cannot read"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(
    run: Run, edition: Path, file: str, content: str | bytes, told: str
) -> None:
    settings = Path("digest.toml").read_text(encoding="utf-8")
    Path("digest.toml").write_text(settings.replace("readers.csv", file), "utf-8")
    Path(file).write_bytes(content if isinstance(content, bytes) else content.encode())

    done = run("send", str(edition))

    assert 2 == done.code
    assert told in done.err
    assert file in done.err


# What a reader chose

NAMES = ("World", "Money", "Sport")


@pytest.fixture
def divided(edition: Path) -> Path:
    """The edition with sections, and a topic that its first story has."""
    digest = digest_file.load(edition)
    stories = [replace(story, section=name) for story, name in zip(digest.stories, cycle(NAMES))]
    about = Reason(what="topic: Ferries", value=1)
    stories[0] = replace(stories[0], rank=replace(stories[0].rank, reasons=(about,)))
    changed = sealed(replace(digest, stories=tuple(stories)))
    (edition / "digest.json").write_text(digest_file.dump(changed), encoding="utf-8")
    return edition


def mailed(desk: Desk) -> dict[str, str]:
    """The text of each mail, by reader."""
    found = (
        email.message_from_bytes(envelope.original_content or b"", policy=email.policy.default)
        for envelope in desk.taken
    )
    texts = {}
    for mail in found:
        part = mail.get_body(("plain",))
        assert part is not None
        texts[str(mail["To"])] = " ".join(part.get_content().split())
    return texts


def test_each_reader_gets_the_stories_that_they_chose(
    run: Run, divided: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language they read, without a request; who chose the same share a rendering."""
    Path("readers.csv").write_text(
        "address,name,sections,topics,language\n"
        "all@example.org,,,,\n"
        "money@example.org,,money,,\n"
        "two@example.org,,Money,,\n"
        "ferries@example.org,,Sport; nowhere,ferries,\n"
        "de@example.org,,Sport,,de\n"
        "none@example.org,,Arts,,\n",
        encoding="utf-8",
    )
    headlines = [story.headline for story in digest_file.load(divided).stories]
    rendered: list[str] = []
    render = rendering.render

    def counted(digest: Digest, form: str, look: Look) -> bytes:
        rendered.append(form)
        return render(digest, form, look)

    monkeypatch.setattr(rendering, "render", counted)
    done = run("send", str(divided))

    assert 0 == done.code, done.err
    texts = mailed(desk)
    shown = {
        reader.partition("@")[0]: [n for n, line in enumerate(headlines, 1) if line in text]
        for reader, text in texts.items()
    }
    everything = [n for n, _ in enumerate(headlines, 1)]
    money, sport = everything[1::3], everything[2::3]
    wanted = {"all": everything, "money": money, "two": money, "ferries": [1, *sport], "de": sport}
    assert wanted == shown
    assert "Your selection: Money" in texts["two@example.org"]
    assert "Your selection" not in texts["all@example.org"]
    assert "Ihre Auswahl: Sport" in texts["de@example.org"]
    assert 4 == len(rendered)
    assert "none@example.org: no mail, as the edition has nothing of Arts" in done.err
    told = "ferries@example.org: no section 'nowhere'; there are: World, Money, Sport"
    assert told in done.err
    assert "unproven" not in texts["money@example.org"].lower()


def test_a_choice_is_on_the_list(run: Run, edition: Path) -> None:
    """As it was given, and through a change of the list."""
    words = ["--section", "World", "--section", "Money", "--topic", "energy", "--language", "de"]
    assert 0 == run("readers", "add", "ann@example.org", *words).code
    assert 0 == run("readers", "add", "bo@example.org").code

    listed = run("readers", "list").out.splitlines()

    assert "ann@example.org\t\tactive\tWorld; Money; energy\tde" == listed[0]
    assert "bo@example.org\t\tactive" == listed[1]
    text = Path("readers.csv").read_text(encoding="utf-8")
    assert "ann@example.org,,yes,World; Money,energy,de" in text


def test_a_choice_may_be_a_list_of_toml(run: Run, divided: Path, desk: Desk) -> None:
    settings = Path("digest.toml").read_text(encoding="utf-8")
    Path("digest.toml").write_text(settings.replace("readers.csv", "readers.toml"), "utf-8")
    Path("readers.toml").write_text(
        '[[readers]]\naddress = "ann@example.org"\nsections = ["Sport", "Money"]\n'
        'language = "klingon"\n',
        encoding="utf-8",
    )

    done = run("send", str(divided), "--to", "Ann <ann@example.org>")

    assert 0 == done.code, done.err
    assert "Your selection: Money, Sport" in mailed(desk)["Ann <ann@example.org>"]
    assert "'klingon' is no language" in done.err


def test_the_form_of_the_examples_lets_a_reader_leave(
    run: Run, edition: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the POST of a mail program alone: who only follows the link stays."""
    form = runpy.run_path(str(EXAMPLES.parent / "unsubscribe.py"))

    def called(words: list[str], **_: object) -> SimpleNamespace:
        return SimpleNamespace(returncode=run(*words[1:]).code)

    monkeypatch.setattr("subprocess.run", called)
    assert 0 == run("send", str(edition), "-q", "--to", "ann@example.org").code
    link = email.message_from_bytes(desk.taken[0].original_content or b"")["List-Unsubscribe"]
    _, _, query = link.strip("<>").partition("?")

    def asked(method: str, query: str) -> str:
        status, _ = form["answer"]({"REQUEST_METHOD": method, "QUERY_STRING": query})
        return str(status)

    assert "200 OK" == asked("GET", query)
    assert "404 Not Found" == asked("POST", "reader=--back")
    assert "404 Not Found" == asked("POST", f"reader={'0' * 32}")
    assert "unsubscribed" not in run("readers", "list").out
    assert "200 OK" == asked("POST", query)
    assert "unsubscribed" in run("readers", "list").out
