"""Settings of the models: who writes, who judges, and what they may take."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from digest.settings.base import Positive, Seconds, Section
from digest.settings.spellings import known_key_variable


class FallbackSettings(Section):
    """A model that is asked when the one before it can no longer be used."""

    model: str
    base_url: str | None = None
    key_env: Annotated[str, AfterValidator(known_key_variable)] = "OPENAI_API_KEY"
    """Names a key and nothing else: a file must not be able to send another variable."""


class LlmSettings(Section):
    model: str | None = Field(None, description="Model; unset: the program's default.")
    mode: Literal["auto", "write", "choose"] = Field(
        "auto",
        description="`auto`: it writes where a judge has passed the exam; `choose`: it never does.",
    )
    base_url: str | None = Field(
        None, description="OpenAI-compatible endpoint; unset: OPENAI_BASE_URL, then OpenAI."
    )
    gguf: Path | None = Field(
        None, description="File of a model to run here, without an endpoint; needs the extra local."
    )
    insecure_http: bool = Field(
        default=False, description="Send a key in the clear to an http: endpoint off this machine."
    )
    workers: Annotated[int, Field(ge=1, le=512)] = Field(8, description="Requests at once.")
    timeout_s: Seconds = Field(120, description="Seconds for one answer, from first byte to last.")
    total_time_s: Seconds = Field(
        600, description="Seconds for one request with its retries, or for a server that is busy."
    )
    deadline_s: Seconds = Field(3600, description="Seconds for all that a build asks.")
    ask_again: bool = Field(
        default=False, description="Ask once more for what was answered in vain before."
    )
    attempts: Annotated[int, Field(ge=1, le=20)] = Field(5, description="Tries of one request.")
    input_tokens: Positive = Field(6000, description="Most article tokens in one request.")
    points: Annotated[int, Field(ge=1, le=12)] = Field(5, description="Most sentences of a story.")
    differences: bool = Field(
        default=True,
        description="The model says on what outlets differ; else rules look for it.",
    )
    context: bool = Field(
        default=False, description="A sentence for each top story that says why it matters."
    )
    stories_per_request: Annotated[int, Field(ge=1, le=20)] = Field(
        6, description="Most stories in one request; small models mix up more."
    )
    max_requests: Positive | None = Field(None, description="Most requests in one build.")
    max_tokens: Positive | None = Field(None, description="Most tokens in one build.")
    max_cost: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Most US dollars in one build, where the price is known."
    )
    price_input: Annotated[float, Field(ge=0)] | None = Field(
        None, description="US dollars for a million input tokens, where the list is wrong."
    )
    price_output: Annotated[float, Field(ge=0)] | None = Field(
        None, description="US dollars for a million output tokens."
    )
    batch: Literal["drafts", "all"] = Field(
        "drafts",
        description="What `--batch` asks in a batch: `drafts`; `all`: judging and repairs too, "
        "in batches that follow.",
    )
    fallback: tuple[FallbackSettings, ...] = Field(
        (),
        description="Models asked in turn when the one before is dead: model, base_url, key_env.",
    )
    parameters: dict[str, str | int | float | bool] = Field(
        {}, description="Further fields of each request, such as reasoning_effort."
    )


Share = Annotated[float, Field(ge=0, le=1)]


class CheckSettings(Section):
    judge_model: str | None = Field(
        None, description="Model that reads every sentence again; unset: the one that writes."
    )
    judge_base_url: str | None = Field(
        None, description="Its endpoint; unset: that of the model that writes."
    )
    threshold: Annotated[int, Field(ge=1, le=100)] = Field(
        50, description="Doubt of the judge, 0 to 100, from which on a sentence is refused."
    )
    exam_caught: Share = Field(
        0.85, description="Least share of false sentences that a judge must catch in its exam."
    )
    exam_alarms: Share = Field(
        0.10, description="Largest share of true sentences that it may doubt there."
    )
    repairs: Annotated[int, Field(ge=0, le=5)] = Field(1, description="Rounds of repair.")
