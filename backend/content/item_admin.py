"""The curators' pages about one item: its picture, and how it will look on LinkedIn and X."""

import uuid

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from backend import auth
from backend.content import fetch, pictures, service, texts
from backend.content.forms import PictureForm
from backend.content.models import PLATFORMS
from backend.content.reasons import CannotRead
from backend.db import db, run_tx
from backend.form_parts import LANGUAGE_NAMES
from backend.shares import links

blueprint = Blueprint(
    "item_admin", __name__, url_prefix="/admin/content/<uuid:item>", template_folder="templates"
)
Page = str | tuple[str, int] | Answer


@blueprint.get("/preview")
@auth.page_needs("curator")
def preview(item: uuid.UUID) -> str:
    found = service.get(db.session, item)
    shown = [
        (platform, caption, list(texts.parts(texts.whole(caption.text, found.hashtags))))
        for caption in found.captions
        for platform in PLATFORMS
        if caption.platform in (platform, "any")
    ]
    return render_template(
        "content/preview.html", item=found, shown=shown, host=links.host(found.url), names=LANGUAGE_NAMES
    )


@blueprint.get("/picture")
@auth.page_needs("curator")
def picture(item: uuid.UUID) -> str:
    return _picture_page(item, PictureForm())


@blueprint.post("/picture")
@auth.page_needs("curator")
def send_picture(item: uuid.UUID) -> Page:
    form = PictureForm()
    if not form.validate():
        return _picture_page(item, form), 422
    try:
        data = _bytes_of(form)
        run_tx(lambda tx: pictures.put(tx, service.get(tx, item), data, str(form.alt.data)))
    except CannotRead as problem:
        form.url.errors = [problem.said()]
        return _picture_page(item, form), 422
    except pictures.NoPicture as problem:
        form.file.errors = [str(problem)]
        return _picture_page(item, form), 422
    flash(gettext("Saved."))
    return redirect(url_for("content_admin.edit", item=item))


@blueprint.get("/picture/file")
@auth.page_needs("curator")
def picture_file(item: uuid.UUID) -> Response:
    found = pictures.get(db.session, item)
    return Response(found.data, content_type=found.media_type)


@blueprint.post("/picture/remove")
@auth.page_needs("curator")
def remove_picture(item: uuid.UUID) -> Answer:
    run_tx(lambda tx: pictures.remove(tx, item))
    flash(gettext("The picture is gone."))
    return redirect(url_for("content_admin.edit", item=item))


def _bytes_of(form: PictureForm) -> bytes | None:
    """Of the file, else from the address; None where neither is given. Raises Invalid."""
    data: bytes = form.file.data.read() if form.file.data else b""
    if not data and form.url.data:
        data = fetch.get(form.url.data, fetch.PICTURE, current_app.config["PLAINSPOKEN"].fetch_loopback).body
    return data or None


def _picture_page(item: uuid.UUID, form: PictureForm) -> str:
    found = service.get(db.session, item)
    form.alt.data = form.alt.data or (found.picture.alt if found.picture else "")
    return render_template("content/picture.html", item=found, form=form)
