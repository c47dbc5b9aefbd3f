"""The admin's page about points: the tariff, changed from a later day on, and corrections with a reason."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import facts
from backend.audit.as_read import Meanwhile
from backend.db import db, now, run_tx
from backend.errors import Conflict, NotFound
from backend.pages.form_parts import tell_meanwhile
from backend.people import service as people
from backend.points import service, tariff
from backend.points.forms import CorrectionForm, TariffForm, tariff_form
from backend.points.models import KINDS
from backend.points.reasons import KIND_NAMES
from backend.points.tariff import Worth

blueprint = Blueprint("points_admin", __name__, url_prefix="/admin/points", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    return _index(CorrectionForm())


@blueprint.get("/<kind>")
@auth.page_needs("admin")
def change(kind: str) -> str:
    of_today = _today(kind)
    return _change(kind, tariff_form(of_today, facts.digest(tariff.known(db.session, kind))))


@blueprint.post("/<kind>")
@auth.page_needs("admin")
def send_change(kind: str) -> Response | tuple[str, int]:
    form = tariff_form(_today(kind))
    if not form.validate():
        return _change(kind, form), 422
    try:
        run_tx(lambda tx: _plan_as_read(tx, kind, form))
    except Meanwhile:
        tell_meanwhile()
        return _change(kind, form), 409
    flash(gettext("Saved. What was earned before that day keeps its worth."))
    return redirect(url_for("points_admin.index"))


@blueprint.post("/<kind>/<starts>/forget")
@auth.page_needs("admin")
def forget(kind: str, starts: str) -> Response:
    try:
        day = date.fromisoformat(starts)
        run_tx(lambda tx: tariff.forget(tx, kind, day))
        flash(gettext("It stays as it is."))
    except ValueError:
        raise NotFound("There is no such day.") from None
    except Conflict:
        flash(gettext("That day has begun. Plan another change from a later day on."), "fault")
    return redirect(url_for("points_admin.index"))


@blueprint.post("/corrections")
@auth.page_needs("admin")
@auth.fresh
def correct() -> Response | tuple[str, int]:
    form = CorrectionForm()
    valid = form.validate()
    person = people.find_by_email(db.session, form.email.data or "")
    if valid and person is None:
        form.email.errors = [gettext("There is nobody with this e-mail address.")]
    elif valid and person is not None and person.id == auth.me().id:
        valid, form.email.errors = False, [gettext("This is you. Ask another admin.")]
    if not valid or person is None:
        return _index(form), 422
    me = auth.me().id
    run_tx(lambda tx: service.correct(tx, me, person.id, **form.values()))
    flash(
        gettext(
            "Done. The audit keeps it. Who takes part in points reads it on their own page; "
            "for others no points change."
        )
    )
    return redirect(url_for("points_admin.index"))


def _plan_as_read(session: Session, kind: str, form: TariffForm) -> None:
    tariff.hold(session, kind, form.read.data)
    tariff.plan(session, kind, form.worth())


def _change(kind: str, form: TariffForm) -> str:
    return render_template("points/change.html", form=form, name=KIND_NAMES[kind])


def _index(form: CorrectionForm) -> str:
    return render_template(
        "points/index.html",
        form=form,
        tariff=tariff.on(db.session, now().date()),
        planned=tariff.planned(db.session),
        names=KIND_NAMES,
    )


def _today(kind: str) -> Worth:
    if kind not in KINDS:
        raise NotFound("There are no points for this.")
    return tariff.on(db.session, now().date())[kind]
