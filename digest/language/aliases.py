"""Names that have two forms: countries and their people, bodies and their letters, US states."""

_SAME = """
uk|britain|british|briton|britons|united kingdom|great britain
us|usa|america|american|americans|united states
eu|european union|brussels
un|united nations
france|french
germany|german|germans
netherlands|dutch|holland
spain|spanish|spaniards
switzerland|swiss
greece|greek|greeks
wales|welsh
ireland|irish
scotland|scottish|scots
denmark|danish|danes
sweden|swedish|swedes
finland|finnish|finns
norway|norwegian|norwegians
poland|polish|poles
turkey|turkish|turks
philippines|filipino|filipinos
iceland|icelandic
thailand|thai
israel|israeli
ukraine|kyiv
russia|moscow|kremlin
china|chinese|beijing
us|washington
gop|republican|republicans|republican party
isis|isil|daesh|islamic state|levant
downing street|no10|no 10|number 10
nyc|new york
edt|est|et|eastern
pdt|pst|pt|pacific
tv|television|televisions|tvs
"""
_STATES = """
ala=alabama ariz=arizona ark=arkansas calif=california colo=colorado conn=connecticut del=delaware
fla=florida ga=georgia ill=illinois ind=indiana kan=kansas ky=kentucky md=maryland
mass=massachusetts mich=michigan minn=minnesota miss=mississippi mo=missouri mont=montana
neb=nebraska nev=nevada okla=oklahoma ore=oregon pa=pennsylvania tenn=tennessee tex=texas
vt=vermont va=virginia wash=washington wis=wisconsin wyo=wyoming
ak=alaska az=arizona ca=california ct=connecticut fl=florida ia=iowa ks=kansas ma=massachusetts
mi=michigan mn=minnesota ne=nebraska nv=nevada tn=tennessee tx=texas wi=wisconsin
"""


def _groups() -> dict[str, frozenset[str]]:
    lines = [line.split("|") for line in _SAME.strip().splitlines()]
    lines += [pair.split("=") for pair in _STATES.split()]
    found: dict[str, frozenset[str]] = {}
    for line in lines:
        for name in line:
            found[name] = found.get(name, frozenset()) | frozenset(line)
    return found


ALIASES = _groups()
"""A name in small letters, to all the names of the same."""

_ENDINGS = """
s es a e o y ia n ns an ans ian ians ean ese i is ite ites ish ic ics ical al ional ist ists ism
er ers isch ische ischen ischer een eens eenne ien iens ienne ais aise aises ain ains aine aines
ano ana anos anas
"""
ENDINGS = frozenset(("", *_ENDINGS.split()))
"""What a name, and a word made of it, have behind the letters that they share."""

_TITLES = """
sen rep gov gen lt col sgt capt cpl maj rev hon prof pres supt det insp mr mrs ms dr sir dame lord
lady miss governor senator congressman congresswoman government administration officer
monsieur madame président présidente ministre señor señora don doña presidente presidenta ministro
ministra papa pape papst roi reine rey reina
"""
TITLES = frozenset(_TITLES.translate(str.maketrans("éñ", "en")).split())
"""What stands before a name in a capital and may be shortened or spelled out."""

FILLERS = frozenset(("ex", "non", "anti", "pro", "pre", "post", "mid", "co", "former", "am", "pm"))
"""What stands beside names in capitals and is none: `Ex-FBI`, `2 PM`."""
