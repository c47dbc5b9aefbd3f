"""The curators' pages about one item: its picture, and how it will look on LinkedIn and X."""

import uuid

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from backend import auth
from backend.content import addresses, pictures, publishing, service, texts
from backend.content.forms import PictureForm
from backend.content.models import PUBLISHED
from backend.db import db, run_tx
from backend.imports import fetch
from backend.imports.reasons import CannotRead
from backend.people.names import LANGUAGE_NAMES
from backend.sites.names import SITES

blueprint = Blueprint(
    "item_admin", __name__, url_prefix="/admin/content/<uuid:item>", template_folder="templates"
)
Page = str | tuple[str, int] | Answer


@blueprint.get("/preview")
@auth.page_needs("curator", "council")
def preview(item: uuid.UUID) -> str:
    found = service.get(db.session, item)
    shown = [
        (platform, caption, list(texts.parts(texts.whole(caption.text, found.hashtags))))
        for caption in found.captions
        for platform in SITES
        if caption.platform in (platform, "any")
    ]
    return render_template(
        "content/preview.html", item=found, shown=shown, host=addresses.host(found.url), names=LANGUAGE_NAMES
    )


@blueprint.get("/picture")
@auth.page_needs("curator")
def picture(item: uuid.UUID) -> str:
    return _picture_page(item, PictureForm())


@blueprint.post("/picture")
@auth.page_needs("curator")
def send_picture(item: uuid.UUID) -> Page:
    """Save it, with what else a button of the page asks for; that needs no picture."""
    form, acts = PictureForm(), {"publish", "withdraw"} & set(request.form)
    if "withdraw" in acts:
        run_tx(lambda tx: service.withdraw(tx, item))
    if acts and _is_as_before(item, form):
        return redirect(_saved(item, saved=False))
    if not form.validate():
        return _not_saved(item, form)
    try:
        data = _bytes_of(form)
        run_tx(lambda tx: pictures.put(tx, service.get(tx, item), data, str(form.alt.data)))
    except CannotRead as problem:
        form.url.errors = [problem.said()]
        return _not_saved(item, form)
    except pictures.NoPicture as problem:
        form.file.errors = [str(problem)]
        return _not_saved(item, form)
    return redirect(_saved(item, saved=True))


def _is_as_before(item: uuid.UUID, form: PictureForm) -> bool:
    """Was nothing chosen, typed or changed?"""
    picture = service.get(db.session, item).picture
    return not (form.file.data or form.url.data) and (form.alt.data or "") == (picture.alt if picture else "")


def _not_saved(item: uuid.UUID, form: PictureForm) -> tuple[str, int]:
    if "withdraw" in request.form:
        flash(str(publishing.NOT_SAVED), "fault")
    elif "publish" in request.form:
        flash(gettext("Not published yet: the picture could not be saved."), "fault")
    return _picture_page(item, form), 422


def _saved(item: uuid.UUID, saved: bool) -> str:
    """Say so, with what else was asked for; where to go on: here, unless something else is to be mended."""
    here = url_for("item_admin.picture", item=item)
    if "publish" in request.form:
        there = publishing.publish(item, saved)
        return here if service.get(db.session, item).status == PUBLISHED else there
    if "withdraw" in request.form:
        flash(str(publishing.AND_SAVED if saved else publishing.WITHDRAWN))
    else:
        flash(gettext("Saved."))
    return here


@blueprint.get("/picture/file")
@auth.page_needs("curator", "council")
def picture_file(item: uuid.UUID) -> Response:
    found = pictures.get(db.session, item)
    return Response(found.data, content_type=found.media_type)


@blueprint.post("/picture/remove")
@auth.page_needs("curator")
def remove_picture(item: uuid.UUID) -> Answer:
    run_tx(lambda tx: pictures.remove(tx, item))
    flash(gettext("The picture is gone."))
    return redirect(url_for("item_admin.picture", item=item))


def _bytes_of(form: PictureForm) -> bytes | None:
    """Of the file, else from the address; None where neither is given. Raises CannotRead."""
    data: bytes = form.file.data.read() if form.file.data else b""
    if not data and form.url.data:
        data = fetch.get(form.url.data, fetch.PICTURE, current_app.config["PLAINSPOKEN"].fetch_loopback).body
    return data or None


def _picture_page(item: uuid.UUID, form: PictureForm) -> str:
    found = service.get(db.session, item)
    form.alt.data = form.alt.data or (found.picture.alt if found.picture else "")
    return render_template("content/picture.html", item=found, form=form)
