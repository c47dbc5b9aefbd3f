"""The strategy on one page: goals, audiences, topics, who does what (which is changed in duties_admin)."""

import uuid
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.content import topics
from backend.db import db, now, run_tx
from backend.pages.form_parts import tell_meanwhile
from backend.people import groups, service as people
from backend.reports import figures, kpis, month_page
from backend.reports.charts import Chart
from backend.strategy import service
from backend.strategy.forms import GoalForm, people_choices
from backend.strategy.models import Goal

blueprint = Blueprint("strategy_admin", __name__, url_prefix="/admin/strategy", template_folder="templates")
Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Standing:
    """A goal with its KPI month by month, and what the last month brought."""

    goal: Goal
    kpi: kpis.Kpi
    chart: Chart
    value: float | None

    @property
    def is_reached(self) -> bool:
        return self.value is not None and self.value >= self.goal.target

    @property
    def is_late(self) -> bool:
        return self.goal.due < now().date() and not self.is_reached


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    return render_template(
        "strategy/index.html",
        standings=_standings(),
        groups=groups.all_of_them(db.session),
        topics=topics.all_of_them(db.session),
        duties=service.duties(db.session),
    )


@blueprint.get("/goals/new")
@auth.page_needs("admin")
def new_goal() -> str:
    return _goal_page(_goal_form(), None)


@blueprint.post("/goals/new")
@auth.page_needs("admin")
def send_new_goal() -> Page:
    return _save_goal(None)


@blueprint.get("/goals/<uuid:goal>")
@auth.page_needs("admin")
def edit_goal(goal: uuid.UUID) -> str:
    found = service.get(db.session, Goal, goal)
    return _goal_page(_goal_form(found), found)


@blueprint.post("/goals/<uuid:goal>")
@auth.page_needs("admin")
def send_goal(goal: uuid.UUID) -> Page:
    return _save_goal(goal)


@blueprint.post("/goals/<uuid:goal>/delete")
@auth.page_needs("admin")
def delete_goal(goal: uuid.UUID) -> Response:
    run_tx(lambda tx: service.delete(tx, Goal, goal))
    return _back(gettext("The goal is deleted."))


def _standings() -> list[Standing]:
    months = figures.read(db.session, figures.months(figures.counted(db.session)))
    found = []
    for goal in service.goals(db.session):
        kpi = kpis.KPIS[goal.kpi]
        value = kpi.of(months[-1]) if months else None
        found.append(Standing(goal, kpi, month_page.over_time(months, goal.kpi, goal.target), value))
    return found


def _save_goal(goal: uuid.UUID | None) -> Page:
    form = _goal_form()
    if not form.validate():
        return _goal_page(form, service.get(db.session, Goal, goal) if goal else None), 422
    try:
        run_tx(lambda tx: _save_as_read(tx, goal, form))
    except Meanwhile:
        tell_meanwhile()
        return _goal_page(form, service.get(db.session, Goal, goal) if goal else None), 409
    return _back(gettext("Saved."))


def _save_as_read(tx: Session, goal: uuid.UUID | None, form: GoalForm) -> None:
    if goal:
        as_read.hold(tx, service.get(tx, Goal, goal), form.read.data)
    service.save(tx, Goal, goal, **form.values())


def _goal_form(goal: Goal | None = None) -> GoalForm:
    form = GoalForm(obj=goal, data={"read": as_read.digest(goal) if goal else ""})
    form.owner_id.choices = people_choices(people.staff(db.session))
    return form


def _goal_page(form: GoalForm, goal: Goal | None) -> str:
    return render_template("strategy/goal.html", form=form, goal=goal)


def _back(said: str) -> Response:
    flash(said)
    return redirect(url_for("strategy_admin.index"))
