"""Reads from the web what a curator names, and nothing of our own network.

requests-hardened looks the name up, refuses private addresses and connects to the very address that it
checked; redirects are followed here, each checked anew. No proxy, no cookies, no password.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress

from backend.imports.reasons import CannotRead

SECONDS = 15  # in all
WAIT = (5.0, 5.0)  # for the connection; for each piece
MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
PIECE = 16 * 1024
PORTS = {"https": (None, 443), "http": (None, 80)}
FEED = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
DOCUMENT = ("text/html", "application/xhtml+xml", *FEED)
PICTURE = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True)
class Fetched:
    """What came: `url` after redirects; an empty `body` with `unchanged` where it is the one we know."""

    url: str
    media_type: str
    charset: str | None
    body: bytes
    unchanged: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def get(url: str, kinds: tuple[str, ...], loopback: bool, known: Mapping[str, str] | None = None) -> Fetched:
    """The document at `url`, of one of `kinds`. `known`: conditional headers of the last time.

    `loopback`: this machine may be read too (tests). Raises CannotRead.
    """
    return _within(SECONDS, lambda: _follow(url, kinds, loopback, known or {}))


def _within(seconds: float, work: Callable[[], Fetched]) -> Fetched:
    """`work`'s result, if it comes in time: a server can drip its name, its headers and its body."""
    results: queue.Queue[Fetched | Exception] = queue.Queue()

    def run() -> None:
        try:
            results.put(work())
        except Exception as problem:
            results.put(problem)

    threading.Thread(target=run, daemon=True).start()
    try:
        found = results.get(timeout=seconds)
    except queue.Empty:
        raise CannotRead("too_slow") from None
    if isinstance(found, Exception):
        raise found
    return found


def _follow(url: str, kinds: tuple[str, ...], loopback: bool, known: Mapping[str, str]) -> Fetched:
    until = time.monotonic() + SECONDS
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=loopback,
        never_redirect=True,
        default_timeout=WAIT,
        user_agent_override="Plainspoken",
    )
    with HTTPSession(config) as session:
        session.trust_env = False
        for _ in range(MOST_REDIRECTS + 1):
            _check(url, loopback)
            with _ask(session, url, {"Accept": ", ".join(kinds), **known}) as answer:
                if not answer.is_redirect:
                    return _read(answer, url, kinds, until)
                url = urljoin(url, answer.headers["Location"])
    raise CannotRead("redirects")


def _check(url: str, loopback: bool) -> None:
    """https at its port; http of this machine only where that is allowed."""
    try:
        parts = urlsplit(url)
        if loopback and _is_here(parts.hostname or "") and parts.scheme in PORTS:
            return
        good = parts.scheme == "https" and parts.port in PORTS["https"] and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or not url.isprintable():
        raise CannotRead("not_web")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _ask(session: HTTPSession, url: str, headers: Mapping[str, str]) -> requests.Response:
    try:
        answer: requests.Response = session.get(url, headers=dict(headers), stream=True)
        return answer
    except InvalidIPAddress:
        raise CannotRead("private") from None
    except requests.Timeout:
        raise CannotRead("too_slow") from None
    except (requests.RequestException, ValueError, OSError):
        raise CannotRead("no_answer") from None


def _read(answer: requests.Response, url: str, kinds: tuple[str, ...], until: float) -> Fetched:
    said = answer.headers.get("Content-Type", "")
    media_type = said.partition(";")[0].strip().lower()
    if answer.status_code == 304:
        return Fetched(url, media_type, None, b"", unchanged=True)
    if answer.status_code != 200:
        raise CannotRead("status", f"{answer.status_code} {answer.reason or ''}".strip())
    if media_type not in kinds:
        raise CannotRead(*_other_kind(kinds, media_type))
    charset = requests.utils.get_encoding_from_headers(answer.headers) if "charset=" in said.lower() else None
    return Fetched(url, media_type, charset, _body(answer, until), headers=answer.headers)


def _other_kind(kinds: tuple[str, ...], media_type: str) -> tuple[str, ...]:
    wants_picture = kinds == PICTURE
    if not media_type:
        return ("no_picture" if wants_picture else "no_kind",)
    return ("picture_kind" if wants_picture else "kind", media_type)


def _body(answer: requests.Response, until: float) -> bytes:
    body = bytearray()
    try:
        while piece := answer.raw.read1(PIECE, decode_content=True):
            body += piece
            if len(body) > MOST_BYTES:
                raise CannotRead("too_long")
            if time.monotonic() > until:
                raise CannotRead("too_slow")
    except urllib3.exceptions.ReadTimeoutError:
        raise CannotRead("too_slow") from None
    except (urllib3.exceptions.HTTPError, OSError):
        raise CannotRead("no_answer") from None
    return bytes(body)
