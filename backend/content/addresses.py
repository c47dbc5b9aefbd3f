"""Addresses of pages: which can stand in a post, one form for one page, and when two lead to the same."""

import hashlib
import ipaddress
import re
import string
from collections.abc import Collection
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from backend.addresses.web_address import PORTS

LONGEST = 2000
HOST = re.compile(r"[a-z0-9.-]+")  # in ASCII; browsers and urlsplit do not agree on what else may be in it
# what newsletters, shops and sites hang on to know who clicked where
TRACKING = re.compile(
    r"(utm_|mtm_|pk_|_hs|oly_|vero_).*|(fb|g|d|tw|tt|y)clid|msclkid|gbraid|wbraid|igshid|mc_[ce]id|mkt_tok"
    r"|li_fat_id|trk|trackingid|lipi|rcm|ref_src|ref_url",
    re.I,
)
SITE_TRACKING = {"x.com": "s t", "twitter.com": "s t", "youtube.com": "si", "youtu.be": "si"}
# only somebody who is signed in sees them, or each sees something else there
NO_PAGE_FOR_ALL = {
    "linkedin.com": re.compile(
        r"/+(messaging|search|login|uas|checkpoint|notifications|mynetwork|mypreferences|psettings)(/|$)"
        r"|/*(feed/?)?$",
        re.I,
    ),
    "x.com": re.compile(
        r"/+(messages|search|login|notifications|settings|home|i/(chat|flow|bookmarks))(/|$)|/*$", re.I
    ),
}
NO_PAGE_FOR_ALL["twitter.com"] = NO_PAGE_FOR_ALL["x.com"]
INSIDE = ("local", "localhost", "internal", "intranet", "lan", "home", "corp", "private", "test", "arpa")


class Unfit(Exception):
    """`reason`: not_web, too_long, or private."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def host(url: str) -> str:
    """The site of an address as the sites show it below a link."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def site(url: str) -> str:
    """The same, with a port that is not the usual one."""
    parts = urlsplit(url)
    is_usual = parts.port in (None, PORTS.get(parts.scheme))
    return host(url) if is_usual else f"{host(url)}:{parts.port}"


def is_web_address(url: str) -> bool:
    """Nobody's name and password in it, which every reader of the post would see; and a port that can be."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in PORTS and parts.port != 0 and _is_host(parts.hostname or "")
    except ValueError:  # half a bracket, a port beyond 65535
        return False
    return named and "@" not in parts.netloc and url.isprintable() and not {" ", "\\"} & set(url)


def joined(base: str, told: str) -> str:
    """Where `told` leads from the page at `base`; as it stands where that is nowhere (half a bracket)."""
    try:
        return urljoin(base, told.strip())
    except ValueError:
        return told


def is_link(url: str) -> bool:
    """Can an item lead there?"""
    return is_web_address(url) and len(url) <= LONGEST


def is_on(url: str, hosts: Collection[str]) -> bool:
    """Does the address lead to one of these sites, or to a part of one? Where none are named, it may."""
    host = host_name((urlsplit(url).hostname or "").rstrip("."))
    return not hosts or any(_belongs(host, site) for site in hosts)


def host_name(host: str) -> str:
    """As names are looked up: in ASCII. What is no name stays as it is."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def of_a_page(url: str) -> str:
    """The address without tracking, in one form for one page. Raises Unfit."""
    if not is_web_address(url):
        raise Unfit("not_web")
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if _is_inside(host) or _is_for_one(host, parts.path):
        raise Unfit("private")
    clean = urlunsplit(
        (parts.scheme, _netloc(host, parts), parts.path or "/", _query(host, parts), _fragment(parts))
    )
    clean = quote(clean, safe=string.printable)  # as browsers send it
    if len(clean) > LONGEST:
        raise Unfit("too_long")
    return clean


def key(url: str) -> str | None:
    """The same for the same page, so that duplicates are found; None where there is no address."""
    return hashlib.sha256(normal(url).encode()).hexdigest() if url else None


def normal(url: str) -> str:
    """Without scheme, www, usual port, fragment, tracking, last slash; what is asked for in order."""
    parts = urlsplit(url)
    asked = sorted(parse_qsl(_query(host(url), parts), keep_blank_values=True))
    return f"{site(url)}{parts.path.rstrip('/')}" + (f"?{urlencode(asked)}" if asked else "")


def _is_host(host: str) -> bool:
    """A number, or a name that can be looked up."""
    if ":" not in host:
        return HOST.fullmatch(host_name(host)) is not None
    ipaddress.IPv6Address(host)
    return True


def _is_inside(host: str) -> bool:
    """A name or number that only means something in one's own network."""
    last = host.rpartition(".")[2]
    if ":" in host or last[:1].isdigit():
        try:
            return not ipaddress.ip_address(host).is_global
        except ValueError:  # 127.1, 0x7f.1: numbers in a form that only some understand
            return True
    return last == host or last in INSIDE


def _is_for_one(host: str, path: str) -> bool:
    return any(
        pattern.match(unquote(path)) for site, pattern in NO_PAGE_FOR_ALL.items() if _belongs(host, site)
    )


def _belongs(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


def _netloc(host: str, parts: SplitResult) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if parts.port in (None, PORTS[parts.scheme]) else f"{name}:{parts.port}"


def _query(host: str, parts: SplitResult) -> str:
    """What is not tracking stays as it is, in its order: some sites sign their addresses."""
    own = " ".join(names for site, names in SITE_TRACKING.items() if _belongs(host, site)).split()
    return "&".join(one for one in parts.query.split("&") if not _is_tracking(one.partition("=")[0], own))


def _is_tracking(name: str, own: list[str]) -> bool:
    return name in own or TRACKING.fullmatch(name) is not None


def _fragment(parts: SplitResult) -> str:
    """A place in the page is none of its own; some sites write the whole path behind the #."""
    return parts.fragment if parts.fragment.startswith(("/", "!")) else ""
