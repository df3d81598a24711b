# ruff: noqa: E501  a table of words is easier to check in long lines
"""French."""

from digest.language.lexicons import Lexicon, calendar, counting, listed, week

LEXICON = Lexicon(
    first_person=listed("je j' me moi mon ma mes nous notre nos"),
    stopwords=listed(
        """
        le la les l un une des du de d et ou mais donc or ni car que qu qui quoi dont où ce
        c cet cette ces son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos je j
        tu il elle on nous vous ils elles me m te t se s lui y en dans sur sous avec sans
        pour par vers chez entre contre depuis pendant avant après à au aux est sont était
        étaient être été a ont avait avaient avoir eu sera seront serait seraient fut furent
        ne n pas plus moins très aussi encore déjà comme si quand lorsque puis alors tout
        tous toute toutes même mêmes peu ainsi selon dit
        """
    ),
    numbers=counting(
        "deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 cent=100 douzaine=12 dizaine=10"
    ),
    scales=counting(
        "mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000"
    ),
    ordinals=counting(
        "premier=1 première=1 premiers=1 premières=1 deuxième=2 second=2 seconde=2 troisième=3 quatrième=4 cinquième=5 sixième=6 septième=7 huitième=8 neuvième=9 dixième=10"
    ),
    months=calendar(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    weekdays=week("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    days={"demain": 1, "hier": -1},
    percent=listed("%, pour cent"),
    above=listed("plus de, au moins, plus d"),
    below=listed("moins de, presque, près de, jusqu"),
    about=listed("environ, autour"),
    negators=listed("pas ne n jamais aucun aucune rien personne ni sans"),
    says=listed(
        """
        dit déclaré déclare affirmé affirme assuré assure estime indiqué expliqué selon
        ajouté soutient prétend rapporte précisé
        """
    ),
    sources=listed("selon"),
    inverts=listed("dit déclaré affirmé assuré indiqué expliqué ajouté précisé"),
    titles=listed("m mme mlle dr"),
    anaphors=listed("il elle ils elles lui leur son sa ses le la les ce cette ces celui celle"),
)
