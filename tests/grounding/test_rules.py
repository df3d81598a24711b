"""What no article of a story has is refused; what has it in another form is not."""

import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getsource
from pathlib import Path
from types import ModuleType

import pytest

from digest.grounding import counts, frames, framing, rules, vocabulary, word_for_word
from digest.grounding.rule import Example, Rule
from digest.grounding.rules import RULES
from digest.language.lexicons import Lexicon
from tests.grounding.rule_examples import EXAMPLES, refusals

BY_ID = {rule.id: rule for rule in RULES}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=str)
def test_what_the_story_has_in_another_form_is_not_refused(rule: str, example: Example) -> None:
    """A true sentence in a writer's own words gets past every rule."""
    assert {} == {text: found for text in example.passes if (found := refusals(text, example))}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=str)
def test_what_a_rule_is_for_is_refused_by_it(rule: str, example: Example) -> None:
    """Another figure, date, name or quotation, or half a sentence, whoever believes it."""
    assert [] == [text for text in example.fails if rule not in refusals(text, example)]


def test_every_module_of_the_folder_is_a_rule() -> None:
    """Adding the file is all there is to adding a rule."""
    files = {file.stem for file in Path(rules.__file__).parent.glob("[!_]*.py")}

    assert files == {rule.id for rule in RULES}


def test_a_module_without_its_rule_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a rule and misspells it is told where."""
    monkeypatch.delattr(module_of(BY_ID["names"]), "RULE")

    with pytest.raises(TypeError, match=r"names\.py"):
        rules.found()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_shows_what_passes_and_what_fails(rule: Rule) -> None:
    """A rule without examples may not refuse anything, and each example says what it shows."""
    assert any(example.passes for example in rule.examples)
    assert any(example.fails for example in rule.examples)
    assert all(example.why for example in rule.examples)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_needed(rule: Rule) -> None:
    """Switched off, it lets one of its own examples through all the others."""
    others = tuple(other for other in RULES if other is not rule)

    assert any(
        not refusals(text, example, others) for example in rule.examples for text in example.fails
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_names_the_words_that_it_needs(rule: Rule) -> None:
    """Where a language has none of them the docs say that the rule sees less there."""
    read = set(re.findall(r"\blexicon\.(\w+)", getsource(module_of(rule))))

    assert read <= rule.needs <= set(Lexicon.model_fields)


def module_of(rule: Rule) -> ModuleType:
    return import_module(f"digest.grounding.rules.{rule.id}")


def sub_rules() -> list[tuple[ModuleType, str]]:
    """Every pattern and every predicate of the rules, and of what they read of a story."""
    modules = [*map(module_of, RULES), counts, frames, framing, vocabulary, word_for_word]
    return [
        (module, name)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
        or (
            callable(value)
            and getattr(value, "__module__", "") == module.__name__
            and getattr(value, "__annotations__", {}).get("return") is bool
        )
    ]


def broken_examples(module: ModuleType) -> Iterator[str]:
    """The texts that are judged otherwise than the examples say, of that module's rule first."""
    for rule, example in sorted(
        EXAMPLES, key=lambda of: BY_ID[of[0]] is not vars(module).get("RULE")
    ):
        for text in (*example.passes, *example.fails):
            if (rule in refusals(text, example, (BY_ID[rule],))) != (text in example.fails):
                yield text


@pytest.mark.parametrize(
    ("module", "name"),
    [
        pytest.param(*part, id=f"{part[0].__name__.rpartition('.')[2]}.{part[1]}")
        for part in sub_rules()
    ],
)
def test_no_part_of_a_rule_can_be_switched_off(
    module: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern that matches nothing, a predicate with one answer only: an example breaks."""
    is_pattern = isinstance(vars(module)[name], re.Pattern)
    for answer in (False,) if is_pattern else (False, True):
        off = re.compile(r"(?!)") if is_pattern else (lambda *_, answer=answer: answer)
        monkeypatch.setattr(module, name, off)

        assert any(broken_examples(module)), answer
