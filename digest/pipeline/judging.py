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
) -> tuple[exam.Marks, ...]:
    """How the model that judges did in each language's exam; without `again` nobody is asked."""
    roster = Roster(settings, known, store)
    writer = roster.writer()
    if writer is None:
        return ()
    reader = roster.judge(writer)
    if not again:
        reader.ask_nobody()
    return tuple(
        from_settings.candidate(settings, reader).sit(exam.LANGUAGES, again=again).values()
    )


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
        return candidate.sworn(now).opinions(
            [Claim(*question[:2], question[3], question[2]) for question in questions]
        )

    return ask
