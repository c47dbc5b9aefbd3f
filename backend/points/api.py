"""`GET me/points` and `GET leaderboard`."""

from typing import Any

from flask_babel import gettext
from flask_smorest import Blueprint

from backend import auth
from backend.db import db
from backend.paging import Page, PageQuery
from backend.points import service
from backend.points.models import Entry
from backend.points.schemas import Leaderboard, MyPoints

blueprint = Blueprint("points", __name__, description="Points, for those who want them")


@blueprint.get("/me/points")
@auth.needs("employee")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, MyPoints)
def mine(wanted: dict[str, int]) -> dict[str, Any]:
    """My points and what they are for, newest first."""
    me = auth.me().id
    found = service.entries(db.session, me, **wanted)
    entries = [_entry(entry, title) for entry, title in found.items]
    return {
        "total": service.total(db.session, me),
        "entries": entries,
        "page": found.page,
        "more": found.more,
    }


@blueprint.get("/leaderboard")
@auth.needs("employee")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, Leaderboard)
def board(wanted: dict[str, int]) -> dict[str, Any]:
    """The last 30 days of those who opted in, by pseudonym; withheld below five people."""
    return _board(service.leaderboard(db.session, **wanted))


def _entry(entry: Entry, title: str | None) -> dict[str, Any]:
    reasons = {
        "share": gettext("Shared: %(title)s", title=title or "…"),
        "click": gettext("Somebody read: %(title)s", title=title or "…"),
        "tip": gettext("Your suggestion was taken up: %(title)s", title=title or "…"),
        "reversal": gettext("Taken back: %(title)s", title=title or "…"),
    }
    return {**_fields(entry), "reason": reasons[entry.kind], "title": title}


def _fields(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "points": entry.points, "kind": entry.kind, "at": entry.at}


def _board(found: Page[service.Place]) -> dict[str, Any]:
    withheld = gettext("The board shows when at least %(n)s people are on it.", n=service.FEWEST_ON_BOARD)
    return {
        "days": service.BOARD_DAYS,
        "people": found.items[0].on_board if found.items else 0,
        "withheld": None if found.items or found.page > 1 else withheld,
        "items": [{**vars(place), "mine": place.person_id == auth.me().id} for place in found.items],
        "page": found.page,
        "more": found.more,
    }
