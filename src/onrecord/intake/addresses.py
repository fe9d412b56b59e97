"""Which network addresses may be fetched from: those of the public internet alone.

An address that names another inside it (IPv4 in IPv6, 6to4, Teredo, NAT64) is
judged by that one too. Registries: IANA IPv4 and IPv6 Special-Purpose Address
Registries (RFC 6890 and its successors).
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address
_NAT64 = ip_network("64:ff9b::/96")
_TRANSLATED = (ip_network("64:ff9b:1::/48"), ip_network("::ffff:0:0:0/96"))
"""IPv4 by a network's own translation (RFC 8215, RFC 2765): private as such, whatever stands inside."""
_UNICAST = ip_network("2000::/3")
"""All of IPv6 that is handed out to the public internet so far (IANA)."""
_METADATA = frozenset(
    map(ip_address, ("169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"))
)
"""Where cloud machines hand out their credentials: refused in any case."""
_NEVER = tuple(
    map(
        ip_network,
        ("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8"),
    )
)
"""This machine unnamed, link-local, multicast, reserved: no one's own network."""
_PRIVATE = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "2001:db8::/32", "3fff::/20",
        ),
    )
)  # fmt: skip


def refusal(address: str, allow_private: bool = False) -> str | None:
    """Why an address may not be fetched from, in a few words; None where it may."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "is no address"
    for judged in _named_by(found):
        if judged in _METADATA:
            return "is where cloud machines hand out credentials"
        if any(judged in network for network in _NEVER if network.version == judged.version):
            return "is link-local, multicast or reserved"
        private = not judged.is_global or any(judged in n for n in _PRIVATE if n.version == judged.version)
        private = private or (judged.version == 6 and judged not in _UNICAST)
        if private and not allow_private:
            return "is on a private network"
    return None


def _named_by(address: Address) -> Iterator[Address]:
    """An address and those inside it.

    The IPv6 forms themselves count only for being IPv6: that they stand for
    IPv4 is judged by the IPv4 address.
    """
    inner: list[Address] = []
    if isinstance(address, IPv6Address):
        teredo = address.teredo or ()
        inner = [found for found in (address.ipv4_mapped, address.sixtofour, *teredo) if found is not None]
        if address in _NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
        elif any(address in network for network in _TRANSLATED):
            inner += [address, IPv4Address(int(address) & 0xFFFFFFFF)]
    yield from inner or [address]
