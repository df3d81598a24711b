# ruff: noqa: E501  a table of words is easier to check in long lines
"""Portuguese."""

from digest.language.lexicons import Lexicon, calendar, counting, listed, week

LEXICON = Lexicon(
    first_person=listed("eu meu minha meus minhas nós nosso nossa nossos nossas"),
    stopwords=listed(
        """
        o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos
        pelas com sem para ao aos à às e ou mas porém que quem qual como quando onde se não
        seu sua seus suas meu minha nosso nossa eu ele ela eles elas nós você vocês me te
        lhe lhes é são era eram ser sido está estão estava estar foi foram será serão seria
        tem têm tinha tinham ter há havia este esta estes estas esse essa esses essas aquele
        aquela mais menos muito também já ainda todo todos toda todas outro outra outros
        mesmo mesma assim sobre entre até desde contra segundo após durante disse
        """
    ),
    numbers=counting(
        "dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 vinte=20 trinta=30 quarenta=40 cinquenta=50 cem=100 dúzia=12"
    ),
    scales=counting("mil=1000 milhão=1000000 milhões=1000000 bilhão=1000000000 bilhões=1000000000"),
    months=calendar(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    ),
    weekdays=week("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    days={"hoje": 0, "amanhã": 1, "ontem": -1},
    percent=listed("%, por cento"),
    above=listed("mais de, pelo menos, ao menos"),
    below=listed("menos de, quase, até"),
    about=listed("cerca, aproximadamente"),
    negators=listed("não nunca jamais nenhum nenhuma nada ninguém nem sem"),
    says=listed(
        """
        disse diz afirmou afirma declarou alegou alega segundo conforme explicou acrescentou
        informou garantiu
        """
    ),
    sources=listed("segundo conforme"),
    inverts=listed("disse afirmou declarou explicou acrescentou"),
    titles=listed("sr sra dr dra"),
    anaphors=listed("ele ela eles elas seu sua seus suas o a os as este esta esse essa"),
)
