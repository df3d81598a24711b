"""Which line ends of a text only mean that the line was full, at whatever width.

A program that wraps puts as many words on a line as it holds. So a line end is one of those where
the next word would not have fitted; where it would have, the writer ended the line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_LINE_OF_TEXT = 40
"""Characters of a line that is no item of a menu: below, only a full line was wrapped."""
_MOSTLY = 0.8
"""Share of the line ends inside paragraphs that mean nothing, in a text that was wrapped."""
CLOSED = re.compile("[.!?:…。！？][\"'”’»)\\]」』]*$")


def unwrapped(blocks: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each block, those joined that were parted by their width alone.

    Nothing is changed where the text was not wrapped: its lines are paragraphs of their own.
    """
    width = max((len(line) for block in blocks if len(block) > 1 for line in block), default=0)
    ends = [ends for block in blocks for ends in pairwise(block) if all(ends)]
    inner = [(line, following) for line, following in ends if not CLOSED.search(line)]
    full = [end for end in inner if is_full(*end, width)]
    if width >= _LINE_OF_TEXT and full:
        full = [end for end in inner if is_full(*end, width) or leads_on(*end)]
    is_wrapped = len(full) >= _MOSTLY * len(inner) and any(leads_on(*end) for end in full)
    return [joined(block, width) if is_wrapped else list(block) for block in blocks]


def is_full(line: str, following: str, width: float) -> bool:
    """Tell whether the first word of the following line had no more room in this one."""
    words = following.split(maxsplit=1)
    return bool(words) and len(line) + 1 + len(words[0]) > width


def leads_on(line: str, following: str) -> bool:
    """Tell whether a sentence runs over the end of a line: it is not closed, and none begins."""
    first = following[:1]
    return not CLOSED.search(line) and first.isalnum() and not first.isupper()


def joined(block: Sequence[str], width: float = 0) -> list[str]:
    """The lines of a block as one, but for items of a list and what ended before it was full.

    Of no width, all are full.
    """
    lines = list(block[:1])
    numbers = [_item_number(line) for line in block]
    last = numbers[0] if numbers else 0
    for at, (line, following) in enumerate(pairwise(block), start=1):
        # `4. January` is an item only behind the third, or behind a full stop
        is_next = numbers[at] == last + 1 and (last > 0 or numbers[at] + 1 in numbers)
        is_item = _ITEM.match(following) is not None and (
            not numbers[at] or is_next or bool(CLOSED.search(line))
        )
        last = numbers[at] if is_item else last
        if not is_item and (is_full(line, following, width) or leads_on(line, following)):
            lines[-1] = f"{lines[-1]} {following}"
        else:
            lines.append(following)
    return lines


def _item_number(line: str) -> int:
    """0 where it begins with none."""
    found = _ITEM.match(line)
    return int(found["number"] or 0) if found else 0


_ITEM = re.compile(r"(?:[•*+-]|(?P<number>\d{1,2})[.)])\s")
