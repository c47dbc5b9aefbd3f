"""Holds back floods, and nothing else: counts of calls in memory, so each worker counts for itself."""

import time
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, Response, current_app, request

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

    def check(self, key: str) -> None:
        """Raises TooMany when `most` calls came with this key."""
        with self._lock:
            self._begin()
            calls = self._calls.get(key, 0)
        if calls >= self.most:
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
USUAL = (Limit(100, 1), Limit(2000, 60))
OF_ITS_OWN = {
    "static": (),
    "redirect.follow": (),  # a whole company may read from behind one address
    "connect_api.token": (Limit(60, 60),),
}


def register(app: Flask) -> None:
    """Hold every request against the limits of its route before anything else is done for it."""
    app.before_request(_hold_back)
    app.after_request(_count_unknown_token)


def forget() -> None:
    """All counts (tests: they are kept for all apps of the process)."""
    for limit in (UNKNOWN_TOKENS, *USUAL, *(one for some in OF_ITS_OWN.values() for one in some)):
        limit.forget()


def _hold_back() -> None:
    route = request.endpoint
    if route is None or not (limits := OF_ITS_OWN.get(route, USUAL)):
        return
    UNKNOWN_TOKENS.check(_address())
    key = f"{route} {_caller(route)}"
    for limit in limits:
        limit.check(key)
        limit.count(key)


def _count_unknown_token(answer: Response) -> Response:
    if answer.status_code == 401:
        UNKNOWN_TOKENS.count(_address())
    return answer


def _caller(route: str) -> str:
    """The token where the view asks for one (a company may stand behind one address), else the address."""
    asks_token = "api_role" in getattr(current_app.view_functions[route], "doors", {})
    return (asks_token and request.headers.get("Authorization")) or _address()


def _address() -> str:
    return request.remote_addr or "unknown"
