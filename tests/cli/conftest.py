"""Commands are run as from a shell."""

from tests.shell import run

__all__ = ["run"]
