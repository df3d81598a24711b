"""The judge outside of a build: its marks for `doctor`, and its word on a finished edition."""

from collections.abc import Sequence
from datetime import datetime

from digest.errors import ConfigError
from digest.grounding import exam
from digest.grounding.judge import Claim
from digest.grounding.prove import Opinion
from digest.pipeline import from_settings
from digest.pipeline.clients import Roster
from digest.proof import Judge as Asked
from digest.proof import Question
from digest.settings import Secrets, Settings
from digest.store import Store


def exam_marks(
    settings: Settings, known: Secrets, store: Store, *, again: bool
) -> list[tuple[str, exam.Marks]]:
    """How each model that judges did in each language's exam, by its name.

    Fallbacks judge what they write. Without `again` nobody is asked.
    """
    team = Roster(settings, known, store).team()
    if team is None:
        return []
    found = []
    for reader in (team.judge, *team.fallbacks):
        if not again:
            reader.ask_nobody()
        marks = from_settings.candidate(settings, reader).sit(exam.LANGUAGES, again=again)
        found += [(reader.model, one) for one in marks.values()]
    return found


def judge_for(settings: Settings, known: Secrets, store: Store, now: datetime) -> Asked:
    """Who reads a finished edition's sentences again.

    Raises ConfigError where there is nobody, and, once asked, where the exam was not passed;
    then LlmError where the model cannot be used.
    """
    roster = Roster(settings, known, store)
    writer = roster.writer()
    if writer is None:
        raise ConfigError("nobody can judge: set OPENAI_API_KEY, or [llm] base_url")
    reader = roster.judge(writer)
    candidate = from_settings.candidate(settings, reader)

    def ask(questions: Sequence[Question]) -> Sequence[Opinion | None]:
        languages = [ground.articles[0].language for _, _, _, ground in questions]
        marks = candidate.sit(languages)
        if reader.failure is not None:
            raise reader.failure
        if not all(exam.may_judge(language, marks) for language in languages):
            raise ConfigError(
                f"{reader.model!r} may not judge ({'; '.join(map(str, marks.values()))}); "
                "name another model with [check] judge_model"
            )
        claims = [Claim(*question[:2], question[3], question[2]) for question in questions]
        return list(candidate.sworn(now).opinions(claims))

    return ask
