"""A finished edition is proven again: from its own articles, or from the originals as well."""

from digest.proof.again import Problem, Reproof, reprove
from digest.proof.citing import cite_again
from digest.proof.verdicts import Judge, Question, asked_once, verdicts

__all__ = [
    "Judge",
    "Problem",
    "Question",
    "Reproof",
    "asked_once",
    "cite_again",
    "reprove",
    "verdicts",
]
