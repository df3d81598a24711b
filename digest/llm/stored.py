"""Answers that were stored, looked at without the question they were for."""

from pydantic import ValidationError

from digest.llm.json_text import candidates, without_thoughts
from digest.llm.reply import Reply, reply_in
from digest.llm.request import failure_in


def reply_of(stored: str) -> Reply | None:
    """The reply in what was stored, raw or as an earlier release kept it; None: there is none."""
    found = reply_in(stored)
    if found is None:
        try:
            found = Reply.model_validate_json(stored)
        except ValidationError:
            return None
    return found


def is_in_vain(reply: Reply | None) -> bool:
    """Whether it answers nothing, whatever was asked: refused, filtered, cut, or without JSON."""
    if reply is None or failure_in(reply) is not None:
        return True
    return not (candidates(without_thoughts(reply.text)) or candidates(reply.text))
