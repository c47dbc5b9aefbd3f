"""`GET me/points` and `GET leaderboard`."""

from typing import Any

from flask_smorest import Blueprint

from backend import auth, fewest
from backend.dates import weeks
from backend.db import db
from backend.pages.paging import Page, PageQuery
from backend.people import installed
from backend.points import board, lists, service
from backend.points.board import Place
from backend.points.models import Entry
from backend.points.reasons import reason, switched_off, too_few
from backend.points.schemas import Leaderboard, MyPoints

blueprint = Blueprint("points", __name__, description="Points, for those who want them")


@blueprint.get("/me/points")
@auth.needs("employee")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, MyPoints)
def mine(wanted: dict[str, int]) -> dict[str, Any]:
    """My points and what they are for, newest first."""
    me = auth.me().id
    found = lists.entries(db.session, me, **wanted)
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
def leaderboard(wanted: dict[str, int]) -> dict[str, Any]:
    """The 30 days up to the last Sunday of those who opted in, by pseudonym; withheld below five people."""
    if not installed.installation(db.session).has_board:
        return _board(Page([], 1, False)) | {"withheld": switched_off()}
    return _board(board.rolling(db.session, **wanted))


def _entry(entry: Entry, title: str | None) -> dict[str, Any]:
    return {**_fields(entry), "reason": reason(entry, title), "title": title}


def _fields(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "points": entry.points, "kind": entry.kind, "at": entry.at}


def _board(found: Page[Place]) -> dict[str, Any]:
    return {
        "days": board.DAYS,
        "until": weeks.last_over(),
        "people": found.items[0].on_board if found.items else 0,
        "withheld": None if found.items or found.page > 1 else too_few(fewest.of(db.session)),
        "items": [{**vars(place), "mine": place.person_id == auth.me().id} for place in found.items],
        "page": found.page,
        "more": found.more,
    }
