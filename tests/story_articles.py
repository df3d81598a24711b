"""Invented articles of invented outlets, shared by the tests of grouping."""

from datetime import UTC, datetime

from digest.model import Article

NOW = datetime(2031, 5, 4, 8, tzinfo=UTC)


def article(
    number: int,
    title: str,
    text: str,
    source: str = "",
    *,
    day: int | None = 3,
    section: str | None = None,
    weight: float = 1.0,
    is_teaser: bool = False,
) -> Article:
    return Article(
        id=f"a{number}",
        source=source or f"Outlet {number}",
        url=None,
        title=title,
        published=None if day is None else datetime(2031, 5, day, tzinfo=UTC),
        language="en",
        text=text,
        sentences=(),
        section=section,
        weight=weight,
        is_teaser=is_teaser,
    )


FLOOD = [
    article(
        1,
        "Dam above Velmora gives way after three days of rain",
        "The Kessin dam above the town of Velmora gave way on Saturday night, flooding four hundred"
        " homes. Mayor Ilse Trand said twelve people were missing. Engineers had warned of cracks in"
        " the Kessin dam in March.",
    ),
    article(
        2,
        "Twelve missing as Kessin dam bursts",
        "Twelve people were missing in Velmora on Sunday after the Kessin dam burst and water"
        " reached the second floors of homes. Ilse Trand, the mayor, asked residents to stay on"
        " high ground while engineers examined what is left of the dam.",
    ),
    article(
        3,
        "Velmora flooded: mayor asks residents to stay on high ground",
        "Water from the broken Kessin dam covered the old town of Velmora. Rescue teams in boats"
        " looked for the missing. Engineers warned in March that cracks in the dam were growing.",
    ),
]
STRIKE = [
    article(
        4,
        "Tram drivers in Orlask strike over night shifts",
        "Tram drivers in Orlask stopped work on Monday over the new night shifts. The union ODV"
        " said nine in ten drivers joined. The transport company Orlatram called it unlawful.",
    ),
    article(
        5,
        "No trams in Orlask as ODV union strikes",
        "Orlask woke up without trams after the ODV union called its drivers out over night"
        " shifts. Orlatram, the company, went to court and called the strike unlawful.",
    ),
]
AGENCY = (
    "Fishermen off the island of Torvi pulled a bronze bell out of their nets on Thursday that"
    " historians believe belonged to the Anselma, a cargo ship lost in a storm in 1871.\n"
    "The bell weighs forty kilograms and carries the year of its casting. It was covered in"
    " mussels when the crew of the trawler Petrel hauled it up from sixty metres.\n"
    '"We thought it was an old gas bottle," said skipper Jon Marra. "Then one of the boys hit it'
    ' with a spanner and it rang."\n'
    "The island's museum has asked divers to search the sea bed for the wreck. Under the law the"
    " finders may claim a tenth of the value, but Marra said the crew would give the bell away.\n"
    "Nineteen people died when the Anselma went down. A service in their memory is planned for the"
    " autumn, when the bell is to be rung for the first time in a hundred and sixty years."
)
