"""The admin's pages about reports: a month on one page, all figures as a list, what is counted how."""

import re
from collections.abc import Sequence
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth, fewest
from backend.audit import facts
from backend.audit.as_read import Meanwhile
from backend.dates import weeks
from backend.db import db, run_tx
from backend.errors import NotFound
from backend.pages import lists
from backend.pages.form_parts import tell_meanwhile
from backend.people import groups, installed
from backend.reports import closing, counted, figures, month_page, rates, words
from backend.reports.forms import RatesForm
from backend.reports.lists import all_figures, measure_name, people_behind

blueprint = Blueprint("reports_admin", __name__, url_prefix="/admin/reports", template_folder="templates")
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@blueprint.app_context_processor
def helpers() -> dict[str, object]:
    return {"monday_of": weeks.monday_of, "fewest": lambda: fewest.of(db.session)}


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    """The last month that is counted."""
    closing.count_what_is_over()
    sundays = figures.counted(db.session)
    ends = figures.months(sundays, most=1)
    return _month(sundays, ends[0]) if ends else render_template("reports/none.html")


@blueprint.get("/<month>")
@auth.page_needs("admin", "council")
def month(month: str) -> str:
    found = MONTH.fullmatch(month)
    end = weeks.month_end(int(found[1]), int(found[2])) if found else None
    sundays = figures.counted(db.session)
    if end is None or end not in figures.months(sundays, most=120):
        raise NotFound("There is no report of this month.", "Choose a month from the list.")
    return _month(sundays, end)


@blueprint.get("/figures")
@auth.page_needs("admin", "council")
def all_of_them() -> str:
    names = words.all_parts(db.session)
    found = lists.show(db.session, all_figures(names), request.args)
    words_for = {"measure_name": measure_name, "people_behind": people_behind, "gone": groups.GONE}
    return render_template("reports/figures.html", list=found, names=names, **words_for)


@blueprint.post("/figures/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("figures", all_figures(words.all_parts(db.session)), request.args)


@blueprint.get("/settings")
@auth.page_needs("admin", "council")
def settings() -> str:
    read = facts.digest(rates.known(db.session))
    return _settings(RatesForm(obj=rates.get(db.session), data={"read": read}))


@blueprint.post("/settings/groups")
@auth.page_needs("admin")
def choose_groups() -> Response:
    known = {str(one.id): one.id for one in groups.all_of_them(db.session)}
    chosen = [known[one] for one in request.form.getlist("groups") if one in known]
    run_tx(lambda tx: counted.choose(tx, chosen))
    flash(gettext("Saved."))
    return redirect(url_for("reports_admin.settings"))


@blueprint.post("/settings/rates")
@auth.page_needs("admin")
def choose_rates() -> Response | tuple[str, int]:
    form = RatesForm()
    if not form.validate():
        return _settings(form), 422
    try:
        run_tx(lambda tx: _save_rates_as_read(tx, form))
    except Meanwhile:
        tell_meanwhile()
        return _settings(form), 409
    flash(gettext("Saved."))
    return redirect(url_for("reports_admin.settings"))


def _save_rates_as_read(session: Session, form: RatesForm) -> None:
    rates.hold(session, form.read.data)
    rates.save(session, **form.values())


def _month(sundays: Sequence[date], end: date) -> str:
    """`sundays`: of all weeks that were counted since somebody began."""
    return render_template(
        "reports/month.html",
        organisation=installed.installation(db.session).organisation,
        first=weeks.monday_of(weeks.of_month(end)[0]),
        began=weeks.monday_of(sundays[0]),
        month_name=words.month,
        outcome_names=words.OUTCOME_NAMES,
        **month_page.of(db.session, figures.months(sundays), end, auth.me().language),
    )


def _settings(form: RatesForm) -> str:
    return render_template(
        "reports/settings.html",
        form=form,
        groups=groups.all_of_them(db.session),
        since=counted.since(db.session),
    )
