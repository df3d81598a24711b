"""How stories are told: plain values that the pipeline takes from the settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOptions:
    words: int = 90
    """Of a story told by extraction."""
    points: int = 5
    """Most sentences of a story told by the model."""
    quotes: int = 2
    """Most quotations of a story."""
    repairs: int = 2
    """Rounds in which faulty sentences are written again."""
    judge: bool = False
    """Ask the model for a second opinion on every point."""
    input_tokens: int = 6000
    """Most article tokens in one request."""
    stories_per_request: int = 6
    """With more, small models mix them up."""
