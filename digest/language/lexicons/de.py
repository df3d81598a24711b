# ruff: noqa: E501  a table of words is easier to check in long lines
"""German."""

from digest.language.lexicons import Lexicon, calendar, counting, listed, ranks, week

LEXICON = Lexicon(
    first_person=listed(
        "ich mich mir mein meine meinen meiner meinem wir uns unser unsere unseren unserer"
    ),
    stopwords=listed(
        """
        der die das den dem des ein eine einen einem einer eines und oder aber doch nur auch
        noch schon sehr so wie als wenn dass daß ob weil da denn in im an am auf aus bei
        beim mit nach von vom vor zu zum zur über unter für gegen ohne um durch bis seit
        während wegen trotz zwischen hinter neben ich du er sie es wir ihr mich mir dich dir
        ihn ihm ihnen uns euch sich mein dein sein seine seinen seinem seiner seines ihre
        ihren ihrem ihrer ihres unser unsere dieser diese dieses diesen diesem jener jene
        jenes welcher welche welches der ist sind war waren sei seien wäre wären bin bist
        gewesen haben hat hatte hatten habe hätte hätten werden wird wurde wurden werde
        worden würde würden kann können konnte konnten soll sollen sollte sollten muss
        müssen musste will wollen wollte darf dürfen nicht kein keine keinen keiner keinem
        nichts nie hier dort dann man mehr was wer wo wann warum dabei damit daran darauf
        dazu davon worden sowie etwa rund sagte sagt
        """
    ),
    numbers=counting(
        "eins=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 dutzend=12 hundert=100"
    ),
    scales=counting(
        "tausend=1000 mio=1000000 million=1000000 millionen=1000000 mrd=1000000000 milliarde=1000000000 milliarden=1000000000 billionen=1000000000000"
    ),
    ordinals=ranks(
        "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft",
        endings="e en er es em",
    ),
    months=calendar(
        "januar februar märz april mai juni juli august september oktober november dezember"
    ),
    weekdays=week("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    days={"heute": 0, "morgen": 1, "gestern": -1},
    percent=listed("%, prozent"),
    above=listed("mehr als, über, mindestens, wenigstens"),
    below=listed("fast, beinahe, weniger als, unter, bis zu, knapp"),
    about=listed("etwa, rund, ungefähr, circa, ca"),
    negators=listed(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne"
    ),
    says=listed(
        """
        sagte sagten sagt erklärte erklärten behauptete behauptet warnte betonte meinte
        glaubt laut zufolge berichtete berichtet schrieb
        """
    ),
    sources=listed("laut"),
    inverts=listed("sagte sagt erklärte warnte betonte meinte berichtete schrieb"),
    titles=listed("herr frau dr prof"),
    anaphors=listed("er sie es ihn ihm ihr ihre sein seine der die das dieser diese dieses"),
    nouns_are_capital=True,
)
