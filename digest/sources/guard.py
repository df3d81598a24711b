"""Connections to public addresses only, decided when the connection is made.

The name is looked up here and the connection goes to the very address that was looked at, so
neither a redirect nor a name that changes its mind between two look-ups leads into a private
network. One private address among the answers refuses the name as a whole.
"""

import ipaddress
import socket
from collections.abc import Iterable, Sequence

import httpcore2

from digest.network import TimedNetwork

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: the last 32 bits are an IPv4 address
_MOST_ADDRESSES = 4
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # the inner side of a large provider's machines
        *("::/127", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32"),
        *("2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10"),
        "ff00::/8",
    )
)
"""IANA's registries of special-purpose addresses as of November 2026: Python's are older."""


class RefusedAddressError(Exception):
    """The host lies in a network that is not to be read."""


class Guard(TimedNetwork):
    """Opens connections to public addresses and to the networks that are allowed."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        super().__init__()
        self._allowed = tuple(allowed)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of the host that answers."""
        fault: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._look_up(host, port)[:_MOST_ADDRESSES]:
            try:
                return super().connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault

    def _look_up(self, host: str, port: int) -> list[Address]:
        """The host's addresses. Raises RefusedAddressError when one of them is private."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} was not found") from error
        found = (ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers)
        addresses = list(dict.fromkeys(found))
        for address in addresses:
            if not self._is_allowed(address):
                at = "" if host == str(address) else f" is at {address}, which"
                why = f"{host}{at} is not a public address"
                if not address.is_link_local:  # what a provider tells its machines stays closed
                    why += f'; [fetch] allow_networks = ["{address}"] has it read'
                raise RefusedAddressError(why)
        return addresses

    def _is_allowed(self, address: Address) -> bool:
        inner = _inner(address)
        if any(address in network or inner in network for network in self._allowed):
            return True
        return inner.is_global and not any(inner in network for network in _SPECIAL)


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
