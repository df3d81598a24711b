"""The JSON of a form, found in whatever a model wrote around it."""

import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate

from pydantic import BaseModel, ValidationError

from digest.llm.bodies import decoded
from digest.llm.wire_schema import FormT

_MARK = re.compile(
    r"(?P<open><(?:think|thinking|thoughts?|reasoning)>|\[THINK\]|<\|channel\|>\s*analysis)"
    r"|(?P<close></(?:think|thinking|thoughts?|reasoning)>|\[/THINK\])"
    r"|(?P<next><\|(?:end|start|channel|return|call)\|>)",
    re.IGNORECASE,
)
"""Around the thoughts of a model; of the last two only harmony's channels have the third."""
_START = re.compile(r"\{|\[\s*\{")
"""Of an object, or of a list of objects: other lists are too common in prose."""
_MOST_TRIES = 10_000
_MOST_CANDIDATES = 64
_READ_AGAIN = 4
"""How often tries that fail may read over the text, all together: so finding stays linear."""
_LONGEST_ANSWER = 1_000_000
"""Characters of an answer, its thoughts among them."""
_MOST_REPAIRED = 60_000_000
"""Marks and digits of a broken object times its characters: json-repair looks ahead from each, and
takes some four seconds for so many. A sixteenth of JSON with prose is marks, so that thirty
thousand characters of it are mended."""
_LONGEST_REPAIR = 100_000
"""Characters of it, whatever they are: a string is read in quadratic time too."""
_ANY_MARK = re.compile(r"[^\w\s]|\d")
_MOST_BRACKETS = 1000
_DEEPEST_OPEN = 8
"""Mending takes time that grows with the product of these; our forms are five deep."""


class MalformedAnswer(ValueError):
    """The answer is not of the form asked for; its message says how, for the model to mend."""


class NoJson(MalformedAnswer):
    """There is none at all in it: the server talks nonsense, or for the moment."""


def read(text: str, form: type[FormT]) -> FormT:
    """The answer as its form. Raises MalformedAnswer, and NoJson where nothing can be mended.

    Thoughts and whatever else stands around the JSON are passed over. Of several objects the last
    that fits counts, then one that fits inside a list or a wrapper, and a broken object is mended
    by json-repair: what comes out has to pass the same validation as a whole one.
    """
    if len(text) > _LONGEST_ANSWER:
        raise MalformedAnswer("it is too long")
    whole = _fitting([_whole(text)], form)  # a sentence on marks may stand in it
    if whole is not None:
        return whole
    bare = without_thoughts(text)
    shown = bare if "{" in bare else text  # for want of another, an answer among the thoughts
    if "{" not in shown:
        raise NoJson("there is no JSON object in it" if bare.strip() else "it is empty")
    found = candidates(shown)
    items = [part for part in found if isinstance(part, dict)]  # without the list they are for
    value = _fitting([*found, *([items] if items else [])], form)
    return _mended(shown[shown.index("{") :], form) if value is None else value


def _whole(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def without_thoughts(text: str) -> str:
    """The text after and between the thoughts; a mark that closes none closes all before it."""
    kept: list[str] = []
    end, is_thought = 0, False
    for mark in _MARK.finditer(text):
        if not is_thought:
            kept.append(text[end : mark.start()])
        if mark["open"]:
            is_thought = True
        elif mark["close"] and not is_thought:
            kept.clear()
        else:
            is_thought = False
        end = mark.end()
    return "".join(kept) if is_thought else "".join((*kept, text[end:]))


def candidates(text: str) -> list[object]:
    """The last objects of a text, and lists of objects, that are whole JSON; in their order.

    A text that is a JSON string is read as what the string holds.
    """
    if text.lstrip().startswith('"'):
        inside = decoded(text.lstrip())
        text = inside if isinstance(inside, str) else text
    found: deque[object] = deque(maxlen=_MOST_CANDIDATES)
    place, left = 0, _READ_AGAIN * len(text)
    for _ in range(_MOST_TRIES):
        start = _START.search(text, place)
        if start is None or left < 0:
            break
        place = start.start()
        try:
            value, place = json.JSONDecoder().raw_decode(text, place)
        except json.JSONDecodeError as error:
            left -= error.pos - place
            place += 1
        except (ValueError, RecursionError):
            break
        else:
            found.append(value)
    return list(found)


def _fitting(found: list[object], form: type[FormT]) -> FormT | None:
    """The last that fits and says something; the last that fits where none says anything."""
    hollow: FormT | None = None
    for ways in (_as_it_is, _unwrapped):
        for candidate in reversed(found):
            for value in ways(candidate, form):
                try:
                    fits = form.model_validate(value)
                except (ValidationError, RecursionError):
                    continue
                if any(fits.model_dump().values()):
                    return fits
                hollow = hollow or fits
    return hollow


def _as_it_is(candidate: object, _form: type[BaseModel]) -> Iterator[object]:
    yield candidate


def _unwrapped(candidate: object, form: type[BaseModel]) -> Iterator[object]:
    """What may be meant, one level in: an item, a value, JSON in a string, a list alone."""
    fields = list(form.model_fields)
    if isinstance(candidate, list):
        yield from reversed(candidate[-_MOST_CANDIDATES:])
        if len(fields) == 1:
            yield {fields[0]: candidate}
    if isinstance(candidate, dict):
        with suppress(RecursionError):
            yield _renamed({name: _out_of_string(value) for name, value in candidate.items()})
        yield from (_out_of_string(value) for value in list(candidate.values())[:_MOST_CANDIDATES])


def _out_of_string(value: object) -> object:
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    inside = decoded(value.lstrip())
    return value if inside is None else inside


def _renamed(value: object) -> object:
    """With all names of fields as ours are: `Due Date` → `due_date`."""
    if isinstance(value, dict):
        return {
            re.sub(r"[\s-]+", "_", str(name).strip().lower()): _renamed(inner)
            for name, inner in value.items()
        }
    return [_renamed(inner) for inner in value] if isinstance(value, list) else value


def _mended(text: str, form: type[FormT]) -> FormT:
    """A broken object, mended. Raises MalformedAnswer."""
    if not _is_flat(text):
        raise MalformedAnswer("it is nested too deeply")
    found = _repaired(text)
    value = _fitting([found], form)
    if value is not None:
        return value
    first = decoded(text)
    if first is None:
        first = found[0] if isinstance(found, list) and found else found
    try:
        return form.model_validate(first)
    except ValidationError as error:
        raise MalformedAnswer(_plainly(error)) from error


def _is_flat(text: str) -> bool:
    """Whether its brackets are few, and few of them open at once."""
    opened = [1 if bracket in "{[" else -1 for bracket in re.findall(r"[{}\[\]]", text)]
    return len(opened) <= 2 * _MOST_BRACKETS and max(accumulate(opened), default=0) <= _DEEPEST_OPEN


def _repaired(text: str) -> object:
    import json_repair

    marks = len(_ANY_MARK.findall(text))
    if len(text) > _LONGEST_REPAIR or marks * len(text) > _MOST_REPAIRED:
        raise MalformedAnswer("its JSON is broken")
    try:
        found: object = json_repair.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedAnswer("its JSON is broken") from error
    return found


def _plainly(error: ValidationError) -> str:
    """The first few faults, each with its place: `stories.0.headline: field required`."""
    faults = [
        f"{'.'.join(map(str, fault['loc'])) or 'the object'}: {fault['msg'].lower()}"
        for fault in error.errors(include_url=False, include_input=False)
    ]
    return "; ".join(faults[:4])
