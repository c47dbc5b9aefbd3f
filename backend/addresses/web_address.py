"""Addresses at which browsers and we ourselves speak to a server: https, or http on this machine."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORTS = {"https": 443, "http": 80}
NAME = re.compile(r"[a-z0-9._-]+")


def is_safe_origin(url: str) -> bool:
    """Is `url` an origin (no path), and https, or http on loopback?"""
    parts = split(url)
    if not parts or not parts.hostname or url != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def is_safe_address(url: str) -> bool:
    """As `is_safe_origin`, of an address that may have a path."""
    parts = split(url)
    return parts is not None and is_safe_origin(f"{parts.scheme}://{parts.netloc}")


def split(url: str) -> SplitResult | None:
    """Its parts, where all of them can be: no spaces, a host with a name, a port that is one."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        is_host = bool(IPv6Address(host)) if ":" in host else bool(NAME.fullmatch(host))
    except ValueError:
        return None
    can_be = url.isascii() and url.isprintable() and " " not in url
    return parts if can_be and is_host and port != 0 and not parts.netloc.endswith(":") else None


def as_browsers_say(origin: str) -> str:
    """The same origin as browsers send it: lower case, without the usual port, without a slash at the end."""
    lower = origin.rstrip("/").lower()
    parts = split(lower)
    usual = f":{PORTS.get(parts.scheme)}" if parts else ""
    return lower.removesuffix(usual) if usual and is_safe_origin(lower) else origin.rstrip("/")


def shown(url: str) -> str:
    """As a message quotes it: who signs in there, and with what, stays out."""
    return "one with somebody’s name in it" if "@" in url else repr(url)
