"""An invented edition in four languages, two directions and two kinds of script."""

from dataclasses import replace

from digest.model import Citation, Coverage, Point, Position, Summary
from tests.building import article, at, point, quote, story
from tests.golden_digest import DIGEST

ARABIC = article(
    "ar-1",
    "صحيفة الميناء",
    "إغلاق جسر ليند بعد كشف شرخ",
    "أُغلق جسر ليند أمام حركة المرور صباح السبت بعد كشف شرخ في عارضة رئيسية.\n"
    "قالت المهندسة مارا عودة: «لن نفتح الجسر قبل فحص كل لحام».",
    url="https://mina.example/lind",
    published=at(2, 14, 5),
    language="ar",
)
JAPANESE = article(
    "ja-1",
    "港新聞",
    "リンド橋が閉鎖、主桁に亀裂",
    "リンド橋は土曜日の朝、主桁に亀裂が見つかり、全面的に閉鎖された。",
    url="https://minato.example/lind",
    published=at(2, 23, 30),
    language="ja",
)
GERMAN = article(
    "de-1",
    "Hafenpost",
    "Lind-Brücke nach Riss gesperrt",
    "Die Lind-Brücke ist seit Samstag gesperrt, weil ein Hauptträger gerissen ist.\n"
    "Neun Menschen wurden verletzt.",
    url="https://hafenpost.example/lind",
    published=at(3),
    language="de",
)
ENGLISH = article(
    "en-1",
    "Harbour Post",
    "Lind crossing shut",
    "The Lind crossing was closed on Saturday.\nTwelve people were hurt.",
    url="https://harbour-post.example/lind",
    published=at(2, 9, 20),
)


def _told(*points: Point, headline: str, **more: object) -> Summary:
    told = Summary(method="extractive", headline=headline, points=points)
    return replace(told, **more)  # type: ignore[arg-type]


_DIFFERENCE = replace(
    DIGEST.stories[0].summary.differences[0],
    about="people injured",
    positions=(
        Position(text=GERMAN.sentence(1), citations=(Citation("de-1", 1),), value="neun"),
        Position(text=ENGLISH.sentence(1), citations=(Citation("en-1", 1),), value="Twelve"),
    ),
)

STORIES = (
    story(
        1,
        "",
        (GERMAN, ENGLISH),
        _told(
            point(GERMAN.sentence(0), ("de-1", 0)),
            point(ENGLISH.sentence(0), ("en-1", 0)),
            headline=GERMAN.title,
            differences=(_DIFFERENCE,),
        ),
    ),
    story(
        2,
        "",
        (ARABIC,),
        _told(
            point(ARABIC.sentence(0), ("ar-1", 0)),
            headline=ARABIC.title,
            quotes=(quote("لن نفتح الجسر قبل فحص كل لحام", "مارا عودة", ARABIC),),
        ),
        continues="2026-04-24: جسر ليند",
    ),
    story(
        3, "", (JAPANESE,), _told(point(JAPANESE.sentence(0), ("ja-1", 0)), headline=JAPANESE.title)
    ),
)

MIXED = replace(
    DIGEST,
    lead=(),
    stories=STORIES,
    articles=(ARABIC, ENGLISH, GERMAN, JAPANESE),
    skipped=(),
    coverage=Coverage(read=4, told=3, copies=0, merged=1, left_out=0),
    notices=(),
)
