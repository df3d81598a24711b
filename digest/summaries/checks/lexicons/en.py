# ruff: noqa: E501  a table of words is easier to check in long lines
"""English."""

from digest.summaries.checks.lexicons import Lexicon, kinds, listed

_HEDGES = {
    "possible": "may might could can possible possibly perhaps maybe potentially potential",
    "likely": (
        "likely probably probable presumably apparently apparent seemingly appears appear seems"
        " seem seemed appeared appearing seeming"
    ),
    "doubt": "unlikely doubtful improbable unclear uncertain",
    "alleged": (
        "alleged allegedly reported reportedly purported purportedly suspected supposedly"
        " supposed rumoured rumored rumours rumors unconfirmed unverified preliminary"
    ),
    "expected": (
        "expected expects expect anticipated predicted forecast projected estimated thought"
        " believed considered should hoped"
    ),
    "intended": (
        "plans plan planned planning intends intend intended proposes aims aim seeks wants want"
        " wanted hopes hope willing promised pledged vowed threatened prepared"
    ),
    "considered": "considering considers mulling mulls weighing weighs",
    "scheduled": "due set scheduled ready poised",
    "future": "will would shall 'll i'll he'll she'll we'll they'll it'll you'll",
    "attempt": "tried tries try trying attempted attempts attempt attempting sought",
    "condition": "if unless",
    "partly": "partly partially mostly mainly largely partial",
    "nearly": "nearly almost virtually",
    "for now": "temporarily temporary provisionally provisional tentatively tentative",
}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"

LEXICON = Lexicon(
    portions=listed("some few certain"),
    degrees=listed(
        """
        strongly sharply severely deeply fiercely heavily hugely massively drastically dramatically
        entirely completely totally wholly utterly fully always certainly definitely undoubtedly
        clearly obviously overwhelmingly unanimously exclusively universally significantly
        """
    ),
    linkers=listed("despite because due amid following after owing thanks"),
    adding=("ing",),
    relations=kinds(
        by="by",
        after="after following",
        before="before until ahead",
        because="because due owing",
        despite="despite notwithstanding",
        against="against",
        without="without",
    ),
    possessives=listed("his her its their"),
    objects=listed("him them her it"),
    averages=listed("average averages averaged averaging median typical typically each apiece"),
    pronouns=listed("he she it they who which"),
    first_person=listed(
        "i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours ourselves"
    ),
    genitives=listed("of into about over against behind"),
    articles=listed("a an the"),
    generics=listed(
        """
        company firm business group team club agency body organisation organization department
        ministry institution party vehicle car aircraft plane jet ship boat train device machine
        product site building man woman person people boy girl couple pair family child city town
        village country nation state region area bill measure law legislation plan proposal deal
        agreement report study document move decision programme program project system
        """
    ),
    relatives=listed("that"),
    joins=listed("and or nor"),
    conjoins=listed("and with"),
    apart=listed("and or of for in to with"),
    wishes=listed(
        "want wants wanted expect expects expected ask asks asked help helps helped like likes"
    ),
    passives=listed("is are was were be been being get got"),
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
    on=listed("on"),
    percent=listed("%, percent, percentage, pct, per cent"),
    above=listed("more than, over, at least, above, upwards of, exceeding, excess of"),
    below=listed("nearly, almost, less than, fewer than, under, up to, below, close to"),
    about=listed("about, around, roughly, approximately, some, approx, circa"),
    negators=listed(
        """
        not no n't never none nobody nothing nowhere neither nor without cannot hardly barely
        scarcely
        """
    ),
    conjunctions=listed("but because although though while whereas unless if until when that"),
    denials=listed(
        """
        deny denies denied denying refuse refuses refused refusing fail fails failed failing
        reject rejects rejected rejecting unable unlikely lack lacks lacked lacking prevent
        prevents prevented preventing avoid avoids avoided avoiding avert averts averted averting
        escape escapes escaped evade evades evaded dodge dodges dodged decline declines declined stopped
        impossible absent absence instead rather dismissed dismisses dismiss blocked ruled
        dispute disputes disputed unclear unknown withheld barred
        """
    ),
    refusals=listed(
        """
        deny denies denied refuse refuses refused fail fails failed reject rejects rejected
        decline declines unable unlikely dispute disputes disputed impossible
        """
    ),
    harmless=listed(
        """
        not only, not just, not least, not merely, not simply, no doubt, why not, or not, if not,
        not to mention, no matter, no less than, no fewer than, not so much, whether or not
        """
    ),
    hedges={
        **{word: kind for kind, words in _HEDGES.items() for word in words.split()},
        "in part": "partly",
    },
    duties=listed("must ought"),
    owing=listed(
        """
        should shall need needs needed require requires required requiring obliged obligation
        obligations obligatory mandatory mandate mandates mandated mandating order ordered orders
        compulsory duty necessary forced forces
        """
    ),
    needs_to=listed(
        """
        plans plan planned planning intends intend intended aims aim seeks wants want wanted hopes
        hope willing promised pledged vowed threatened due set scheduled ready poised prepared expected
        believed thought considered tried tries try trying attempted attempts attempt attempting
        sought appears appear appeared seems seem seemed supposed
        """
    ),
    collectives=listed(
        """
        police people government parliament congress court nobody everyone everybody someone
        somebody women men children staff management media press public family council court one
        none several management army navy militia coalition opposition nothing everything
        """
    ),
    asks=listed("ask asks asked know knew see sure wonder wondered as even what only and or"),
    qualifiers=listed(
        "former ex acting deputy vice assistant prime interim shadow late elect first next"
    ),
    reporting=listed(
        """
        said says say saying told tells tell claimed claims claim claiming alleged alleges argued
        argues argue arguing insisted insists insisting warned warns warning stated states
        according suggested suggests accused accuses accusing denied denies deny believes believed
        believe thinks thought think adding asserted asserts contended contends maintained
        maintains reported reports reportedly wrote writes predicted predicts estimated estimates
        testified tweeted complained quoted opinion hinted noted notes explained explains
        mentioned mentions speculated asked asks added adds found announced announces confirmed confirms acknowledged admitted
        conceded spokesman spokeswoman spokesperson statement agreed promised
        """
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
    tells=listed("told tells"),
    sources=listed("according"),
    inverts=listed("said says stated claimed argued insisted warned added noted explained wrote"),
    copulas=listed("is was became becomes who as remains named elected appointed are were"),
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
    same_roles={
        **dict.fromkeys(("attorney", "solicitor", "barrister", "counsel"), "lawyer"),
        **dict.fromkeys(("spokeswoman", "spokesperson"), "spokesman"),
        **dict.fromkeys(("chairwoman", "chair", "chairperson"), "chairman"),
        **dict.fromkeys(("congressman", "congresswoman", "mp", "legislator"), "lawmaker"),
        **dict.fromkeys(("officer", "policeman", "policewoman"), "police"),
        "actress": "actor",
        "advisor": "adviser",
    },
    anaphors=listed(
        """
        he she they him her them his hers their it its we us our i my who the this that these
        those himself herself itself themselves
        """
    ),
)
