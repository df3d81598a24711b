"""A newsletter of several items is several articles; a letter with headings stays one."""

import time

import pytest

from digest.sources.newsletter import Item, items_of_html, items_of_text

NEWS = [
    ("Ferry firm orders six boats", "The ferry firm Sullcraft ordered six electric boats from a yard in Aske on Monday. The first of them is to sail in spring."),
    ("Voters keep the old mayor", "Dora Finch was elected mayor of Torvi for a third term with 51 per cent. Her rival Ivo Lund conceded before midnight."),
    ("Rare owl nests on crane", "A pair of eagle owls has nested on a building crane at Minsk End, where work must rest until June. Five chicks have hatched."),
]  # fmt: skip
BRIEFE = [
    ("Rathaus wird saniert", "Das Rathaus von Torvi wird ab Mai für neun Millionen saniert. Das beschloss der Stadtrat am Montag mit großer Mehrheit."),
    ("Zug entgleist bei Aske", "Ein Güterzug ist in der Nacht bei Aske entgleist, verletzt wurde niemand. Die Strecke bleibt bis Donnerstag gesperrt."),
    ("Uhu brütet auf Kran", "Ein Uhupaar brütet auf einem Baukran, dessen Betreiber deshalb bis Juni warten muss. Fünf Küken sind geschlüpft."),
]  # fmt: skip
COLUMN = [
    ("The pier of my youth", "The pier was the only street in Torvi that led anywhere. My aunt sold herring there, and the pier smelled of her all summer."),
    ("The pier in the storm", "When the storm took the first planks, nobody mended the pier. We walked round the holes, as one walks round an old quarrel."),
    ("The pier to come", "Now the council promises a pier of steel. I would rather have the holes, and my aunt, and the herring of those summers."),
]  # fmt: skip


def url(number: int) -> str:
    return f"https://post.example/{number}"


def page(*parts: str) -> str:
    return f"<html><body><table><tr><td>{''.join(parts)}</td></tr></table></body></html>"


def each(form: str, told: list[tuple[str, str]]) -> list[str]:
    return [form.format(h=h, H=h.upper(), t=t, u=url(n), n=n + 1) for n, (h, t) in enumerate(told)]


@pytest.mark.parametrize("told", [NEWS, BRIEFE])
@pytest.mark.parametrize(
    "form",
    [
        "<h2><a href='{u}'>{h}</a></h2><p>{t}</p>",
        "<h3>{h}</h3><p>{t}</p><p><a href='{u}'>Read more →</a></p>",
        "<div><b>{h}</b></div><div>{t} <a href='{u}'>Weiterlesen</a></div>",
        "<p><b>{h}</b> {t} <a href='{u}'>Read on</a></p>",
        "<p><strong>{h}</strong></p><p>{t} <a href='{u}'>Mehr</a></p>",
        "<h2>WORLD</h2><h3><a href='{u}'>{h}</a></h3><p>{t}</p>",
        "<a href='{u}'><img src='{n}.png'></a><p><a href='{u}'>{h}</a></p><p>{t}</p>",
        "<h2>{h}</h2><p>{t}</p>",
    ],
)
def test_each_item_of_a_page_is_an_article(form: str, told: list[tuple[str, str]]) -> None:
    """Under its own heading, with its own text, and the link that it has."""
    items = items_of_html(page("<h1>Good evening</h1><p>All you need.</p>", *each(form, told)))

    links = [url(n) if "{u}" in form else None for n in range(len(told))]
    assert [Item(heading=h, text=t, link=u) for (h, t), u in zip(told, links, strict=True)] == items


@pytest.mark.parametrize("told", [NEWS, BRIEFE])
@pytest.mark.parametrize(
    "form",
    [
        "{n}. {h}\n{t}",
        "{H}\n\n{t}",
        "{h}\n-----------\n{t}",
        "## {h}\n\n{t}",
        "* {h}\n{t}\nRead on: {u}",
        "{h}\n{t}\n{u}",
        "{h}\n\n{t}\n\n----------",
    ],
)
def test_each_item_of_plain_text_is_an_article(form: str, told: list[tuple[str, str]]) -> None:
    """Numbers, capitals, rules and links mark them."""
    items = items_of_text("\n\n".join(["Good morning!", *each(form, told)]))

    assert [t for _, t in told] == [item.text for item in items]
    assert [h.lower() for h, _ in told] == [item.heading.lower() for item in items]


@pytest.mark.parametrize(
    "markup",
    [
        page(f"<h1><a href='{url(9)}'>Piers</a></h1>", *each("<h2>{h}</h2><p>{t}</p>", COLUMN)),
        page(*each("<h2>{h}</h2><p>{t} See <a href='{u}'>the plan</a> of it.</p>", COLUMN)),
        page(
            *each("<p>{t}</p>", COLUMN * 2),
            *each("<h3><a href='{u}'>{h}</a></h3><p>{t}</p>", NEWS[:2]),
        ),
        page(*each("<h2>{h}</h2><p>{t}</p>", NEWS[:2])),
    ],
)
def test_a_page_that_is_one_article_stays_one(markup: str) -> None:
    """Headings, links in its text and a list of other reports below do not cut it up."""
    assert [] == items_of_html(markup)


@pytest.mark.parametrize("form", ["{n}. {h}\n{t}", "{H}\n\n{t}", "{h}\n\n{t}", "{t}"])
def test_a_letter_that_is_one_article_stays_one(form: str) -> None:
    """Its parts share their subject, or its writer speaks of himself."""
    assert [] == items_of_text("\n\n".join(each(form, COLUMN)))


@pytest.mark.parametrize("part", ["<b>", "<a href='https://a.example'>", "<td>", "A\n\n", "1. A\n"])
def test_a_hostile_mail_costs_no_time(part: str) -> None:
    """Mark-up made to be nested is read as quickly as another."""
    start = time.process_time()

    items_of_html(part * 5000)
    items_of_text(part * 5000)

    assert time.process_time() - start < 3
