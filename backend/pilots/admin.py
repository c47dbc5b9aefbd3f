"""The admin's pages about pilots: plan one, watch its weeks, read its exit report, roll it out."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import format_date, gettext
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older

from backend import auth, fewest
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.dates.weeks import WEEK
from backend.db import db, run_tx
from backend.errors import Conflict
from backend.pages import lists
from backend.pages.form_parts import tell_meanwhile
from backend.people import groups, service as people
from backend.pilots import exit_report, service
from backend.pilots.forms import STATE_NAMES, PilotForm, WordsForm
from backend.pilots.lists import PILOTS, group_name
from backend.pilots.models import OVER, Pilot
from backend.reports import closing
from backend.strategy.forms import people_choices

blueprint = Blueprint("pilots_admin", __name__, url_prefix="/admin/pilots", template_folder="templates")
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    found = lists.show(db.session, PILOTS, request.args)
    return render_template("pilots/index.html", list=found, states=STATE_NAMES, group_name=group_name)


@blueprint.post("/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("pilots", PILOTS, request.args)


@blueprint.get("/new")
@auth.page_needs("admin")
def new() -> str:
    return _form_page(_form())


@blueprint.post("/new")
@auth.page_needs("admin")
def send_new() -> Page:
    form = _form()
    if not form.validate():
        return _form_page(form), 422
    try:
        made = run_tx(lambda tx: service.plan(tx, **form.values()))
    except Conflict:
        form.starts.errors = [_too_early(form)]
        return _form_page(form), 422
    return redirect(url_for("pilots_admin.show", pilot=made.id))


@blueprint.get("/<uuid:pilot>")
@auth.page_needs("admin", "council")
def show(pilot: uuid.UUID) -> str:
    closing.count_what_is_over()
    found = service.get(db.session, pilot)
    return render_template(
        "pilots/pilot.html",
        pilot=found,
        group_name=group_name(found),
        report=exit_report.of(db.session, found),
        states=STATE_NAMES,
        groups=[one for one in groups.all_of_them(db.session) if one.id != found.group_id],
        meant=service.items_meant_for(db.session, found.group_id),
        is_too_small=_is_too_small(found),
    )


@blueprint.get("/<uuid:pilot>/edit")
@auth.page_needs("admin")
def edit(pilot: uuid.UUID) -> str:
    found = service.get(db.session, pilot)
    return _words_page(_words_form(found), found)


@blueprint.post("/<uuid:pilot>/edit")
@auth.page_needs("admin")
def send_edit(pilot: uuid.UUID) -> Page:
    found = service.get(db.session, pilot)
    form = _words_form(found)
    if not form.validate():
        return _words_page(form, found), 422
    try:
        run_tx(lambda tx: service.reword(tx, pilot, form.read.data, **form.words()))
    except Meanwhile:
        tell_meanwhile()
        return _words_page(form, found), 409
    if "question" in request.form and not found.may_ask:
        flash(gettext("The first day has come, so the question stays as it was. The rest is saved."), "fault")
    else:
        flash(gettext("Saved."))
    return redirect(url_for("pilots_admin.show", pilot=pilot))


@blueprint.post("/<uuid:pilot>/roll-out")
@auth.page_needs("admin")
def roll_out(pilot: uuid.UUID) -> Response:
    if "sure" not in request.form:
        flash(
            gettext("Nothing has changed. Press “Roll out” to see what it does, and again to do it."), "fault"
        )
        return redirect(url_for("pilots_admin.show", pilot=pilot))
    known = {str(one.id): one.id for one in groups.all_of_them(db.session)}
    chosen = [known[one] for one in request.form.getlist("groups") if one in known]
    if not chosen:
        flash(gettext("Choose at least one group; nothing has changed."), "fault")
        return redirect(url_for("pilots_admin.show", pilot=pilot))
    try:
        run_tx(lambda tx: service.roll_out(tx, pilot, chosen))
        flash(gettext("Rolled out. Their feeds follow within 15 minutes."))
    except Conflict:
        flash(gettext("The pilot is not over yet."), "fault")
    return redirect(url_for("pilots_admin.show", pilot=pilot))


@blueprint.post("/<uuid:pilot>/delete")
@auth.page_needs("admin")
def delete(pilot: uuid.UUID) -> Response:
    try:
        run_tx(lambda tx: service.delete(tx, pilot))
        flash(gettext("Deleted."))
    except Conflict:
        flash(gettext("It is being measured already. Let it run; its report stays."), "fault")
    return redirect(url_for("pilots_admin.index"))


def _is_too_small(pilot: Pilot) -> bool:
    if pilot.state == OVER or pilot.group_id is None:
        return False
    return groups.size(db.session, pilot.group_id) < fewest.of(db.session)


def _form() -> PilotForm:
    form = PilotForm(data={"baseline_weeks": 4, "pilot_weeks": 8})
    form.group.choices = [SelectChoice(str(one.id), one.name) for one in groups.all_of_them(db.session)]
    form.owner.choices = people_choices(people.staff(db.session))
    return form


def _words_form(pilot: Pilot) -> WordsForm:
    words = {"name": pilot.name, "question": pilot.question, "owner": str(pilot.owner_id or "")}
    form = WordsForm(data=words | {"read": as_read.digest(pilot)})
    form.owner.choices = people_choices(people.staff(db.session))
    if not pilot.may_ask:
        del form.question
    return form


def _words_page(form: WordsForm, pilot: Pilot) -> str:
    return render_template("pilots/edit.html", form=form, pilot=pilot)


def _form_page(form: PilotForm) -> str:
    return render_template("pilots/new.html", form=form)


def _too_early(form: PilotForm) -> str:
    wanted = form.values()
    begins = service.earliest_baseline(db.session, wanted["group"])
    return str(
        gettext(
            "This group is counted apart from %(since)s on. With this baseline it can start on %(day)s "
            "at the earliest.",
            since=format_date(begins),
            day=format_date(begins + WEEK * wanted["baseline_weeks"]),
        )
    )
