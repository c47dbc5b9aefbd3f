"""The employee's own page: what is known about them, as a file too, and how to be erased."""

import json

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from backend import auth
from backend.db import db, run_tx
from backend.errors import Conflict
from backend.known import service
from backend.known.sections import VALUES
from backend.people import service as people

blueprint = Blueprint("my_data", __name__, url_prefix="/me/data", template_folder="templates")
SHOWN = 20  # rows of a section; the file has them all


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    return _page(wrong=False)


@blueprint.get("/file")
@auth.page_needs("employee")
def file() -> Response:
    found = service.everything(db.session, auth.me().id)
    answer = Response(json.dumps(found, ensure_ascii=False, indent=1), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="plainspoken-about-me.json"'
    return answer


@blueprint.post("/erase")
@auth.page_needs("employee")
def erase() -> str | tuple[str, int] | Answer:
    me = people.get_person(db.session, auth.me().id)
    if people.normal_email(request.form.get("email", "")) != me.email:
        return _page(wrong=True), 422
    try:
        run_tx(lambda tx: service.erase(tx, me.id))
    except Conflict:
        flash(gettext("This is the last admin. Invite another one first."), "fault")
        return redirect(url_for("my_data.index"))
    session.clear()
    return render_template("known/erased.html")


def _page(wrong: bool) -> str:
    me = auth.me().id
    return render_template(
        "known/index.html",
        found=list(service.first_rows(db.session, me, SHOWN)),
        me=people.get_person(db.session, me),
        values=VALUES,
        wrong=wrong,
    )
