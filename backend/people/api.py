"""The employee about themselves."""

from typing import Any

from flask_smorest import Blueprint

from backend import auth
from backend.db import db, run_tx
from backend.people import door, service
from backend.people.schemas import ChoiceSchema, DoorSchema, MeSchema

blueprint = Blueprint("me_api", __name__, description="Who I am and what I chose.")


@blueprint.get("/me")
@auth.needs("employee")
@blueprint.response(200, MeSchema)
def show() -> dict[str, Any]:
    """Who is signed in."""
    return service.about(db.session, service.get_person(db.session, auth.me().id))


@blueprint.patch("/me")
@auth.needs("employee")
@blueprint.arguments(ChoiceSchema)
@blueprint.response(200, MeSchema)
def choose(choice: dict[str, Any]) -> dict[str, Any]:
    """Choose the language, and whether to take part in points, leaderboard, outcomes (off until chosen)."""
    me = auth.me().id
    return run_tx(lambda tx: service.about(tx, service.choose(tx, me, **choice)))


@blueprint.post("/me/door")
@auth.needs("employee")
@blueprint.response(201, DoorSchema)
def open_door() -> dict[str, str]:
    """A code that opens one's own pages in this browser: `/me/enter/<code>`, once, within a minute."""
    me = auth.me().id
    return {"code": run_tx(lambda tx: door.make(tx, me))}
