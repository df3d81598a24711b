"""Many editions of one reading, by as many processes and machines as there are."""

from digest.fleet.fleet_file import Fleet, load
from digest.fleet.local import LocalEngine
from digest.fleet.planning import Outlook, outlook
from digest.fleet.results import Account, account
from digest.fleet.rounds import Round, begin
from digest.fleet.stages import Flow

__all__ = [
    "Account",
    "Fleet",
    "Flow",
    "LocalEngine",
    "Outlook",
    "Round",
    "account",
    "begin",
    "load",
    "outlook",
]
