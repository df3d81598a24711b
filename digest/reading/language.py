"""Which language a text is in, told offline by its script and its small words."""

import re
from collections import Counter
from functools import cache

from digest.language.lexicons import languages, lexicon

UNDETERMINED = "und"

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
_LEAST_SHARE, _LEAST_HITS = 0.08, 2
"""Of its words in a list; less is a language without a list, or a table of names."""
_LEAST_SIGNS, _SIGNS_SHARE = 3, 0.25
"""Han and kana over which a text is in them, also as a share of its Latin words."""


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
    known = _vocabulary()
    if expected in known and expected != best and not is_clear:
        return expected if scores.get(expected, 0) >= 0.6 * hits else best
    count = len(_LETTERS.findall(sample))
    if hits < _LEAST_SHARE * count or hits < _LEAST_HITS:
        return expected if expected and expected not in known else UNDETERMINED
    return best


def normal(code: str | None) -> str | None:
    """ISO 639-1 of a language tag such as `en-GB`; None for anything else."""
    found = _CODE.match((code or "").strip().lower())
    return found.group(1) if found else None


def _script(sample: str) -> str | None:
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    # One sign of a syllabary says as much as two letters; Japanese mixes kana into Han signs.
    han, kana = counts["zh"], counts["ja"]
    if han + kana > max(_LEAST_SIGNS, _SIGNS_SHARE * max(1, counts["latin"])):
        return "ja" if kana > 0.1 * (han + kana) else "zh"
    name = max(counts, key=lambda key: counts[key])
    return name if counts[name] else None


def _arabic(sample: str) -> str:
    persian = len(re.findall("[\u067e\u0686\u0698\u06af\u06cc]", sample))
    return "fa" if persian * 50 > len(sample) else "ar"


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """The small words that cover a third of any running text and are not shared widely."""
    words = {code: lexicon(code).function_words for code in languages()}
    return {code: own for code, own in words.items() if own}


def _scores(sample: str, script: str) -> dict[str, int]:
    counts = Counter(word.lower() for word in _LETTERS.findall(sample))
    scores = {
        code: sum(count for word, count in counts.items() if word in vocabulary)
        for code, vocabulary in _vocabulary().items()
        if lexicon(code).script == script
    }
    if script == "cyrillic":
        scores["uk"] += 2 * len(re.findall("[іїєґ]", sample.lower())) // 3
        scores["ru"] += 2 * len(re.findall("[ыэёъ]", sample.lower()))
    return {code: score for code, score in scores.items() if score}
