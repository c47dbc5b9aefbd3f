"""Short links of other programs that somebody runs on this machine, given as BENCH_LINKS="NAME=ADDRESS ...".

An address is http://127.0.0.1:PORT/PATH and answers with a redirect. No registry has such programs ready to
run (YOURLS wants PHP and MariaDB, Kutt PostgreSQL and Redis), so whoever wants their figures sets them up.
"""

import os
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from tools.bench import load

SETTING = "BENCH_LINKS"
MOVED = (301, 302, 303, 307, 308)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: the redirect itself is what is measured."""


def given(agent: str) -> dict[str, load.Asked]:
    """By name; none where the setting is not there. `agent` has a place for what makes a visitor new.

    ValueError: what is wrong with which of them.
    """
    named = (one.partition("=") for one in os.environ.get(SETTING, "").split())
    return {name: _link(name, address, agent) for name, _, address in named}


def _link(name: str, address: str, agent: str) -> load.Asked:
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname != load.HOST or not parts.port:
        raise ValueError(
            f"{SETTING}: {name or address}: http://{load.HOST}:PORT/PATH is wanted, not {address!r}"
        )
    return parts.port, _visit(parts, agent), _status(name, address)


def _visit(parts: SplitResult, agent: str) -> load.Requests:
    return lambda number: load.get(parts.path, Host=parts.netloc, User_Agent=agent.format(number))


def _status(name: str, address: str) -> int:
    try:
        found = build_opener(_Stay).open(address, timeout=10).status
    except HTTPError as answer:
        found = answer.code
    except URLError as error:
        raise ValueError(f"{SETTING}: {name}: {address} does not answer: {error.reason}") from error
    if found not in MOVED:
        raise ValueError(f"{SETTING}: {name}: {address} answers with {found}, not with a redirect")
    return int(found)
