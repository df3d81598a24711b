"""`digest doctor` tries prompts and templates, and tells of all that it tried at once."""

import json
from pathlib import Path

import pytest

from digest.rendering import FORMS
from tests.cli.test_doctor_tries import OFFLINE, failing, write
from tests.shell import Run


def test_where_all_is_well_it_says_so(run: Run) -> None:
    done = run(*OFFLINE)

    assert (0, "") == (done.code, done.err), done.out
    assert {"ok"} == {line.split()[0] for line in done.out.splitlines()}
    assert "two invented articles gave" in done.out


def test_all_faults_are_found_at_once_and_the_first_decides(run: Run) -> None:
    write('[[sources]]\naddress = "nowhere"\n[paths]\nprompts = "words"\ntemplates = "looks"\n')

    done = run(*OFFLINE)

    assert ["prompts", "templates", "source"] == failing(done)
    assert 2 == done.code
    assert "digest: 3 faults: prompts, templates, source\n" == done.err


def test_programs_get_all_of_it(run: Run) -> None:
    write('[[sources]]\naddress = "nowhere"\n')

    told = json.loads(run(*OFFLINE, "--json").out)

    assert not told["ok"]
    [fault] = [row for row in told["findings"] if not row["ok"]]
    assert ("source", 3) == (fault["name"], fault["code"])
    assert "nowhere: there is no such file" in fault["told"]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("words/tell.user.j2", "{% if %}", "line 1"),
        ("words/tell.user.j2", "{{ storys }}", "uses 'storys'; names are: "),
        ("looks/broadsheet/digest.md.j2", "{% for %}", "digest.md.j2:1"),
        ("looks/broadsheet/digest.html.j2", "{{ digest.storys }}", "digest.html.j2:1"),
    ],
)
def test_each_prompt_and_template_is_tried(file: str, text: str, told: str, run: Run) -> None:
    """A theme that fails at six in the morning has failed here the evening before."""
    for folder in ("words", "looks/broadsheet"):
        Path(folder).mkdir(parents=True)
    Path(file).write_text(text)
    write('[paths]\nprompts = "words"\ntemplates = "looks"\n')

    done = run(*OFFLINE)

    assert 8 == done.code
    assert told in done.out


def test_prompts_and_templates_of_ones_own_may_be_well(run: Run) -> None:
    assert 0 == run("eject", "prompts", "words").code
    assert 0 == run("eject", "templates", "looks").code
    write('[paths]\nprompts = "words"\ntemplates = "looks"\n')

    done = run(*OFFLINE)

    assert 0 == done.code, done.out
    [tried] = [line for line in done.out.splitlines() if "theme 'broadsheet': " in line]
    files = sorted(form.file for form in FORMS.values())
    assert files == tried.partition("': ")[2].split(", ")
