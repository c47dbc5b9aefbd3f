"""Holds back floods, and nothing else: counts of calls in memory, so each worker counts for itself."""

import hashlib
import time
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, Response, current_app, g, request

from backend import auth
from backend.addresses.origin_address import origin_address
from backend.errors import TooMany


@dataclass
class Limit:
    """At most `most` calls with one key in each stretch of `seconds`."""

    most: int
    seconds: int
    _stretch: int = 0
    _calls: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def count(self, key: str) -> None:
        """One call more."""
        with self._lock:
            self._begin()
            self._calls[key] = self._calls.get(key, 0) + 1

    def is_reached(self, key: str) -> bool:
        """Did `most` calls come with this key?"""
        with self._lock:
            self._begin()
            return self._calls.get(key, 0) >= self.most

    def check(self, key: str) -> None:
        """Raises TooMany when `most` calls came with this key."""
        if self.is_reached(key):
            raise TooMany("Too many requests.", seconds=self.seconds - int(time.time()) % self.seconds)

    def forget(self) -> None:
        """Start anew."""
        self._stretch = 0

    def _begin(self) -> None:
        """What was counted in an earlier stretch goes, so that nothing grows."""
        stretch = int(time.time()) // self.seconds
        if stretch != self._stretch:
            self._stretch, self._calls = stretch, {}


# Per address: who makes tokens up would else have a new limit with each.
UNKNOWN_TOKENS = Limit(200, 60)
# Whose token was good today is not held back by a guest who makes tokens up behind the same address.
GOOD_TOKENS = Limit(1, 24 * 3600)
USUAL = (Limit(100, 1), Limit(2000, 60))
OF_ITS_OWN = {
    "static": (),
    "redirect.follow": (),  # a whole company may read from behind one address
    "connect_api.token": (Limit(60, 60),),
    "rules.check": (Limit(5, 1), Limit(60, 60)),  # a long draft takes half a second of the processor
}


def register(app: Flask) -> None:
    """Hold every request against the limits of its route before anything else is done for it."""
    app.before_request(_hold_back)
    app.after_request(_note_token)


def forget() -> None:
    """All counts (tests: they are kept for all apps of the process)."""
    of_routes = [limit for some in OF_ITS_OWN.values() for limit in some]
    for limit in (UNKNOWN_TOKENS, GOOD_TOKENS, *USUAL, *of_routes):
        limit.forget()


def _hold_back() -> None:
    route = request.endpoint
    if route is None or not (limits := OF_ITS_OWN.get(route, USUAL)):
        return
    token = g.flood_token = _token(route)
    if token and not GOOD_TOKENS.is_reached(token):
        UNKNOWN_TOKENS.check(origin_address())
    key = f"{route} {token or origin_address()}"
    for limit in limits:
        limit.check(key)
        limit.count(key)


def _note_token(answer: Response) -> Response:
    token = g.get("flood_token")
    if answer.status_code == 401:
        UNKNOWN_TOKENS.count(origin_address())
    elif token and answer.status_code < 400:
        GOOD_TOKENS.count(token)
    return answer


def _token(route: str) -> str | None:
    """A digest of the token where the view asks for one: a company may stand behind one address."""
    asks_token = "api_role" in auth.doors_of(current_app, route)
    sent = request.headers.get("Authorization") if asks_token else None
    return hashlib.sha256(sent.encode()).hexdigest() if sent else None
