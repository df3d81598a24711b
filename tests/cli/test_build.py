"""`digest build` as its users meet it: from a folder of articles to an edition they can sign."""

import json
import re
import shutil
from pathlib import Path

import pytest

import digest
from digest.model import Digest
from digest.rendering import FILES
from digest.store import digest_file, open_store
from tests.cli.conftest import EXAMPLES, FEW, SOME
from tests.shell import Run

FURNITURE = (
    "Articles you may like",
    "Vote in our poll",
    "sign up to",
    "Follow us on",
    "administrator",
    "Leave a",
    "cookies",
    "Beacon Breakfast",
)


def editions() -> list[Path]:
    return sorted(Path("digests").iterdir())


def told(folder: Path) -> Digest:
    return digest_file.load(folder)


def test_a_folder_becomes_an_edition_in_every_form(run: Run) -> None:
    """One command, no key: a file in each form, and a line that says how they were made.

    Every sentence cites, and every account adds up.
    """
    done = run("build", str(EXAMPLES))

    assert done.code == 0
    assert done.out == ""
    assert "no OPENAI_API_KEY" in done.err
    [folder] = editions()
    assert {file.name for file in folder.iterdir()} == {form.file for form in FILES.values()}
    assert f"wrote {folder}" in done.err
    edition = told(folder)
    points = [point for story in edition.stories for point in story.summary.points]
    assert points
    assert all(point.citations for point in points)
    found = len(list(EXAMPLES.iterdir())) + 1  # one file holds two articles
    assert edition.coverage.read == found
    assert len(edition.articles) + len(edition.skipped) == found


def test_what_was_left_out_has_its_name_and_no_folder_of_this_machine(run: Run) -> None:
    """An edition goes to others; a slash in a headline is no folder."""
    letter = "Fog over Ellery\n\n" + "The ferry to Ellery lay in thick fog until noon. " * 9
    feed = "<rss version='2.0'><channel><title>Post</title><item><title>Lock 12/13 shut</title>"
    saved = Path("kept/secret client")
    saved.mkdir(parents=True)
    (saved / "a.txt").write_text(letter, encoding="utf-8")
    (saved / "b.txt").write_text(letter, encoding="utf-8")
    (saved / "feed.xml").write_text(f"{feed}</item></channel></rss>", encoding="utf-8")

    assert run("build", str(Path("kept").resolve()), "-q").code == 0
    left_out = {(item.what, item.why) for item in told(editions()[0]).skipped}
    assert ("b.txt", "the same as a.txt") in left_out
    assert "Lock 12/13 shut" in {what for what, _ in left_out}


def test_no_line_of_the_page_around_an_article_is_printed(built: Path) -> None:
    for file in built.iterdir():
        text = file.read_text(encoding="utf-8")
        assert [words for words in FURNITURE if words.lower() in text.lower()] == []


def test_an_edition_is_proven_until_somebody_changes_a_word(run: Run, built: Path) -> None:
    """`digest check` names the sentence, the reason and the evidence; its exit code is 4."""
    file = built / "digest.json"
    assert run("check", str(file)).code == 0

    edition = json.loads(file.read_text(encoding="utf-8"))
    point = edition["stories"][0]["summary"]["points"][0]
    before = point["text"]
    point["text"] = before.replace(before.split()[-2], "elephants", 1)
    file.write_text(json.dumps(edition), encoding="utf-8")
    done = run("check", str(file))

    assert done.code == 4
    assert "story 1, point 1: " + point["text"] in done.out
    assert "edited by hand" in done.out
    assert before in done.out
    assert re.search(r"\d+ of \d+ texts of .* are not proven", done.err)


def test_any_single_word_changed_by_hand_is_noticed(run: Run, built: Path) -> None:
    """Headlines, quotations, differences, the articles themselves: nothing can be slipped in."""
    file = built / "digest.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    story = whole["stories"][0]
    texts = [story["headline"], whole["articles"][0]["title"]]
    texts += [quote["text"] for quote in story["summary"]["quotes"]]
    texts += [d["positions"][0]["text"] for d in story["summary"]["differences"]]

    for text in texts:
        dumped = json.dumps(whole, ensure_ascii=False)
        changed = dumped.replace(json.dumps(text, ensure_ascii=False), json.dumps(text + " not"), 1)
        file.write_text(changed, encoding="utf-8")
        assert run("check", str(file)).code == 4, text


