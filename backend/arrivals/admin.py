"""The admin's pages about people from a file: choose it, read what would happen, take it over, invite."""

import uuid
from collections.abc import Iterator

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.arrivals import job, plan, reasons, roster, service, take
from backend.arrivals.forms import FileForm, TakeForm
from backend.arrivals.plan import CHANGED, FAULTY, KINDS, NEW, Plan
from backend.dates import zone
from backend.db import db, now, run_tx
from backend.pages import csv_file
from backend.pages.csv_upload import Unreadable
from backend.pages.numerals import whole
from backend.pages.paging import Page as Part, page_asked
from backend.people.models import Person
from backend.people.names import ROLE_NAMES
from backend.sign_in import invitations
from backend.web import aside

blueprint = Blueprint(
    "arrivals_admin", __name__, url_prefix="/admin/people/file", template_folder="templates"
)
Page = str | tuple[str, int] | Response
SIZE = 50  # lines on a page


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    return render_template("arrivals/index.html", form=FileForm())


@blueprint.post("/")
@auth.page_needs("admin")
def send() -> Page:
    form, me = FileForm(), auth.me().id
    if not form.validate():
        return render_template("arrivals/index.html", form=form), 422
    try:
        found = roster.read(form.file.data.read())
    except Unreadable as problem:
        form.file.errors = [reasons.of_file(problem)]
        return render_template("arrivals/index.html", form=form), 422
    _tell_how_it_was_read(found)
    kept = run_tx(lambda tx: take.keep(tx, me, found.lines))
    return redirect(url_for("arrivals_admin.show", file=kept.id))


@blueprint.get("/<uuid:file>")
@auth.page_needs("admin")
def show(file: uuid.UUID) -> str:
    return _plan_page(file, TakeForm(language=auth.me().language))


@blueprint.post("/<uuid:file>")
@auth.page_needs("admin")
@auth.fresh
def send_take(file: uuid.UUID) -> Page:
    form, me = TakeForm(), auth.me().id
    if not form.validate():
        return _plan_page(file, form), 422
    language, read = str(form.language.data), str(form.read.data)
    try:
        done = run_tx(lambda tx: take.take(tx, me, file, language, read))
    except take.Otherwise:
        flash(gettext("Meanwhile something has changed. This is what would happen now."), "fault")
        return _plan_page(file, TakeForm(language=language, formdata=None)), 409
    _tell_what_was_done(done)
    return redirect(url_for("arrivals_admin.invite"))


@blueprint.get("/invite")
@auth.page_needs("admin")
def invite() -> str:
    return render_template(
        "arrivals/invite.html",
        counts=service.counts(db.session),
        refused=service.refused(db.session, SIZE),
        in_vain=service.in_vain(db.session),
        has_mail=bool(current_app.config["PLAINSPOKEN"].mail),
    )


@blueprint.post("/invite/mail")
@auth.page_needs("admin")
@auth.fresh
def post() -> Response:
    """Sent while the admin watches; should this server end meanwhile, the worker goes on."""
    if "sure" not in request.form:
        return _ask_first()
    run_tx(service.post)
    config = current_app.config["PLAINSPOKEN"]
    aside.run("invitations", lambda: job.send_due(config))
    return redirect(url_for("arrivals_admin.invite"))


@blueprint.post("/invite/codes")
@auth.page_needs("admin")
@auth.fresh
def hand_out() -> Response:
    if "sure" not in request.form:
        return _ask_first()
    return csv_file.download("invitations", _code_lines(run_tx(service.hand_out)))


def _ask_first() -> Response:
    flash(gettext("Nothing has changed. Press the button to see what it does, and again to do it."), "fault")
    return redirect(url_for("arrivals_admin.invite"))


def _plan_page(file: uuid.UUID, form: TakeForm) -> str:
    """`show`: which kind of lines, `page`: which of them."""
    found = plan.make(db.session, take.lines_of(db.session, auth.me().id, file))
    form.read.data = found.digest
    first = next((kind for kind in (FAULTY, NEW, CHANGED) if found.counts[kind]), KINDS[-1])
    asked = request.args.get("show")
    kind = asked if asked in KINDS else first
    steps, page = found.of(kind), page_asked()
    part = Part(steps[(page - 1) * SIZE : page * SIZE], page, page * SIZE < len(steps))
    return render_template(
        "arrivals/plan.html",
        form=form,
        plan=found,
        kind=kind,
        part=part,
        reasons=reasons,
        address=lambda page: url_for("arrivals_admin.show", file=file, show=kind, page=page),
    )


def _tell_how_it_was_read(found: roster.Roster) -> None:
    if found.guessed:
        flash(
            gettext("The file is no UTF-8 and was read as Windows writes. Look whether the names are right.")
        )
    if found.unread:
        flash(gettext("These columns are not read: %(heads)s", heads=", ".join(found.unread)[:200]))


def _tell_what_was_done(done: Plan) -> None:
    flash(
        gettext(
            "Done: %(new)s new, %(changed)s changed, %(left)s left out.",
            new=whole(done.counts[NEW]),
            changed=whole(done.counts[CHANGED]),
            left=whole(done.counts[FAULTY]),
        )
    )


def _code_lines(handed: list[tuple[Person, str]]) -> Iterator[list[object]]:
    until = f"{gettext('Until')} ({zone.place()})"
    yield [gettext("Name"), gettext("E-mail address"), gettext("Role"), gettext("Code"), until]
    for person, code in handed:
        expires = zone.here(now() + invitations.LIFE)
        yield [person.name, person.email, ROLE_NAMES[person.role], code, expires]
