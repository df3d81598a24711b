"""The house stays tidy: small modules, small functions, one name for one thing."""

import ast
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "digest"
MOST_MODULE_LINES = 300
MOST_FUNCTION_LINES = 45

SHARED_NAMES = {
    "answers": "llm says what an answer is, store keeps it",
    "editions": "model says what an edition is, store keeps it",
    "links": "the rule refuses what rendering makes safe",
    "rounds": "fleet says what a round is, store keeps it",
    "stories": "model says what a story is; the command is named after it",
}
"""Modules of one name in several rooms, each with the reason why that is one thing."""
SHARED_CONSTANTS = {
    "RULE": "one a rule, of the same type",
    "EXAMPLES": "one a command, of the same type",
    "T": "the type variable of a generic function",
    "FORM": "one a form of the edition, of the same type",
    "TEMPLATE": "one a form that is filled, of the same type",
}
"""Constants of one name in more than two modules, each with the reason."""


@dataclass(frozen=True)
class Function:
    where: str
    lines: int


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def functions() -> tuple[Function, ...]:
    return tuple(_functions())


def _functions() -> Iterator[Function]:
    for module in modules():
        for node in statements(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                name = f"{module.relative_to(HOUSE)}:{node.lineno} {node.name}"
                yield Function(name, node.end_lineno - node.lineno + 1)


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """All below a node but what stands within an expression, where no function is defined."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr):
            yield child
            yield from statements(child)


def figures() -> str:
    lengths = sorted(function.lines for function in functions())
    p90 = lengths[len(lengths) * 9 // 10]
    middle = statistics.median(lengths)
    return f"{len(lengths)} functions: median {middle:g}, p90 {p90}, max {lengths[-1]} lines"


def test_a_module_is_read_in_one_sitting() -> None:
    lengths = {m: len(m.read_text(encoding="utf-8").splitlines()) for m in modules()}
    long = {str(m.relative_to(HOUSE)): n for m, n in lengths.items() if n > MOST_MODULE_LINES}

    assert {} == long


def test_a_function_fits_a_screen() -> None:
    long = [function for function in functions() if function.lines > MOST_FUNCTION_LINES]

    assert [] == long, figures()


def test_half_of_the_functions_are_short_and_few_are_long() -> None:
    """The figures of issue 12: median at most 8 lines, nine in ten at most 20."""
    lengths = sorted(function.lines for function in functions())

    assert statistics.median(lengths) <= 8, figures()
    assert lengths[len(lengths) * 9 // 10] <= 20, figures()


def test_one_name_means_one_thing_in_all_rooms() -> None:
    rooms = defaultdict(set)
    for module in modules():
        parts = module.relative_to(HOUSE).parts
        if module.stem not in ("__init__", "__main__") and len(parts) > 1:
            rooms[module.stem].add(parts[0])
    shared = {name: sorted(found) for name, found in rooms.items() if len(found) > 1}

    assert {name: found for name, found in shared.items() if name not in SHARED_NAMES} == {}
    assert set(SHARED_NAMES) <= set(shared)


def test_no_constant_has_many_values() -> None:
    """A name that three modules define, or rooms where it is private, says nothing.

    Each is called by what it means.
    """
    defined = defaultdict(set)
    for module in modules():
        where = module.relative_to(HOUSE)
        for name in constants(tree(module)):
            defined[name].add(where.parts[0] if name.startswith("_") else str(where))
    many = {name: sorted(found) for name, found in defined.items() if len(found) > 2}

    assert {name: found for name, found in many.items() if name not in SHARED_CONSTANTS} == {}
    assert set(SHARED_CONSTANTS) <= set(many)


def constants(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name.isupper():
                    yield name
