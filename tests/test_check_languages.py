"""A true sentence passes in any language, and a planted fault is found where there are words."""

import pytest

from digest.model import Citation
from digest.summaries.check import prove
from digest.summaries.evidence import Evidence
from tests.check_story import article

SOURCES = {
    "de": "Bürgermeisterin Jana Kolbe sagte am Dienstag, die Brücke in Altenfurt werde nicht vor"
    " 2033 fertig und könnte 40 Millionen Euro kosten.",
    "fr": "La maire Claire Vauquelin a déclaré mardi que le pont de Belrive ne serait pas achevé"
    " avant 2033 et pourrait coûter 40 millions d'euros.",
    "es": "La alcaldesa Marta Quiroga dijo el martes que el puente de Valdeoro no estará terminado"
    " antes de 2033 y podría costar 40 millones de euros.",
    "it": "La sindaca Marta Berlendi ha detto martedì che il ponte di Rocalta non sarà finito"
    " prima del 2033 e potrebbe costare 40 milioni di euro.",
    "pt": "A prefeita Marta Quintela disse que a ponte de Valdouro não ficará pronta antes de 2033"
    " e poderia custar 40 milhões de euros.",
    "nl": "Burgemeester Marta Kuipers zei dinsdag dat de brug in Oudervoort niet voor 2033 klaar"
    " is en 40 miljoen euro zou kunnen kosten.",
}
TRUE = {
    "de": "Die Brücke in Altenfurt könnte 40 Mio. Euro kosten, sagte Bürgermeisterin Jana Kolbe.",
    "fr": "Le pont de Belrive pourrait coûter 40 millions d'euros, a déclaré Claire Vauquelin.",
    "es": "El puente de Valdeoro podría costar 40 millones de euros, dijo Marta Quiroga.",
    "it": "Il ponte di Rocalta potrebbe costare 40 milioni di euro, ha detto Marta Berlendi.",
    "pt": "A ponte de Valdouro poderia custar 40 milhões de euros, disse Marta Quintela.",
    "nl": "De brug in Oudervoort zou 40 miljoen euro kunnen kosten, zei Marta Kuipers.",
}
UNTRUE = [
    ("de", "Die Brücke könnte 60 Millionen Euro kosten, sagte Jana Kolbe.", "numbers"),
    ("de", "Die Brücke in Altenfurt werde vor 2033 fertig, sagte Jana Kolbe.", "negation"),
    ("de", "Die Brücke in Altenfurt wird 40 Millionen Euro kosten, sagte Jana Kolbe.", "hedges"),
    ("de", "Die Brücke in Altenfurt könnte 40 Millionen Euro kosten.", "attribution"),
    ("fr", "Le pont de Belrive serait achevé avant 2033, a déclaré Claire Vauquelin.", "negation"),
    ("fr", "Le pont de Belrive pourrait coûter 40 millions de dollars, a dit la maire.", "numbers"),
    ("fr", "Le pont de Belrive pourrait coûter 40 millions d'euros.", "attribution"),
    ("es", "El puente de Valdeoro estará terminado antes de 2033, dijo la alcaldesa.", "negation"),
    ("es", "El puente de Valdeoro va a costar 40 millones de euros, dijo ella.", "hedges"),
    ("it", "Il ponte di Rocalta potrebbe costare 40 miliardi di euro, ha detto.", "numbers"),
    ("it", "Il ponte di Rocalta potrebbe costare 40 milioni, ha detto Carla Venturi.", "names"),
    ("pt", "A ponte de Valdouro ficará pronta antes de 2033, disse Marta Quintela.", "negation"),
    ("nl", "De brug in Oudervoort is voor 2033 klaar, zei Marta Kuipers.", "negation"),
]


def faults(language: str, text: str) -> set[str]:
    """The checks that refuse the text as a point on the language's source."""
    evidence = Evidence([article("a", SOURCES[language], language=language)])
    return {fault.check for fault in prove(text, [Citation("a", 0)], evidence).faults}


@pytest.mark.parametrize("language", TRUE)
def test_a_true_sentence_passes_in_its_language(language: str) -> None:
    """The attribution moved, the unit written otherwise: nothing of that is a fault."""
    assert set() == faults(language, TRUE[language])


@pytest.mark.parametrize(("language", "text", "check"), UNTRUE)
def test_a_planted_fault_is_found_in_its_language(language: str, text: str, check: str) -> None:
    """Figures, names, a lost negation, a lost hedge, a lost attribution."""
    assert check in faults(language, text)


def test_a_language_without_word_lists_is_checked_for_figures_and_names_alone() -> None:
    """What cannot be judged is not refused; what can is."""
    source = "Burmistrz Jan Kowalczyk powiedział, że most w Brzozowie nie będzie gotowy przed 2033."
    evidence = Evidence([article("a", source, language="pl")])

    true = prove("Most w Brzozowie nie będzie gotowy przed 2033.", [Citation("a", 0)], evidence)
    untrue = prove("Most w Brzozowie nie będzie gotowy przed 2035.", [Citation("a", 0)], evidence)

    assert true.point is not None
    assert ["numbers"] == [fault.check for fault in untrue.faults]


def test_a_language_without_spaces_is_read_by_its_characters() -> None:
    """Chinese and Japanese sentences pass as they stand, and a changed figure does not."""
    source = "市长表示，新桥将耗资4000万元，预计2033年完工。"
    evidence = Evidence([article("a", source, language="zh")])

    assert prove("新桥将耗资4000万元。", [Citation("a", 0)], evidence).point is not None
    assert prove("新桥将耗资6000万元。", [Citation("a", 0)], evidence).point is None
