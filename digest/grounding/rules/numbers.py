"""Numbers and dates: every figure of a sentence stands in its story, with its unit."""

from datetime import date

from digest.grounding.counts import checked, figures_of
from digest.grounding.evidence import Evidence
from digest.grounding.outcome import Outcome
from digest.grounding.rule import Example, Rule
from digest.language.passage import Passage


def find(claim: Passage, evidence: Evidence) -> Outcome:
    """Figures and dates that no article of the story has."""
    figures = evidence.once(figures_of)
    faults = [
        f"no article of the story has the number {readings[0].text!r}"
        for readings in checked(claim)
        if not figures.has(readings)
    ]
    faults += [
        f"no article of the story has the date {day.text!r}"
        for day in claim.days
        if figures.lacking(day)
    ]
    if faults:
        return Outcome(tuple(faults))
    told = [*(q.text for q in claim.quantities), *(d.text for d in claim.days)]
    return Outcome(note=f"found: {', '.join(told)}" if told else "no numbers or dates")


RULE = Rule(
    id="numbers",
    kind="veto",
    refuses="a number that its sources do not have",
    needs=frozenset(
        {"about", "above", "age_words", "below", "clock_prepositions", "currencies", "days"}
        | {"indefinite", "last_year", "more_months", "next_year", "numbers", "ordinals", "percent"}
        | {"scales", "units", "more_weekdays"}
    ),
    find=find,
    examples=(
        Example(
            "money in another notation is the same; another sum or currency is not",
            "It cost £600mn.",
            ("It cost 600m pounds.",),
            ("It cost £700mn.", "It cost $600mn."),
        ),
        Example(
            "`about` rounds, and says so; a bare figure needs its currency",
            "It cost £600mn.",
            ("It cost about £590 million.",),
            ("It cost £610m.", "It cost 600."),
        ),
        Example(
            "a longer figure is shown rounded, never past what it shows",
            "It cost $1,299,560.",
            ("It cost $1.3 million.",),
            ("It cost $1.4 million.",),
        ),
        Example(
            "`topped` and `over` round down",
            "It sold 2,134 cups.",
            ("Sales topped 2,000.", "It sold over 2,100."),
            ("It sold 2,300.",),
        ),
        Example(
            "`nearly` rounds up",
            "It drew 1,980.",
            ("It drew nearly 2,000.", "It drew about 2,000."),
            ("It drew 2,500.",),
        ),
        Example(
            "`5%` is `5 percent`; without it it is a count",
            "It rose 5 percent.",
            ("It rose 5%.",),
            ("It rose 6%.", "It rose 5."),
        ),
        Example(
            "one, two and `first` are counted by whoever sums up; more is read",
            "Three men fled.",
            ("One juror and two others saw three men first.",),
            ("Four men fled.",),
        ),
        Example(
            "a unit is written short, long or joined; another unit is another length",
            "It is 12 m wide.",
            ("It is 12m wide.", "It is 12 metres wide."),
            ("It is 12 ft wide.",),
        ),
        Example(
            "years of a season are two years",
            "He led in 2007–08.",
            ("He led from 2007 to 2008.",),
            ("He led in 2009.",),
        ),
        Example(
            "an age may stand without its years",
            "Jack, 75, won.",
            ("The 75-year-old won.",),
            ("The 76-year-old won.",),
        ),
        Example(
            "months make years",
            "He got 48 months.",
            ("He got four years.",),
            ("He got five years.", "He got 48 years."),
        ),
        Example(
            "a century has a hundred years",
            "It is a century old.",
            ("Its 100th anniversary came.",),
            ("Its 90th anniversary came.",),
        ),
        Example(
            "decades, too, are years",
            "It is two decades old.",
            ("It is 20 years old.",),
            ("It is 30 years old.",),
        ),
        Example(
            "words and digits with a half are the same",
            "It ran three and a half hours.",
            ("It ran 3.5 hours.",),
            ("It ran 4.5 hours.",),
        ),
        Example(
            "a word between a figure and its unit does not count",
            "He waited eight long months.",
            ("He waited eight months.",),
            ("He waited eight weeks.",),
        ),
        Example(
            "hours of the day are told by twelve or twenty-four",
            "It starts at 14:00.",
            ("It starts at 2 PM.", "It starts at 2 p.m."),
            ("It starts at 3 PM.",),
        ),
        Example(
            "a half is 50 per cent",
            "It was 50% of them.",
            ("It was half of them.",),
            ("It was a third of them.",),
        ),
        Example(
            "two thirds are 66 or 67 per cent",
            "Of 66% who asked.",
            ("It was two-thirds.",),
            ("It was three-quarters.",),
        ),
        Example(
            "`9/11` is a date",
            "It fell on September 11.",
            ("It fell on 9/11.",),
            ("It fell on September 12.",),
        ),
        Example(
            "a day before or behind its month is the same day",
            "It opens on 5 May.",
            ("It opens on May 5.",),
            ("It opens in June.", "It opens on 6 May."),
        ),
        Example(
            "a weekday is told as it was",
            "It opens on Monday.",
            ("It opens on Monday.",),
            ("It opens on Friday.",),
        ),
        Example(
            "a day told from the day of the article is that date",
            "The ministers meet in Brennick tomorrow.",
            (
                "The ministers met in Brennick on 11 March.",
                "The ministers met in Brennick on Tuesday.",
                "The ministers met in March 2031.",
            ),
            ("The ministers met in Brennick on 12 April.",),
            written=date(2031, 3, 10),
        ),
        Example(
            "so is the year before and the year after",
            "They met last year.  They meet again next year.",
            ("They met in 2030.", "They meet in 2032."),
            ("They met in 2029.", "They meet in 2033."),
            written=date(2031, 3, 10),
        ),
        Example(
            "a unit in the plural is the same joined in front",
            "It weighs 9 pounds.",
            ("It is a 9-pound load.",),
            ("It is a 9-ounce load.",),
        ),
        Example(
            "ranks are read",
            "The third week began.",
            ("It was the third week.",),
            ("It was the fourth week.",),
        ),
        Example(
            "`third party` counts nothing; a rank of two words does",
            "A seed grew.",
            ("A third party bought it.",),
            ("It was a twenty-first birthday.",),
        ),
    ),
)
