"""The employee about themselves."""

import uuid
from typing import Any

from flask_smorest import Blueprint
from sqlalchemy.orm import Session

from backend import auth
from backend.db import db, run_tx
from backend.people import service
from backend.people.schemas import ChoiceSchema, DoorSchema, MeSchema
from backend.reports import outcomes
from backend.shares import mine
from backend.sign_in import devices, door

blueprint = Blueprint("me_api", __name__, description="Who I am and what I chose.")


@blueprint.get("/me")
@auth.needs("employee")
@blueprint.response(200, MeSchema)
def show() -> dict[str, Any]:
    """Who is signed in, which other browsers were connected as them of late, what they posted last."""
    me = service.get_person(db.session, auth.me().id)
    here = auth.device()
    others = devices.lately(db.session, me.id, here)
    shared = mine.items_posted_last(db.session, me.id)
    return service.about(db.session, me) | {"browser": here, "other_browsers": others, "shared": shared}


@blueprint.patch("/me")
@auth.needs("employee")
@blueprint.arguments(ChoiceSchema)
@blueprint.response(200, MeSchema)
def choose(choice: dict[str, Any]) -> dict[str, Any]:
    """Choose the language, and whether to take part in points, leaderboard, outcomes (off until chosen)."""
    me = auth.me().id
    return run_tx(lambda tx: _choose(tx, me, choice))


@blueprint.post("/me/door")
@auth.needs("employee")
@blueprint.response(201, DoorSchema)
def open_door() -> dict[str, str]:
    """A code that opens one's own pages in this browser: `/me/enter/<code>`, once, within a minute."""
    me = auth.me().id
    return {"code": run_tx(lambda tx: door.make(tx, me))}


def _choose(session: Session, me: uuid.UUID, choice: dict[str, Any]) -> dict[str, Any]:
    if choice.get("sends_outcomes") is False:
        outcomes.forget(session, me)  # with their yes goes what it brought and no figure has used
    return service.about(session, service.choose(session, me, **choice))
