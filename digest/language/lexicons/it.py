# ruff: noqa: E501  a table of words is easier to check in long lines
"""Italian."""

from digest.language.lexicons import Lexicon, calendar, counting, listed, week

LEXICON = Lexicon(
    first_person=listed("io mio mia miei mie noi nostro nostra nostri nostre"),
    stopwords=listed(
        """
        il lo la i gli le l un uno una di del dello della dei degli delle d a al allo alla
        ai agli alle da dal dallo dalla dai dalle in nel nello nella nei negli nelle con su
        sul sullo sulla sui sulle per tra fra e ed o ma però che chi cui come quando dove se
        non si suo sua suoi sue loro mio mia tuo nostro nostra io lui lei noi voi essi mi ti
        ci vi ne è sono era erano essere stato stata stati state ha hanno aveva avevano
        avere sarà saranno sarebbe fu furono questo questa questi queste quello quella
        quelli più meno molto anche già ancora tutto tutti tutta tutte altro altri altra
        stesso così secondo detto
        """
    ),
    numbers=counting(
        "due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 venti=20 trenta=30 quaranta=40 cinquanta=50 cento=100 dozzina=12"
    ),
    scales=counting(
        "mila=1000 mille=1000 milione=1000000 milioni=1000000 miliardo=1000000000 miliardi=1000000000"
    ),
    months=calendar(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
    ),
    weekdays=week("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
    days={"oggi": 0, "domani": 1, "ieri": -1},
    percent=listed("%, per cento"),
    above=listed("più di, oltre, almeno"),
    below=listed("meno di, quasi, fino a"),
    about=listed("circa, attorno, intorno"),
    negators=listed("non mai nessun nessuno nessuna niente nulla né senza"),
    says=listed(
        """
        detto dice dichiarato affermato afferma sostiene sostenuto spiegato aggiunto secondo
        riferito assicurato
        """
    ),
    sources=listed("secondo"),
    inverts=listed("detto dichiarato affermato spiegato aggiunto"),
    titles=listed("sig dott on"),
    anaphors=listed("lui lei loro suo sua suoi sue lo la li le gli il questo questa"),
)
