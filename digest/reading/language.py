# ruff: noqa: E501  a table of words is easier to check in long lines
"""Which language a text is in, told offline by its script and its small words."""

import re
from collections import Counter

UNDETERMINED = "und"

# Function words: a handful covers a third of any running text, and they are not shared widely.
_SMALL_WORDS = {
    "en": "the of and to in that is was for on with as it by at from his her they this which be are have has said not but an were will would their he she",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
    "fr": "de la le et les des en un une du que est pour qui dans par sur au il plus pas ne se ce avec sont aux son mais ont cette été ses leur elle nous était être fait après ou l d qu",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha este sí porque esta son entre cuando muy sin sobre también fue desde ya años",
    "it": "di e il la che in a per un è del una con non le si da i dei al nel della gli sono come alla ha più anche delle ma lo nella dal su ai stato questo dopo tra essere l dell",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser nos já está também pelo pela até isso ela entre são",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog door naar heeft hebben over ze worden wordt hij deze die was werd kan geen haar",
    "pl": "w i na z do się nie że jest o to od za po jak przez dla są przy jego co ale oraz tym ze był które który jej może być tego już także roku ma czy tylko pod",
    "sv": "och att det i på är som en av för med till den har inte om ett de var från vid kan så men sig efter eller han hon ska också år",
    "da": "og at det er en på af til i for med den de ikke som har der et om var fra kan vil så han eller sig efter ved blev også",
    "no": "og det er i på som en til av for med at har de ikke den et om fra var kan vil så han seg etter ble også ved",
    "fi": "ja on ei se että oli hän myös mutta ovat kun joka sen niin mukaan kuin tai jo vuoden olla",
    "cs": "a se v na je že s z do to o ve i jako za pro by podle však ale také ze jsou byl po které který jeho už roku",
    "ro": "și de în a la cu din pe că nu este pentru o un mai care au fost sa se ce prin dar sunt după al ale",
    "hu": "a az és hogy nem is egy ez volt meg de van már csak még el mint azt szerint vagy ki ha után",
    "tr": "ve bir bu da de için ile olarak daha çok en olan gibi sonra kadar ancak ise dedi var ne o her",
    "ru": "и в не на что с по он как это из за его от но для к был также было о у до все бы после она они или года если который",
    "uk": "і в на не що з та у до за про як від його це для він а але по було також після які року є або був її під",
}  # fmt: skip
_VOCABULARY = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
_SURE_WORDS = 12
_CODE = re.compile(r"^([a-z]{2})(?:[-_].*)?$")


def detect(text: str, hint: str | None = None) -> str:
    """The ISO 639-1 code of the text's language, or "und".

    The hint (a feed's or a page's own word) decides only where the text leaves it open: pages
    made from a template often claim the template's language.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    expected = normal(hint)
    if script is None:
        return expected or UNDETERMINED
    if script == "arabic":
        return _arabic(sample)
    if script not in {"latin", "cyrillic"}:
        return script
    scores = _scores(sample, script)
    if not scores:
        return expected or UNDETERMINED
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    best = ranked[0]
    rival = scores[ranked[1]] if len(ranked) > 1 else 0
    hits = scores[best]
    is_clear = hits >= _SURE_WORDS and hits >= 1.15 * rival
    if expected in _VOCABULARY and expected != best and not is_clear:
        return expected if scores.get(expected, 0) >= 0.6 * hits else best
    count = len(_LETTERS.findall(sample))
    if hits < 0.08 * count or hits < 2:  # a language without a list here, or a table of names
        return expected if expected and expected not in _VOCABULARY else UNDETERMINED
    return best


def normal(code: str | None) -> str | None:
    """ISO 639-1 of a language tag such as `en-GB`; None for anything else."""
    found = _CODE.match((code or "").strip().lower())
    return found.group(1) if found else None


def _script(sample: str) -> str | None:
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    # One sign of a syllabary says as much as two letters; Japanese mixes kana into Han signs.
    han, kana = counts["zh"], counts["ja"]
    if han + kana > 0.25 * max(1, counts["latin"]) and han + kana > 3:
        return "ja" if kana > 0.1 * (han + kana) else "zh"
    name = max(counts, key=lambda key: counts[key])
    return name if counts[name] else None


def _arabic(sample: str) -> str:
    persian = len(re.findall("[\u067e\u0686\u0698\u06af\u06cc]", sample))
    return "fa" if persian * 50 > len(sample) else "ar"


def _scores(sample: str, script: str) -> dict[str, int]:
    cyrillic = {"ru", "uk"}
    counts = Counter(word.lower() for word in _LETTERS.findall(sample))
    scores = {
        code: sum(count for word, count in counts.items() if word in vocabulary)
        for code, vocabulary in _VOCABULARY.items()
        if (code in cyrillic) == (script == "cyrillic")
    }
    if script == "cyrillic":
        scores["uk"] += 2 * len(re.findall("[іїєґ]", sample.lower())) // 3
        scores["ru"] += 2 * len(re.findall("[ыэёъ]", sample.lower()))
    return {code: score for code, score in scores.items() if score}
