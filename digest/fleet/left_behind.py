"""An edition that was written, and broke off before it was remembered: its place is used again.

A round is noted before it begins, and its moment stands in what it writes: a folder of a round
that has not ended, which no edition is known to be in, was left behind by who died or was cut off.
"""

from pathlib import Path

from digest.errors import DigestError
from digest.fleet.desk import Desk
from digest.model import Edition
from digest.settings import Settings
from digest.store import digest_file


def left_behind(
    desk: Desk, name: str, settings: Settings, here: Edition
) -> tuple[Path, int] | None:
    """Its folder, and the number that the edition which is being made has there.

    That of an earlier try at this part keeps its own. Of an earlier round it must be the number
    that we hold: nobody who lives is at it then.
    """
    folders = {
        str(found.resolve()): found
        for found in settings.edition.out.glob(f"{here.date.isoformat()}*")
    }
    for place in sorted(folders.keys() - desk.store.editions.known(folders), reverse=True):
        there = _edition_in(folders[place])
        if there is None or there.title != here.title:
            continue
        moment = there.window.until
        is_ours = here.number == there.number or here.window.until == moment
        if is_ours and moment and desk.store.rounds.waits(desk.round.fleet, moment, "make", name):
            return folders[place], there.number
    return None


def _edition_in(folder: Path) -> Edition | None:
    try:
        return digest_file.load(folder).edition
    except DigestError:
        return None
