"""`digest check` and `digest explain` as their users meet them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from digest import pipeline
from digest.grounding.prove import Opinion
from digest.model import Digest
from digest.proof import Question
from digest.store import digest_file
from tests.proof.test_proof import AT, COPY, DIGEST, EDITED, EDITS, FIRST, TOLD, changed
from tests.shell import Run


@pytest.fixture(name="run")
def run_beside_an_edition(run: Run) -> Run:
    put(DIGEST)
    return run


def put(digest: Digest) -> None:
    Path("digest.json").write_text(digest_file.dump(digest), encoding="utf-8")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A judge that believes everything; the list has what it was asked."""
    seen: list[str] = []

    def judge(questions: Sequence[Question]) -> list[Opinion | None]:
        seen.extend(text for text, *_ in questions)
        return [Opinion(doubt=1, lacking="", model="reader-2", at=AT) for _ in questions]

    monkeypatch.setattr(pipeline, "judge_for", lambda *_: judge)
    return seen


def test_check_says_what_was_copied_and_who_judged_the_rest(run: Run) -> None:
    """The parts add up to all the texts, and the greatest doubt is not hidden."""
    done = run("check", "digest.json")

    assert done.code == 0
    assert "all 22 texts of digest.json are proven: 11 copied from their sources, " in done.err
    assert "3 judged by gpt-5-mini on 13 March 2026 (greatest doubt 7 of 100)" in done.err
    assert "8 unchanged since they were sealed" in done.err


def test_check_asks_again_on_demand(run: Run, judged: list[str]) -> None:
    """The answer names the one who was asked now; nothing is written."""
    before = Path("digest.json").read_bytes()

    done = run("check", "digest.json", "--judge")

    assert "3 judged by reader-2" in done.err
    assert TOLD in judged
    assert before == Path("digest.json").read_bytes()


def test_an_editor_s_own_words_are_judged_and_sealed(run: Run, judged: list[str]) -> None:
    """`--cite --judge` asks about them once, and the file says who read them."""
    put(changed(*FIRST, "points", 0, "text", to=EDITED))
    assert run("check", "digest.json", "--cite").code == 4

    done = run("check", "digest.json", "--cite", "--judge")

    assert done.code == 0, done.out
    assert 1 == judged.count(EDITED)
    assert "reader-2" == digest_file.load(Path()).stories[0].summary.points[0].proof.model
    assert run("check", "digest.json").code == 0


def test_without_a_judge_nobody_is_asked(run: Run) -> None:
    """One line, exit code 2."""
    done = run("check", "digest.json", "--judge")

    assert 2 == done.code
    assert "nobody can judge" in done.err


@pytest.mark.parametrize("what", ["headline", "role", "day", "source"])
def test_an_edit_is_named_with_its_place(run: Run, what: str) -> None:
    """Also after `--cite`, which seals no falsehood."""
    path, new = EDITS[what]
    put(changed(*path, to=new))

    for words in (("check", "digest.json"), ("check", "digest.json", "--cite")):
        done = run(*words)
        assert 4 == done.code
        assert "edited by hand since it was" in done.out


def test_originals_that_are_not_there_prove_nothing(run: Run) -> None:
    """A folder that is missing, or holds other articles, is an error and not a success."""
    Path("other").mkdir()
    Path("other/a.txt").write_text("The council met on Monday and spoke of the budget. " * 9)

    assert 2 == run("check", "digest.json", "--articles", "NOWHERE").code
    done = run("check", "digest.json", "--articles", "other")

    assert 2 == done.code
    assert "has none of the edition's articles" in done.err


def test_explain_tells_what_proved_a_sentence(run: Run) -> None:
    """The evidence, then the proof, then what each rule finds."""
    shown = run("explain", "digest.json", "1.1").out

    assert shown.startswith("story 1, point 1: proven\n")
    assert "    Lifeboats brought all passengers of the ferry" in shown
    proof = "proof: judged by gpt-5-mini on 13 March 2026, doubt 3 of 100 (refused from 50 on)"
    assert proof in shown
    assert shown.index("Lifeboats brought") < shown.index(proof) < shown.index("numbers  ")
    assert "proof: copied word for word" in run("explain", "digest.json", "1.2").out


def test_explain_knows_headlines_and_the_lead(run: Run) -> None:
    """`1.h` and `lead.1`; one that is not there is said to be missing."""
    assert run("explain", "digest.json", "1.h").out.startswith("story 1, headline: proven\n")
    assert run("explain", "digest.json", "2.h").out.count("proof: copied word for word") == 1
    assert TOLD in run("explain", "digest.json", "lead.1").out
    assert COPY in run("explain", "digest.json", "1.2").out
    assert 2 == run("explain", "digest.json", "9.h").code


def test_explain_does_not_hide_an_edit(run: Run) -> None:
    """An opinion on other words proves nothing."""
    put(changed(*FIRST, "points", 0, "proof", "doubt", to=0))

    shown = run("explain", "digest.json", "1.1").out

    assert "story 1, point 1: NOT proven" in shown
    assert "proof: none" in shown
