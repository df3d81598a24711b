"""Another model than the one that was asked for is told apart from another name of it."""

import pytest

from digest.llm.model_names import Answering, is_other
from digest.progress import Event

SAME = [
    ("gpt-x", "gpt-x-2026-01-01"),
    ("gpt-4", "gpt-4-0613"),
    ("gpt-3.5-turbo", "gpt-35-turbo"),
    ("openai/gpt-x:free", "gpt-x"),
    ("claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022"),
    ("claude-3-sonnet", "us.anthropic.claude-3-sonnet-20240229-v1:0"),
    ("gemini-1.5-pro", "models/gemini-1.5-pro-002"),
    ("gemini-2.5-flash", "gemini-2.5-flash-preview-05-20"),
    ("mistral-large-latest", "mistral-large-2411"),
    ("llama3", "llama3:latest"),
    ("Qwen2.5-7B-Instruct", "/srv/qwen2.5-7b-instruct-Q4_K_M.gguf"),
    ("velo-1", None),
    ("velo-1", ""),
]
OTHER = [
    ("gpt-x", "gpt-x-mini"),
    ("gpt-4", "gpt-4.1"),
    ("gpt-4", "gpt-4-turbo-2024-04-09"),
    ("gpt-x-2026-01-01", "gpt-x-2026-05-05"),
    ("llama-3-70b", "llama-3-8b"),
    ("llama3.1:8b", "llama3.1:70b"),
    ("gpt-6-luna", "model.gguf"),
]


@pytest.mark.parametrize(("asked", "answered"), SAME)
def test_a_release_a_folder_or_a_file_is_no_other_model(asked: str, answered: str | None) -> None:
    assert not is_other(asked, answered)


@pytest.mark.parametrize(("asked", "answered"), OTHER)
def test_another_size_or_release_is_another_model(asked: str, answered: str) -> None:
    assert is_other(asked, answered)


def test_it_is_said_once() -> None:
    said: list[Event] = []
    answering = Answering("velo-1", said.append)

    for name in (None, "velo-1-20260101", "ersatz-3b", "ersatz-3b", "third"):
        answering.heard(name)

    assert ["asked for velo-1, answered by ersatz-3b"] == [event.note for event in said]
