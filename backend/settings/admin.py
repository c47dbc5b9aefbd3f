"""The admin's pages about settings: all at a glance, each one's own, the works agreement."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext
from werkzeug.wrappers import Response

from backend import auth, fewest
from backend.dates import zone
from backend.db import db, now, run_tx
from backend.people import address, installed
from backend.people.models import LANGUAGES
from backend.retention import data_map
from backend.rules.releases import review
from backend.settings.forms import AddressForm, ReviewsForm, ThresholdForm, ZoneForm
from backend.settings.overview import SETTINGS

blueprint = Blueprint("settings_admin", __name__, url_prefix="/admin/settings", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    return render_template("settings/index.html", settings=SETTINGS, session=db.session)


@blueprint.get("/threshold")
@auth.page_needs("admin")
def threshold() -> str:
    return _page(_form())


@blueprint.post("/threshold")
@auth.page_needs("admin")
@auth.fresh
def send_threshold() -> Response | tuple[str, int]:
    form = _form()
    if not form.validate():
        return _page(form), 422
    try:
        run_tx(lambda tx: fewest.raise_to(tx, form.fewest.data))
    except fewest.Lower:
        form.fewest.errors = [gettext("It can be raised and never lowered.")]
        return _page(form), 422
    flash(gettext("Saved."))
    return redirect(url_for("settings_admin.index"))


@blueprint.get("/reviews")
@auth.page_needs("admin")
def reviews() -> str:
    form = ReviewsForm(data={"reviews_rules": review.is_wanted(db.session)})
    return render_template("settings/reviews.html", form=form)


@blueprint.post("/reviews")
@auth.page_needs("admin")
@auth.fresh
def send_reviews() -> Response:
    wanted = bool(ReviewsForm().reviews_rules.data)
    run_tx(lambda tx: review.choose(tx, wanted))
    flash(gettext("Saved."))
    return redirect(url_for("settings_admin.index"))


@blueprint.get("/zone")
@auth.page_needs("admin")
def time_zone() -> str:
    return render_template("settings/zone.html", form=ZoneForm(data={"zone": zone.name()}))


@blueprint.post("/zone")
@auth.page_needs("admin")
def send_time_zone() -> Response | tuple[str, int]:
    form = ZoneForm()
    if not form.validate():
        return render_template("settings/zone.html", form=form), 422
    run_tx(lambda tx: zone.choose(tx, str(form.zone.data)))
    flash(gettext("Saved."))
    return redirect(url_for("settings_admin.index"))


@blueprint.get("/german")
@auth.page_needs("admin")
def german() -> str:
    form = AddressForm(data={"is_formal": address.is_formal()})
    return render_template("settings/german.html", form=form)


@blueprint.post("/german")
@auth.page_needs("admin")
def send_german() -> Response:
    wanted = bool(AddressForm().is_formal.data)
    is_new = run_tx(lambda tx: address.choose(tx, wanted))
    flash(gettext("Saved. Rules say so once they are published again.") if is_new else gettext("Saved."))
    return redirect(url_for("settings_admin.index"))


@blueprint.get("/agreement")
@auth.page_needs("admin", "council")
def agreement() -> str:
    asked = request.args.get("language", auth.me().language)
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    with force_locale(language):
        return render_template("settings/agreement.html", facts=_facts(), map=data_map.read(), text=language)


def _facts() -> dict[str, Any]:
    ours = installed.installation(db.session)
    told = {"organisation": ours.organisation, "has_board": ours.has_board, "today": now().date()}
    told |= {"reviews_rules": ours.reviews_rules}
    return told | {"fewest": fewest.of(db.session), "settings": SETTINGS, "session": db.session}


def _form() -> ThresholdForm:
    least = fewest.of(db.session)
    form = ThresholdForm(data={"fewest": least})
    form.offer(least)
    return form


def _page(form: ThresholdForm) -> str:
    return render_template("settings/threshold.html", form=form)
