"""What a reply comes to: an answer of the form, why there is none, or what is wrong with it."""

from digest.llm.json_text import MalformedAnswer, read
from digest.llm.reply import Reply
from digest.llm.request import Answer, Request, Unanswered, failure_in
from digest.llm.wire_schema import FormT

_SHOWN_AGAIN = 4000
"""Characters of an unusable answer that the model is shown again."""


def complaint(reply: Reply, fault: MalformedAnswer) -> tuple[tuple[str, str], ...]:
    """What the model is told of its answer that could not be read."""
    return (
        ("assistant", reply.text[:_SHOWN_AGAIN] or "{}"),
        ("user", f"That cannot be used: {fault}. Give the JSON object only."),
    )


def found_in(reply: Reply, request: Request[FormT]) -> Answer[FormT] | Unanswered | MalformedAnswer:
    """The answer, what the server said instead, or why it cannot be read."""
    failure = failure_in(reply)
    if failure is not None:
        return failure
    try:
        return Answer(value=read(reply.text, request.form))
    except MalformedAnswer as fault:
        return fault
