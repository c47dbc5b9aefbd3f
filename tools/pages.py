"""`python -m tools.pages DATABASE_URL`: every page and every GET of the API on a sample database.

Says for each the median time of five and its queries, the slow ones (over 200 ms or 12 queries) marked, and
what could not be opened since the sample has no such thing. Meant for what `plainspoken demo --size large
--database …` has made; it changes nothing but sessions and a device, and counts the weeks that are over.
"""

import gc
import re
import secrets
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Select, event, func, select
from sqlalchemy.orm import Session

from backend import auth, logs
from backend.app import create_app, engine_of
from backend.arrivals.models import RosterFile
from backend.config import Config
from backend.content.models import Item, Tip, Topic
from backend.db import run_tx
from backend.imports.models import Import
from backend.people.models import Group, Person
from backend.pilots.models import Pilot
from backend.points.models import KINDS, Entry
from backend.programme.models import Season
from backend.reports import closing, figures
from backend.rules.models import Release, Source
from backend.sign_in import browser_session, devices, sessions
from backend.strategy.models import Duty, Goal
from backend.training import service as training

SLOW_MS, MANY = 200, 12
LISTS = {
    "/admin/people/": (
        "?search=muller",
        "?search=zzzz",
        "?sort=-email&page=200",
        "?connected=no",
        "?state=out",
    ),
    "/admin/people/devices": ("?search=jorg", "?sort=person&page=100"),
    "/admin/content/": ("?search=part+7", "?sort=-title", "?status=published&sort=-until"),
    "/admin/content/tips/": ("?state=open", "?search=robots"),
    "/api/v1/leaderboard": ("?page=50",),
    "/me/board/": ("?page=50",),
}


# parameter of an address, as the url map writes it -> one that the sample has
SOME: dict[str, Select[Any]] = {
    "uuid:duty": select(Duty.id),
    "uuid:file": select(RosterFile.id),
    "path:file": select(Source.file).where(Source.file.startswith("packs")),
    "uuid:goal": select(Goal.id),
    "uuid:group": select(Group.id),
    "uuid:item": select(Item.id),
    "int:number": select(func.max(Release.number)),
    "uuid:person": select(Person.id),
    "uuid:pilot": select(Pilot.id),
    "uuid:run": select(Import.id),
    "uuid:season": select(Season.id),
    "uuid:tip": select(Tip.id),
    "uuid:topic": select(Topic.id),
    "code": select(Season.wall_code),
}
OPEN = ("api-docs.openapi_json", "health.healthz", "health.metrics", "sign_in.show", "wall.show")
NO_PAGES = ("oidc.", "static")
FILES = ("/api/v1/me/export", "/me/data/file")  # all that is known of somebody


@dataclass(frozen=True)
class Seen:
    """What one address takes: median of its times but the first, queries of the last."""

    ms: float
    queries: int
    status: int
    address: str

    @property
    def is_slow(self) -> bool:
        """Files are no pages."""
        return self.address not in FILES and (self.ms > SLOW_MS or self.queries > MANY)


def main(url: str) -> None:
    """Print a line for each address, the slowest first."""
    logs.configure(open("/dev/null", "w"))  # noqa: SIM115, PTH123 - as long as the program
    app = create_app(Config(secrets.token_urlsafe(32), url, "http://127.0.0.1:5005"))
    gc.freeze()  # as the server does (backend/running/garbage.py)
    found, missing = visit(app)
    for one in sorted(found, key=lambda one: -one.ms):
        mark = "  SLOW" if one.is_slow else ""
        print(f"{one.ms:8.1f} ms {one.queries:4} queries  {one.status}  {one.address}{mark}")
    print("Not opened, for the sample has none:", ", ".join(missing) or "all were")


def visit(app: Flask, times: int = 6) -> tuple[list[Seen], list[str]]:
    """Open every address so often; and those that the sample has nothing for."""
    with app.app_context():
        closing.catch_up()
        some, token, cookies = run_tx(_prepare)
    asked: list[str] = []
    event.listen(engine_of(app), "before_cursor_execute", lambda *a: asked.append(a[2]))
    addresses = sorted(_addresses(app, some))
    found = [_seen(app, one, token, cookies, asked, times) for one in addresses if "<" not in one]
    return found, [one for one in addresses if "<" in one]


def _prepare(session: Session) -> tuple[dict[str, str], str, dict[str, str]]:
    """What to fill addresses with, and a device and a session of the busiest people."""
    busiest = select(Entry.person_id).group_by(Entry.person_id).order_by(func.count().desc()).limit(1)
    me = session.scalars(select(Person).where(Person.id == busiest.scalar_subquery())).one()
    clara = session.scalars(select(Person).where(Person.role == "admin").limit(1)).one()
    rows = {name: session.scalar(query.limit(1)) for name, query in SOME.items()}
    months = figures.months(figures.counted(session))
    rows |= {"kind": KINDS[0], "month": f"{months[-1]:%Y-%m}" if months else None}
    rows |= {"name": next(iter(training.lessons(session, "en")), None)}
    _device, token = devices.add(session, me.id, "Measuring")
    pages = {who.role: sessions.begin(session, who.id, True) for who in (me, clara)}
    return {name: str(row) for name, row in rows.items() if row is not None}, token, pages


def _addresses(app: Flask, some: dict[str, str]) -> Iterator[str]:
    """Every one that answers to GET; what the sample has nothing for keeps its `<parameter>`."""
    for rule in app.url_map.iter_rules():
        known = auth.doors_of(app, rule.endpoint) and not rule.endpoint.startswith(NO_PAGES)
        if "GET" in (rule.methods or ()) and (known or rule.endpoint in OPEN):
            address = re.sub(r"<([\w:]+)>", lambda m: some.get(m[1], m[0]), rule.rule)
            yield address
            yield from (address + query for query in LISTS.get(address, ()))


def _seen(
    app: Flask, address: str, token: str, cookies: dict[str, str], asked: list[str], times: int
) -> Seen:
    client, headers = app.test_client(), {}
    if address.startswith("/api/"):
        headers = {"Authorization": f"Bearer {token}"}
    else:
        with client.session_transaction() as session:
            session[browser_session.TOKEN] = cookies["employee" if address.startswith("/me") else "admin"]
    took = []
    for _ in range(times):
        asked.clear()
        begin = time.perf_counter()
        answer = client.get(address, headers=headers)
        _ = answer.data
        took.append(1000 * (time.perf_counter() - begin))
    return Seen(statistics.median(took[1:]), len(asked), answer.status_code, address)


if __name__ == "__main__":
    main(sys.argv[1])