def test_an_edited_sentence_is_proven_again_when_it_cites_again(run: Run, built: Path) -> None:
    """An editor may shorten a sentence: `check --cite` finds its evidence and seals it anew."""
    file = built / "digest.json"
    edition = json.loads(file.read_text(encoding="utf-8"))
    first = edition["stories"][0]
    other = edition["articles"][0]
    [lead] = [a for a in edition["articles"] if a["id"] == first["articles"][0]]
    start, end = lead["sentences"][0]
    first["summary"]["points"][-1]["text"] = lead["text"][start:end]
    file.write_text(json.dumps(edition), encoding="utf-8")
    assert run("check", str(file)).code == 4

    done = run("check", str(file), "--cite")

    assert done.code == 0, done.out
    again = told(file).stories[0].summary.points[-1]
    assert again.citations[0].article == lead["id"]
    assert other["id"] in {article.id for article in told(file).articles}


def test_the_original_articles_are_compared_when_they_are_there(run: Run, tmp_path: Path) -> None:
    """An article that says something else by now is named."""
    (tmp_path / "articles").mkdir()
    for article in FEW:
        shutil.copy(article, tmp_path / "articles")
    run("build", "articles", "-q")
    folder = str(editions()[0])
    assert run("check", folder, "--articles", "articles").code == 0

    [file] = (tmp_path / "articles").glob("15-bell*")
    file.write_text(file.read_text().replace("214 kilograms", "241 kilograms"))

    done = run("check", folder, "--articles", "articles")
    assert done.code == 4
    assert "is not the original's (Mossel Valley Herald)" in done.out


def test_an_earlier_edition_is_never_overwritten(run: Run) -> None:
    """A second build of the day stands beside the first; as a rebuild it keeps the number."""
    run("build", *FEW, "-q")
    first = (editions()[0] / "digest.md").read_bytes()
    run("build", *FEW, "-q")

    assert len(editions()) == 2
    assert (editions()[0] / "digest.md").read_bytes() == first
    assert [told(folder).edition.number for folder in editions()] == [1, 1]
    assert all(story.continues is None for story in told(editions()[1]).stories)


def test_the_markdown_goes_to_stdout_and_the_talk_to_stderr(run: Run) -> None:
    done = run("build", *FEW, "-o", "-", "--title", "Morning Desk")

    assert done.code == 0
    assert done.out.startswith("# Morning Desk\n")
    assert "read 2" not in done.out
    assert "read 2" in done.err
    assert not Path("digests").exists()


def test_quiet_says_nothing(run: Run) -> None:
    done = run("build", *FEW, "--quiet")

    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_dry_run_calls_nobody_and_writes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how many requests and tokens a build would take; no key is needed for that."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-unused")

    done = run("build", str(EXAMPLES), "--dry-run")

    assert done.code == 0
    assert re.search(r"request 1: exam, about [\d,]+ tokens in", done.out)
    assert re.search(r"draft of \d+ stories, about [\d,]+ tokens in", done.out)
    assert re.search(r"judging of \d+ stories, about [\d,]+ tokens in", done.out)
    assert not Path("digests").exists()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("build", "no-such-file.txt"), 3, "nothing could be read: no-such-file.txt"),
        (("build",), 3, "there was nothing to read"),
        (("build", str(EXAMPLES), "--since", "soon"), 2, "--since 'soon' names no time"),
        (("build", str(EXAMPLES), "--config", "no.toml"), 2, "no configuration file 'no.toml'"),
        (("build", str(EXAMPLES), "--theme", "no-such"), 2, "no-such"),
        (("build", str(EXAMPLES), "--title", ""), 2, "'' has nothing to read"),
        (("check", "no.json"), 2, "cannot read 'no.json'"),
        (("render", "no.json"), 2, "cannot read 'no.json'"),
        (("send", "--to", "a@example.org"), 2, "there is no edition"),
        (("stories", "t-1"), 2, "no edition has told a thread 't-1'"),
    ],
)
def test_bad_input_is_one_line_and_its_exit_code(
    run: Run, words: tuple[str, ...], code: int, message: str
) -> None:
    done = run(*words)

    assert done.code == code
    assert message in done.err
    assert done.err.splitlines()[-1].startswith("digest: ")
    assert "Traceback" not in done.err


def test_every_place_that_was_not_read_is_named(run: Run) -> None:
    """Whoever is told of one alone runs it again for the next; many are counted, not listed."""
    few = run("build", "one.txt", "two.txt", "-q")
    many = run("build", *(f"{number}.txt" for number in range(30)), "-q")

    assert (3, 3) == (few.code, many.code)
    assert [
        "digest: nothing could be read of 2 that were tried",
        "  one.txt: there is no such file",
        "  two.txt: there is no such file",
    ] == few.err.splitlines()
    assert "  and 10 more" == many.err.splitlines()[-1]


