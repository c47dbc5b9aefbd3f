"""Where a request comes from, as limits count it."""

from ipaddress import IPv6Address, ip_address

from flask import request

HANDED_OUT = 64  # bits of an IPv6 address that a line gets; the rest its owner chooses anew at will


def origin_address() -> str:
    """The caller's address: IPv4 whole, IPv6 as its /64."""
    return counted(request.remote_addr or "unknown")


def counted(address: str) -> str:
    """`address`, or the network that one caller owns with it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> (128 - HANDED_OUT) << (128 - HANDED_OUT))}/{HANDED_OUT}"
