"""What every form of answer is made of: untrusted values that are capped and checked."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Form(BaseModel):
    """An answer as a model gave it: untrusted; what was not asked for is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def at_most(length: int) -> BeforeValidator:
    """Cut a longer list: a server that keeps no limits still gives a usable answer."""
    return BeforeValidator(lambda found: found[:length] if isinstance(found, list) else found)


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
