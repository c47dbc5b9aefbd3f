"""The organisation's samples: bring along texts, see what the changes that wait would do to them."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.pages.numerals import whole
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.measuring import impact, sample_files, samples
from backend.rules.models import Impact, Sample
from backend.rules.pages import impact_page
from backend.rules.pages.forms import SampleForm
from backend.rules.releases import changes
from backend.web import aside

blueprint = Blueprint(
    "samples_admin", __name__, url_prefix="/admin/rules/samples", template_folder="templates"
)
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("curator")
def index() -> str:
    return _page(SampleForm())


@blueprint.post("/")
@auth.page_needs("curator")
def send() -> Page:
    form = SampleForm()
    if not form.validate():
        return _page(form), 422
    name = form.name()
    try:
        found = sample_files.read(form.file.data.read(), name, form.standing())
        run_tx(lambda tx: samples.add(tx, name, found))
    except RuleFaults as wrong:
        return _page(form, name, wrong.faults), 422
    flash(ngettext("One text came in.", "%(texts)s texts came in.", len(found), texts=whole(len(found))))
    return redirect(url_for("samples_admin.index"))


@blueprint.post("/<uuid:sample>/delete")
@auth.page_needs("curator")
def delete(sample: uuid.UUID) -> Response:
    run_tx(lambda tx: samples.delete(tx, sample))
    flash(gettext("Taken away, with what was found in it."))
    return redirect(url_for("samples_admin.index"))


@blueprint.post("/try")
@auth.page_needs("curator")
def try_changes() -> Response:
    """Try them while the curator watches; should this server end meanwhile, the worker goes on."""
    begun = run_tx(impact.start)
    aside.run("impact", lambda: impact.run(begun))
    return redirect(url_for("samples_admin.index"))


def _page(form: SampleForm, file: str = "", faults: list[Fault] | None = None) -> str:
    """`file`: the one that was sent, with its faults."""
    run, known = impact.latest(db.session), samples.all_of_them(db.session)
    return render_template(
        "rules/samples.html",
        form=form,
        file=file,
        faults=faults or [],
        samples=known,
        most=samples.MOST,
        run=run,
        **({} if run and not run.finished_at else _came(run, known)),
    )


def _came(run: Impact | None, known: Sequence[Sample]) -> dict[str, Any]:
    """What a run has brought: the page is asked for again and again while one goes on, without it."""
    waiting = changes.waiting(db.session)
    return {
        "pending": waiting.changes,
        "is_current": impact.is_current(run, waiting, known),
        "rules": impact_page.of(db.session, run) if run else [],
    }
