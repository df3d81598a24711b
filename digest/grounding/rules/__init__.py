"""The rules of a proof: one a module, found by being here, in the order in which they are held.

To add one, add a module with a `RULE` whose id is the module's name.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

from digest.grounding.rule import Rule, RuleKind


def found() -> tuple[Rule, ...]:
    """The rules of this folder, by kind, then by id. Raises TypeError for a module without one."""
    names = sorted(module.name for module in iter_modules(__path__))
    rules = [_rule_of(name) for name in names]
    return tuple(rule for kind in get_args(RuleKind) for rule in rules if rule.kind == kind)


def _rule_of(name: str) -> Rule:
    rule = getattr(import_module(f"{__name__}.{name}"), "RULE", None)
    if not isinstance(rule, Rule) or rule.id != name:
        raise TypeError(f"rules/{name}.py must have a RULE whose id is {name!r}")
    return rule


RULES = found()
