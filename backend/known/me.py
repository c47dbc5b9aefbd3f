"""The employee's own page: what is known about them, as a file too, and how to be erased."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from backend import auth
from backend.audit.pages import telling
from backend.db import db, run_tx
from backend.errors import Conflict
from backend.known import service
from backend.known.section import Section
from backend.known.sections import VALUES
from backend.pages.paging import page_or_first
from backend.people import service as people
from backend.sign_in import browser_session

blueprint = Blueprint("my_data", __name__, url_prefix="/me/data", template_folder="templates")
SHOWN = 50  # rows on a page


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
    if browser_session.gave_password():  # whoever came in from the extension has none
        browser_session.require_fresh()
    try:
        run_tx(lambda tx: service.erase(tx, me.id))
    except Conflict:
        flash(gettext("This is the last admin. Invite another one first."), "fault")
        return redirect(url_for("my_data.index"))
    session.clear()
    return render_template("known/erased.html")


def _page(wrong: bool) -> str:
    me = auth.me().id
    found = service.counts(db.session, me)
    asked = request.args.get("section")
    section = next((one for one, _ in found if one.name == asked), found[0][0])
    rows = page_or_first(lambda page: service.rows(db.session, me, section, page, SHOWN))
    return render_template(
        "known/index.html",
        found=found,
        section=section,
        rows=rows,
        page_url=lambda page: url_for("my_data.index", section=section.name, page=page),
        values=VALUES | _changes(section, rows.items),
        wrong=wrong,
    )


def _changes(section: Section, rows: Sequence[Any]) -> dict[str, str]:
    """What was changed about them, in words; the file has it as it is kept."""
    is_told = section.name == "changed_about_you"
    return telling.lines(db.session, [row.words for row in rows]) if is_told else {}
