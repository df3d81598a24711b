"""An invented edition in four languages, one of them written from right to left."""

from dataclasses import replace

from digest.edition import sealed
from digest.model import Article, Coverage, Summary, ToldStory
from tests.building import article, at, point, quote, story
from tests.golden_digest import DIGEST

HARBOUR = article(
    "ar-1",
    "صحيفة الميناء",
    "إعادة فتح ميناء لوندا بعد العاصفة",
    "أعادت السلطات فتح ميناء لوندا صباح السبت بعد ثلاثة أيام من العاصفة.\n"
    "وقالت المديرة سلمى حداد: «لن تدخل السفن الكبيرة قبل يوم الإثنين».\n"
    "وتضررت 14 رافعة من أصل 40.",
    url="https://mina.example/1",
    published=at(2, 8),
    language="ar",
)
HEATING = article(
    "de-1",
    "Lüdersander Anzeiger",
    "Wärmenetz: Rat stimmt für Donaudampfschifffahrtsgesellschaftskapitänsmützenabgabe",
    "Der Rat stimmte am Freitag mit 21 zu 14 Stimmen für das Wärmenetz.\n"
    "Die Abgabe beträgt 3,75 Euro im Monat.",
    url="https://anzeiger.example/2",
    published=at(2, 9),
    language="de",
)
FERRY = article(
    "ja-1",
    "港湾新聞",
    "タルン島行きのフェリーが土曜日に再開",
    "タルン島行きのフェリーは土曜日の朝に再開した。\n便数は一日六便に増える。",
    url="https://kowan.example/3",
    published=at(2, 10),
    language="ja",
)
MARKET = article(
    "en-1",
    "Harbour Post",
    "Market hall to stay open at night",
    "The market hall of Aske will stay open until midnight from June.\n"
    "Traders had asked for it since 2019.",
    published=at(2, 11),
)


def _told(position: int, of: Article, *, said: str | None = None) -> ToldStory:
    """All sentences of the article, one after another."""
    texts = enumerate(of.sentence_texts())
    summary = Summary(
        method="extractive",
        headline=of.title,
        points=tuple(point(text, (of.id, number)) for number, text in texts),
        quotes=(quote(said, "سلمى حداد", of),) if said else (),
    )
    return story(position, "News", (of,), summary)


MIXED = sealed(
    replace(
        DIGEST,
        lead=(),
        stories=(
            _told(1, HARBOUR, said="لن تدخل السفن الكبيرة قبل يوم الإثنين"),
            _told(2, HEATING),
            _told(3, FERRY),
            _told(4, MARKET),
        ),
        articles=(HARBOUR, HEATING, FERRY, MARKET),
        skipped=(),
        coverage=Coverage(read=4, told=4, copies=0, merged=0, left_out=0),
        notices=(),
    )
)
