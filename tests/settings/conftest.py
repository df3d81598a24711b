"""Commands are run as from a shell here too."""

from tests.shell import run

__all__ = ["run"]