def test_a_failed_build_gives_its_reason_once(run: Run) -> None:
    """And nothing of how the stories would have been told."""
    done = run("build", "nothere")

    assert "digest: nothing could be read: nothere: there is no such file\n" == done.err


def test_an_empty_folder_says_what_it_should_hold(run: Run) -> None:
    Path("inbox").mkdir()

    done = run("build", "inbox", "-q")

    assert 3 == done.code
    assert "'inbox' holds no file to read, such as" in done.err
    assert ".pdf" in done.err


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_dead_model_still_gives_an_edition(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition goes out, says that the model failed, and the exit code is 5."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-unused")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DIGEST_LLM__ATTEMPTS", "1")

    done = run("build", *FEW)

    assert done.code == 5
    assert (
        "digest: the edition was told without the model: nobody answers at 127.0.0.1:9" in done.err
    )
    edition = told(editions()[0])
    assert {story.summary.method for story in edition.stories} == {"extractive"}
    assert "model could not be used" in edition.notices[0]
    assert "could not be used" in (editions()[0] / "digest.md").read_text(encoding="utf-8")


def test_the_same_articles_in_any_order_give_the_same_edition(run: Run, tmp_path: Path) -> None:
    names = sorted(str(path) for path in EXAMPLES.iterdir())
    run("build", *names, "-q")
    run("build", *reversed(names), "-q")

    first, second = (told(folder) for folder in editions())
    assert first.stories == second.stories
    assert first.articles == second.articles


def test_a_sentence_is_shown_beside_its_evidence(run: Run, built: Path) -> None:
    point = told(built).stories[0].summary.points[0]

    done = run("explain", str(built), "1.1")

    assert done.code == 0
    assert done.out.startswith("story 1, point 1: proven\n")
    assert point.text in done.out
    assert run("explain", str(built), "1.99").code == 2
    assert run("explain", str(built), "first").code == 2


def test_an_edition_is_rendered_again_from_its_json_alone(
    run: Run, built: Path, tmp_path: Path
) -> None:
    shutil.copy(built / "digest.json", tmp_path / "alone.json")

    for form in FILES.values():
        for word in (form.ending, form.name):
            done = run("render", "alone.json", "--format", word)
            assert done.out == (built / form.file).read_bytes().decode()
    assert run("render", "alone.json", "--format", "docx").code == 2


