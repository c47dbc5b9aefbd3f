"""`GET me/export`: all that is known about me. `DELETE me`: erase me."""

from typing import Any

from flask_babel import gettext
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from backend import auth
from backend.db import db, run_tx
from backend.errors import Invalid
from backend.known import service
from backend.people import service as people
from backend.people.models import LONGEST_EMAIL
from backend.whole_text import whole_text

blueprint = Blueprint("known", __name__, description="What is known about me, and its end")


class Everything(Schema):
    """A list of rows for each kind of thing; see the page "What is known about me" for what they mean."""

    sections = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Dict(keys=fields.String())), required=True
    )


class EraseRequest(Schema):
    """One's own e-mail address, since this cannot be undone."""

    email = fields.String(required=True, validate=[validate.Length(1, LONGEST_EMAIL), whole_text])


@blueprint.get("/me/export")
@auth.needs("employee")
@blueprint.response(200, Everything)
def export() -> dict[str, Any]:
    """All that is known about me."""
    return {"sections": service.everything(db.session, auth.me().id)}


@blueprint.delete("/me")
@auth.needs("employee")
@blueprint.arguments(EraseRequest)
@blueprint.response(204)
def erase(sent: dict[str, str]) -> None:
    """Erase me: who I am goes at once and for good; sums without a name stay."""
    me = people.get_person(db.session, auth.me().id)
    if people.normal_email(sent["email"]) != me.email:
        raise Invalid(
            gettext("This is not your e-mail address."), gettext("Send your own, so that it is meant.")
        )
    run_tx(lambda tx: service.erase(tx, me.id))
