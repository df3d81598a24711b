"""A folder of prompts says what is sent to a model, and does nothing else."""

from pathlib import Path

import pytest

from digest.errors import RenderError
from digest.llm.prompts import Prompts
from digest.resources import loader


def system(folder: Path, text: str) -> str:
    (folder / "tell.system.j2").write_text(text, encoding="utf-8")
    (folder / "tell.user.j2").write_text("", encoding="utf-8")
    return Prompts(loader("prompts", folder)).fill("tell").system


@pytest.mark.parametrize(
    "code",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self._TemplateReference__context.environment.loader }}",
        "{{ lipsum.__globals__['os'].environ }}",
    ],
)
def test_a_prompt_runs_no_code(tmp_path: Path, code: str) -> None:
    with pytest.raises(RenderError):
        system(tmp_path, code)


def test_a_prompt_that_is_a_link_out_of_its_folder_prints_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words", encoding="utf-8")
    folder = tmp_path / "prompts"
    folder.mkdir()
    (folder / "other.j2").symlink_to(tmp_path / "secret")

    with pytest.raises(RenderError):
        system(folder, "{% include 'other.j2' %}")
