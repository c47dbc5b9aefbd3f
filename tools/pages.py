"""`python -m tools.pages DATABASE_URL`: every page and every GET of the API on a sample database.

Says for each the median time of five and its queries, the slow ones (over 200 ms or 12 queries) marked. Meant
for what `plainspoken demo --size large --database …` has made; it changes nothing but sessions and a device.
"""

import re
import secrets
import statistics
import sys
import time
from collections.abc import Iterator

from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from backend import auth, logs
from backend.app import create_app, engine_of
from backend.config import Config
from backend.content.models import Item, Tip, Topic
from backend.db import run_tx
from backend.people import devices, sessions
from backend.people.models import Group, Person
from backend.points.models import Entry
from backend.programme.models import Season
from backend.rules.models import Source

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


def main(url: str) -> None:
    """Print a line for each address, the slowest first."""
    logs.configure(open("/dev/null", "w"))  # noqa: SIM115, PTH123 - as long as the program
    app = create_app(Config(secrets.token_urlsafe(32), url, "http://127.0.0.1:5005"))
    with app.app_context():
        ids, token, cookies = run_tx(_prepare)
    asked: list[str] = []
    event.listen(engine_of(app), "before_cursor_execute", lambda *a: asked.append(a[2]))
    found = []
    for address in sorted(_addresses(app, ids)):
        found.append((*_measured(app, address, token, cookies, asked), address))
    for ms, queries, status, address in sorted(found, reverse=True):
        mark = "  SLOW" if ms > SLOW_MS or queries > MANY else ""
        print(f"{ms:8.1f} ms {queries:4} queries  {status}  {address}{mark}")


def _prepare(session: Session) -> tuple[dict[str, str], str, dict[str, str]]:
    """Ids to fill addresses with, and a device and a session of the busiest people."""
    busiest = select(Entry.person_id).group_by(Entry.person_id).order_by(func.count().desc()).limit(1)
    me = session.scalars(select(Person).where(Person.id == busiest.scalar_subquery())).one()
    clara = session.scalars(select(Person).where(Person.role == "admin")).first()
    tables = {"item": Item, "topic": Topic, "tip": Tip, "group": Group, "season": Season}
    ids = {name: str(session.scalars(select(table.id)).first()) for name, table in tables.items()}
    ids |= {"file": session.scalars(select(Source.file).where(Source.file.startswith("packs"))).first()}
    _device, token = devices.add(session, me.id, "Measuring")
    pages = {who.role: sessions.begin(session, who.id, True) for who in (me, clara)}
    return ids, token, pages


def _addresses(app: Flask, ids: dict[str, str]) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not auth.doors_of(app, rule.endpoint):
            continue
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: ids.get(m[1], "<"), rule.rule)
        if "<" not in address:
            yield address
            yield from (address + query for query in LISTS.get(address, ()))


def _measured(
    app: Flask, address: str, token: str, cookies: dict[str, str], asked: list[str]
) -> tuple[float, int, int]:
    client, headers = app.test_client(), {}
    if address.startswith("/api/"):
        headers = {"Authorization": f"Bearer {token}"}
    else:
        with client.session_transaction() as session:
            session[auth.TOKEN] = cookies["employee" if address.startswith("/me") else "admin"]
    times = []
    for _ in range(6):
        asked.clear()
        begin = time.perf_counter()
        answer = client.get(address, headers=headers)
        _ = answer.data
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times[1:]), len(asked), answer.status_code


if __name__ == "__main__":
    main(sys.argv[1])
