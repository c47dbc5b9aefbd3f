"""`POST outcomes`, `POST feedback`."""

from typing import Any

from flask_smorest import Blueprint

from backend import auth
from backend.db import run_tx
from backend.reports import outcomes
from backend.reports.schemas import Feedback, OutcomesOfADay, Taken

blueprint = Blueprint("outcomes", __name__, description="What came of warnings, for those who switched it on")


@blueprint.post("/outcomes")
@auth.needs("employee")
@blueprint.arguments(OutcomesOfADay)
@blueprint.response(201, Taken)
def report(told: dict[str, Any]) -> dict[str, Any]:
    """What came of a day's warnings. May be repeated: the same id counts once.

    No Idempotency-Key: to keep one would tell which rule spoke to whom.
    """
    me = auth.me().id
    return run_tx(lambda tx: outcomes.take(tx, me, told["id"], told["day"], told["outcomes"]))


@blueprint.post("/feedback")
@auth.needs("employee")
@blueprint.arguments(Feedback)
@blueprint.response(201, Taken)
def wrong(said: dict[str, Any]) -> dict[str, Any]:
    """A rule is wrong, says who met it. Told in reports where five people said so; kept like an outcome."""
    me = auth.me().id
    return run_tx(lambda tx: outcomes.take_wrong(tx, me, said["id"], said["rule"]))
