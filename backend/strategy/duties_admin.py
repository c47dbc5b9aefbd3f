"""Who does what: responsibilities, written down on the page of the strategy."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.db import db, run_tx
from backend.pages.form_parts import tell_meanwhile
from backend.people import service as people
from backend.strategy import service
from backend.strategy.forms import DutyForm, people_choices
from backend.strategy.models import Duty

blueprint = Blueprint("duty_admin", __name__, url_prefix="/admin/strategy/duties")
Page = str | tuple[str, int] | Response


@blueprint.get("/new")
@auth.page_needs("admin")
def new() -> str:
    return _page(_form(), is_new=True)


@blueprint.post("/new")
@auth.page_needs("admin")
def send_new() -> Page:
    return _save(None)


@blueprint.get("/<uuid:duty>")
@auth.page_needs("admin")
def edit(duty: uuid.UUID) -> str:
    return _page(_form(service.get(db.session, Duty, duty)), is_new=False)


@blueprint.post("/<uuid:duty>")
@auth.page_needs("admin")
def send_edit(duty: uuid.UUID) -> Page:
    return _save(duty)


@blueprint.post("/<uuid:duty>/delete")
@auth.page_needs("admin")
def delete(duty: uuid.UUID) -> Response:
    run_tx(lambda tx: service.delete(tx, Duty, duty))
    return _back(gettext("Taken out."))


def _save(duty: uuid.UUID | None) -> Page:
    form = _form()
    if not form.validate():
        return _page(form, is_new=duty is None), 422
    try:
        run_tx(lambda tx: _save_as_read(tx, duty, form))
    except Meanwhile:
        tell_meanwhile()
        return _page(form, is_new=False), 409
    return _back(gettext("Saved."))


def _save_as_read(tx: Session, duty: uuid.UUID | None, form: DutyForm) -> None:
    if duty:
        as_read.hold(tx, service.get(tx, Duty, duty), form.read.data)
    service.save(tx, Duty, duty, **form.values())


def _form(duty: Duty | None = None) -> DutyForm:
    form = DutyForm(obj=duty, data={"read": as_read.digest(duty) if duty else ""})
    form.person_id.choices = people_choices(people.staff(db.session))
    return form


def _page(form: DutyForm, is_new: bool) -> str:
    return render_template("strategy/duty.html", form=form, is_new=is_new)


def _back(said: str) -> Response:
    flash(said)
    return redirect(url_for("strategy_admin.index"))
