# ruff: noqa: E501  a table of words is easier to check in long lines
"""English."""

from digest.language.lexicons import Lexicon, listed

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_RANKS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"

LEXICON = Lexicon(
    first_person=listed(
        "i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours ourselves"
    ),
    stopwords=listed(
        """
        a an the this that these those and or but nor so yet as if than then of in on at to from
        by with for into onto over under about after before between through during against within
        without upon off out up down near per via among amid around since until till toward
        towards across along behind beyond despite except i me my mine myself you your yours
        yourself he him his himself she her hers herself it its itself we us our ours ourselves
        they them their theirs themselves who whom whose which what where when why how there here
        am is are was were be been being do does did doing done have has had having will would
        shall should can could may might must ought not no n't also too very just only even still
        already ever never again more most much many some any all both each every either neither
        other others another such own same one ones while because although though however once
        whether let get got gets getting s t d ll m re ve don don't isn't aren't wasn't weren't
        didn't doesn't won't wouldn't couldn't shouldn't can't cannot hasn't haven't hadn't mr mrs
        ms dr said say says saying
        """
    ),
    numbers={
        **{word: float(value) for value, word in enumerate(_ONES.split())},
        **{word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)},
        "dozen": 12.0,
        "dozens": 24.0,
        "half": 0.5,
        "quarter": 0.25,
        "twice": 2.0,
        "double": 2.0,
        "doubled": 2.0,
        "triple": 3.0,
    },
    scales={
        "hundred": 1e2,
        **dict.fromkeys(("thousand", "k"), 1e3),
        **dict.fromkeys(("million", "millions", "m", "mn", "mln"), 1e6),
        **dict.fromkeys(("billion", "billions", "bn", "b"), 1e9),
        **dict.fromkeys(("trillion", "trillions", "tn", "trn"), 1e12),
    },
    ordinals={word: float(value) for value, word in enumerate(_RANKS.split(), 1)},
    months={
        **{word: value for value, word in enumerate(_MONTHS.split(), 1)},
        **{word[:3]: value for value, word in enumerate(_MONTHS.split(), 1)},
        "sept": 9,
    },
    weekdays={
        **{word: value for value, word in enumerate(_DAYS.split())},
        "mon": 0,
        "tue": 1,
        "thu": 3,
        "fri": 4,
    },
    days={"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1},
    percent=listed("%, percent, percentage, pct, per cent"),
    above=listed(
        "more than, over, at least, above, upwards of, exceeding, exceeded, excess of, topped, passed, surpassed"
    ),
    below=listed("nearly, almost, less than, fewer than, under, up to, below, close to"),
    about=listed("about, around, roughly, approximately, some, approx, circa"),
    negators=listed(
        """
        not no n't never none nobody nothing nowhere neither nor without cannot hardly barely
        scarcely
        """
    ),
    qualifiers=listed(
        "former ex acting deputy vice assistant prime interim shadow late elect first next"
    ),
    says=listed(
        """
        said says say saying told tells claimed claims claiming alleged alleges alleging argued
        argues arguing insisted insists insisting warned warns warning stated states according
        suggested suggests denied denies believes believed believe thinks thought think added
        adds adding asserted asserts contended contends maintained maintains wrote writes called
        calls predicted predicts estimates testified tweeted complained
        hinted reported reports accused accuses noted notes explained explains mentioned
        mentions speculated
        """
    ),
    sources=listed("according"),
    inverts=listed("said says stated claimed argued insisted warned added noted explained wrote"),
    titles=listed("mr mrs ms miss dr sir lady lord dame rev prof hon"),
    roles=listed(
        """
        president vice-president premier chancellor minister secretary senator congressman
        congresswoman representative governor mayor judge justice attorney prosecutor lawyer
        sheriff chief commissioner director chairman chairwoman chair ceo cfo founder co-founder
        executive manager coach captain spokesman spokeswoman spokesperson ambassador general
        colonel sergeant officer detective king queen prince princess pope bishop archbishop
        cardinal professor doctor scientist researcher analyst actor actress singer producer
        author writer journalist editor reporter player goalkeeper striker quarterback driver
        pilot astronaut engineer leader deputy head treasurer owner victim suspect defendant
        witness father mother son daughter brother sister wife husband widow lawmaker mp
        councillor aide adviser advisor envoy diplomat economist teacher student principal
        """
    ),
    anaphors=listed(
        """
        he she they him her them his hers their it its we us our i my who the this that these
        those himself herself itself themselves
        """
    ),
)
