# ruff: noqa: E501  a table of words is easier to check in long lines
"""Dutch."""

from digest.language.lexicons import Lexicon, calendar, counting, listed, week

LEXICON = Lexicon(
    first_person=listed("ik mij mijn wij ons onze"),
    stopwords=listed(
        """
        de het een en of maar want dus dat die dit deze wie wat waar wanneer hoe als dan om
        te ten ter in op aan uit bij met naar van voor over onder door tot tegen zonder
        tussen na sinds tijdens wegens ik jij je u hij zij ze het wij we jullie hen hun hem
        haar mij me ons zich mijn jouw zijn onze is zijn was waren ben bent geweest heeft
        hebben had hadden worden wordt werd werden geworden zal zullen zou zouden kan kunnen
        kon konden moet moeten moest wil willen wilde mag mogen niet geen niets nooit er
        hier daar ook nog al zeer meer minder zo zoals toen zei zegt
        """
    ),
    numbers=counting(
        "twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 twintig=20 dertig=30 veertig=40 vijftig=50 honderd=100 dozijn=12"
    ),
    scales=counting("duizend=1000 miljoen=1000000 miljard=1000000000"),
    months=calendar(
        "januari februari maart april mei juni juli augustus september oktober november december"
    ),
    weekdays=week("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    days={"vandaag": 0, "morgen": 1, "gisteren": -1},
    percent=listed("%, procent"),
    above=listed("meer dan, ruim, minstens"),
    below=listed("bijna, minder dan, onder, tot"),
    about=listed("ongeveer, circa, rond, zo'n"),
    negators=listed("niet geen nooit niemand niets noch zonder"),
    says=listed(
        """
        zei zegt verklaarde beweerde beweert meldde volgens aldus waarschuwde stelt stelde
        vindt
        """
    ),
    sources=listed("volgens aldus"),
    inverts=listed("zei zegt verklaarde meldde"),
    titles=listed("dhr mevr dr"),
    anaphors=listed("hij zij ze hem haar hun zijn het de dit deze die dat"),
)
