# ruff: noqa: E501  a table of words is easier to check in long lines
"""Spanish."""

from digest.language.lexicons import Lexicon, calendar, counting, listed, ranks, week

LEXICON = Lexicon(
    first_person=listed("yo mí nosotros nosotras nuestro nuestra nuestros nuestras"),
    stopwords=listed(
        """
        el la los las un una unos unas lo al del de y e o u pero sino ni que qué quien quién
        cual como cuando donde si no se su sus mi mis tu tus nuestro nuestra nuestros
        nuestras yo él ella ellos ellas nosotros usted ustedes me te le les nos en con sin
        por para sobre entre hasta desde hacia contra según tras durante ante bajo a es son
        era eran ser sido está están estaba estaban estar fue fueron será serán sería ha han
        había habían haber hay este esta estos estas ese esa esos esas aquel más menos muy
        también ya todo todos toda todas otro otra otros otras mismo misma así aún dijo
        """
    ),
    numbers=counting(
        "uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 veinte=20 treinta=30 cuarenta=40 cincuenta=50 cien=100 docena=12"
    ),
    scales=counting("mil=1000 millón=1000000 millones=1000000"),
    ordinals=ranks(
        "primer segund tercer cuart quint sext séptim octav noven décim", endings="o a os as"
    )
    | counting("primer=1 tercer=3"),
    months=calendar(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    weekdays=week("lunes martes miércoles jueves viernes sábado domingo"),
    days={"hoy": 0, "ayer": -1},
    percent=listed("%, por ciento"),
    above=listed("más de, al menos, como mínimo"),
    below=listed("menos de, casi, hasta, cerca de"),
    about=listed("unos, unas, alrededor, aproximadamente"),
    negators=listed("no nunca jamás ningún ninguna ninguno nada nadie ni sin tampoco"),
    says=listed(
        """
        dijo dice afirmó afirma aseguró asegura declaró señaló indicó explicó añadió según
        sostuvo sostiene alegó advirtió informó manifestó
        """
    ),
    sources=listed("según"),
    inverts=listed("dijo afirmó aseguró declaró señaló indicó explicó añadió"),
    titles=listed("sr sra dr don doña"),
    anaphors=listed("él ella ellos ellas su sus lo la los las le les el este esta ese esa"),
)
