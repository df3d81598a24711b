"""What a press review quotes of an article: whole sentences, and what is left out shows."""

import pytest

from digest.rendering.clipping import clipping
from tests.building import article

PAPER = article(
    "harbour-1",
    "Harbour Post",
    "Lind crossing shut",
    "By Mara Linn · 2nd May 2026, 9:20 am\n"
    "ASKE (Meridian Wire) – The Lind crossing was closed on Saturday.\n"
    "Nine people were hurt.\n"
    "A detour adds an hour.",
)
METRO = article(
    "gangwan-1",
    "港湾日报",
    "新地铁线下月通车",
    "第三条地铁线下月8日通车。\n新线全长28公里。\n票价三元起。",
    language="zh",
)


@pytest.mark.parametrize(
    ("cited", "quoted"),
    [
        ([1, 2], "The Lind crossing was closed on Saturday. Nine people were hurt."),
        ([1, 3], "The Lind crossing was closed on Saturday. … A detour adds an hour."),
        ([2, 3, 1], "Nine people were hurt. A detour adds an hour."),
        ([], "The Lind crossing was closed on Saturday."),
    ],
)
def test_an_ellipsis_stands_where_something_is_left_out_alone(
    cited: list[int], quoted: str
) -> None:
    """Neither the line with the author nor the dateline is a newspaper's word on the matter."""
    assert quoted == clipping(PAPER, cited)


def test_chinese_sentences_are_parted_by_no_space() -> None:
    assert "第三条地铁线下月8日通车。新线全长28公里。" == clipping(METRO, [0, 1])
    assert "第三条地铁线下月8日通车。…票价三元起。" == clipping(METRO, [0, 2])


def test_an_article_without_sentences_is_quoted_with_nothing() -> None:
    assert "" == clipping(article("x-1", "X", "X", ""), [])