def test_an_edition_of_yesterday_speaks_the_language_of_today(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The language is a setting of rendering: no edition has to be made again."""
    monkeypatch.setenv("DIGEST_EDITION__LANGUAGE", "de")

    done = run("render", str(built), "--format", "txt")

    assert "In dieser Ausgabe" in done.out
    assert "" == done.err


def test_an_editor_is_told_once_of_a_language_without_labels(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edition is made all the same, its labels in English."""
    monkeypatch.setenv("DIGEST_EDITION__LANGUAGE", "eu")

    done = run("build", *FEW)

    assert 0 == done.code
    assert 1 == done.err.count("no labels in 'eu'")
    [folder] = editions()
    assert "In this edition" in (folder / "digest.txt").read_text(encoding="utf-8")


def test_prompts_and_templates_can_be_taken_out_and_changed(run: Run) -> None:
    """A file of one's own may extend ours, and what is missing is ours."""
    assert run("eject", "templates", "mine").code == 0
    assert run("eject", "templates", "mine").code == 2
    shutil.rmtree("mine/broadsheet")
    Path("mine/broadsheet").mkdir()
    Path("mine/broadsheet/digest.md.j2").write_text(
        'Ours, with a line before.\n{% include "builtin/broadsheet/digest.md.j2" %}'
    )
    Path("digest.toml").write_text('[paths]\ntemplates = "mine"\n')

    done = run("build", *FEW, "-o", "-")

    assert done.out.startswith("Ours, with a line before.\n")
    assert "# The Digest" in done.out
    assert not Path("mine/labels").exists()  # a theme seldom needs them
    assert run("eject", "labels", "mine").code == 0
    Path("mine/labels/en.toml").write_text('[labels]\ncontents = "Today"\n')
    out = run("build", *FEW, "--again", "-o", "-").out
    assert "**Today**" in out, out[:600]


def test_templates_and_labels_lie_in_one_folder_whichever_came_first(run: Run) -> None:
    for kind in ("labels", "templates"):
        assert 0 == run("eject", kind, "mine").code
        assert 2 == run("eject", kind, "mine").code
    for kind in ("templates", "labels"):
        assert 0 == run("eject", kind, "other").code

    assert Path("mine/labels/de.toml").is_file()
    assert Path("mine/parts/marks.html.j2").is_file()
    assert sorted(map(str, Path("mine").rglob("*"))) == sorted(
        f"mine/{file.relative_to('other')}" for file in Path("other").rglob("*")
    )


def test_a_start_is_written_once(run: Run) -> None:
    assert run("init").code == 0
    assert run("doctor").code == 0
    assert run("init").code == 2


def test_build_is_a_function_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    edition = digest.build([*FEW], use_model=False)

    assert edition.stories
    assert list(tmp_path.iterdir()) == []


def test_a_story_says_who_joined_it_and_why(run: Run) -> None:
    """--explain shows every article of a story with its likeness; --why the same of an edition."""
    done = run("build", *SOME, "--explain")
    edition = told(editions()[0])
    story = edition.stories[0]

    assert f"rank {story.rank.score:.2f} = independent outlets" in done.err
    for article in edition.articles:
        assert f"{article.source} [{article.id}]" in done.err
    shown = run("stories", "--why", str(editions()[0])).out
    for member in story.articles:
        assert member in shown

    one, other = story.articles[0], edition.stories[1].articles[0]
    pair = run("stories", "--why", str(editions()[0]), "--pair", one, other).out
    assert "in two stories" in pair
    assert run("stories", "--why", str(editions()[0]), "--pair", one, "x").code == 2
    assert run("stories").code == 2


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Courier</title>
<link>https://harbour-courier.example/</link><item><title>Lock gate mended</title>
<link>https://harbour-courier.example/lock</link><pubDate>Mon, 05 Oct 2020 08:00:00 GMT</pubDate>
<description>The lock gate at Skarne was mended on Monday after eleven weeks. Boats may pass again
from Tuesday morning, the harbour office said. About forty had been waiting outside.</description>
</item></channel></rss>"""


def test_nothing_new_makes_no_empty_edition(run: Run) -> None:
    """A window that holds nothing is said in one line, with an exit code of its own."""
    Path("feed.xml").write_text(FEED, encoding="utf-8")

    done = run("build", "feed.xml", "--since", "24h")

    assert done.code == 7
    assert re.search(r"digest: nothing new since \d+ \w+ \d{4}", done.err)
    assert not Path("digests").exists()
    assert run("build", "feed.xml", "--since", "all").code == 0


def test_a_story_with_no_news_is_one_line(run: Run) -> None:
    """What an edition that was sent has printed comes back as "no material change"."""
    told_of = str(EXAMPLES / "15-bell-mossel-valley-herald.txt")
    run("build", told_of, "-q")
    with open_store(Path("digest.sqlite")) as store:
        store.editions.mark_sent(str(editions()[0].resolve()))

    assert 7 == run("build", told_of, "-q").code, "nothing else is told"
    assert 1 == len(editions())
    assert 0 == run("build", told_of, str(EXAMPLES / "02-ferry-daily-beacon.txt"), "-q").code

    text = (editions()[1] / "digest.txt").read_text(encoding="utf-8")
    assert "no material change" in text.lower()
    assert told(editions()[0]).stories[0].summary.points[0].text not in text


def test_an_interruption_is_said_and_leaves_nothing_behind(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("digest.pipeline.build", interrupted)

    done = run("build", str(EXAMPLES))

    assert done.code == 130
    assert "digest: interrupted; what was paid for is kept" in done.err
    assert not Path("digests").exists()


def test_a_guide_without_a_model_is_said_to_be_told_by_its_headline(run: Run) -> None:
    """Whoever builds it alone learns why nothing stands below the headline."""
    steps = " ".join(f"Step {number} takes a warm bowl and a slow hand." for number in range(20))
    Path("guide.txt").write_text(f"How to keep a sourdough alive\n\n{steps}\n", encoding="utf-8")

    done = run("build", "guide.txt")

    assert "1 story told by the headline alone" in done.err
    assert not told(editions()[0]).stories[0].summary.points


def test_an_edition_is_looked_at_by_its_number(run: Run) -> None:
    """As it is sent and corrected by it; a folder of that name is meant before."""
    assert 0 == run("build", *FEW, "-q").code
    folder = str(editions()[0].resolve())
    looks = (("render",), ("check", "--json"), ("explain", "1.1"), ("stories", "--why"))

    for command, *more in looks:
        by_number, by_folder = (run(command, *_words(more, named)) for named in ("1", folder))
        assert (0, by_folder.out) == (by_number.code, by_number.out), command
        missing = run(command, *_words(more, "7"))
        assert (2, True) == (missing.code, "there is no edition 7 of" in missing.err), command
    Path("7").mkdir()
    assert "cannot read '7/digest.json'" in run("render", "7").err


def _words(more: list[str], edition: str) -> list[str]:
    """The edition where its command wants it: before a point, behind an option."""
    return [edition, *more] if more[:1] == ["1.1"] else [*more, edition]
