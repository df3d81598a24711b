"""When an edition is due, as cron has it, and where a worker tells how it is."""

import ipaddress
import re

_FIELDS = 5
_FIELD = re.compile(r"(?:\*|[0-9A-Za-z]{1,3}(?:-[0-9A-Za-z]{1,3})?)(?:/[0-9]{1,2})?")
_MOST_PORTS = 65_535


def known_schedule(cron: str) -> str:
    """The five fields as they are. Raises ValueError for what cron would not take."""
    fields = cron.split()
    parts = [part for field in fields for part in field.split(",")]
    if len(fields) != _FIELDS or not all(map(_FIELD.fullmatch, parts)) or not _is_cron(cron):
        raise ValueError(
            f"no schedule {cron!r}; write minute, hour, day, month and weekday, "
            "such as '30 6 * * 1-5'"
        )
    return cron


def _is_cron(cron: str) -> bool:
    """Whether the library that reads it can; yes where it is not installed."""
    try:
        from croniter import croniter
    except ModuleNotFoundError:
        return True
    return bool(croniter.is_valid(cron))


def loopback_address(address: str) -> str:
    """HOST:PORT as it is. Raises ValueError for what others could reach."""
    host, _, port = address.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and 0 < int(port) <= _MOST_PORTS):
        raise ValueError(f"no address {address!r}; write 127.0.0.1:8765")
    bare = host.removeprefix("[").removesuffix("]")
    if bare != "localhost" and not _is_loopback(bare):
        raise ValueError(f"{address!r} is open to others; write 127.0.0.1:{port}")
    return address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
