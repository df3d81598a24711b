"""What the sections of the settings have in common."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def legible(text: str) -> str:
    """The text as it is. Raises ValueError for one in which nobody sees a sign."""
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise ValueError(f"{text!r} has nothing to read; write a word, or leave it out")
    return text


Legible = Annotated[str, AfterValidator(legible)]
Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
