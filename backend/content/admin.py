"""The curators' pages: what there is to share, its captions; topics and tips have files of their own."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth, fewest
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.content import drafts, judging, publishing, service, texts, topics, uses
from backend.content.item_forms import ItemForm, data_of, hashtags_of
from backend.content.lists import ITEMS, for_whom
from backend.content.models import Item
from backend.content.names import PLATFORM_NAMES, STATUS_NAMES
from backend.content.refusals import CaptionsRefused
from backend.db import db, run_tx
from backend.errors import Invalid
from backend.pages import lists
from backend.pages.form_parts import tell_meanwhile, tell_undo
from backend.people import groups
from backend.people.names import LANGUAGE_NAMES
from backend.rules.judge.reader import Prepared

blueprint = Blueprint("content_admin", __name__, url_prefix="/admin/content", template_folder="templates")
TO_WRITE = [{"platform": "linkedin"}, {"platform": "x"}]  # where there is no caption yet
Page = str | tuple[str, int] | Response


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {
        "item_status_names": STATUS_NAMES,
        "language_names": LANGUAGE_NAMES,
        "platform_names": PLATFORM_NAMES,
    }


@blueprint.get("/")
@auth.page_needs("curator", "council")
def index() -> str:
    found = lists.show(db.session, ITEMS, request.args)
    return render_template("content/index.html", list=found, for_whom=for_whom)


@blueprint.post("/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("content", ITEMS, request.args)


@blueprint.get("/new")
@auth.page_needs("curator")
def new() -> str:
    language = auth.me().language
    captions = [one | {"language": language} for one in TO_WRITE]
    return _item_page(ItemForm(data={"language": language, "captions": captions}), None)


@blueprint.post("/new")
@auth.page_needs("curator")
def send_new() -> Page:
    return _save(None)


@blueprint.get("/<uuid:item>")
@auth.page_needs("curator")
def edit(item: uuid.UUID) -> str:
    found = service.get(db.session, item)
    known = data_of(found)
    shown = {"captions": known["captions"] or TO_WRITE, "read": as_read.digest(found)}
    return _item_page(ItemForm(data={**known, **shown}), found)


@blueprint.post("/<uuid:item>")
@auth.page_needs("curator")
def send_edit(item: uuid.UUID) -> Page:
    return _save(item)


@blueprint.post("/<uuid:item>/publish")
@auth.page_needs("curator")
def publish(item: uuid.UUID) -> Response:
    return redirect(publishing.publish(item))


@blueprint.post("/<uuid:item>/withdraw")
@auth.page_needs("curator")
def withdraw(item: uuid.UUID) -> Response:
    run_tx(lambda tx: service.withdraw(tx, item))
    title = service.get(db.session, item).title
    way_back = url_for("content_admin.publish", item=item)
    tell_undo(str(publishing.WITHDRAWN), gettext("Publish again"), way_back, title)
    return redirect(url_for("content_admin.index"))


def _save(item: uuid.UUID | None) -> Page:
    """Save what was typed; "another caption" only shows the form again, with one more."""
    form = ItemForm()
    if item and "withdraw" in request.form:
        _withdraw_at_once(item, form)
    known = service.get(db.session, item) if item else None
    if "another" in request.form:
        return _with_another(form, known)
    _offer(form)
    if not form.validate():
        return _not_saved(form, known)
    try:
        saved = run_tx(lambda tx: _save_as_read(tx, item, form))
    except Meanwhile:
        tell_meanwhile()
        return _not_saved(form, known)[0], 409
    except CaptionsRefused:
        return _not_saved(form, known, objected=True)
    except Invalid as problem:
        flash(gettext("Not saved: %(why)s", why=problem.told()), "fault")
        return _not_saved(form, known)
    if known := drafts.twin(db.session, saved.url, saved.id):
        flash(gettext("There is another item with this link: %(title)s", title=known.title))
    return redirect(_saved(saved.id))


def _with_another(form: ItemForm, known: Item | None) -> Page:
    if form.has_room:
        form.captions.append_entry({"language": form.language.data})
    return _item_page(form, known)


def _not_saved(form: ItemForm, known: Item | None, objected: bool = False) -> tuple[str, int]:
    if "withdraw" in request.form:
        flash(str(publishing.NOT_SAVED), "fault")
    return _item_page(form, known, objected), 422


def _saved(item: uuid.UUID) -> str:
    """Say so, with what else was asked for; where to go on."""
    if "publish" in request.form:
        return publishing.publish(item, saved=True)
    flash(str(publishing.AND_SAVED) if "withdraw" in request.form else gettext("Saved."))
    return url_for("content_admin.edit", item=item)


def _withdraw_at_once(item: uuid.UUID, form: ItemForm) -> None:
    """Whatever stands in the form, and whether or not that can be saved."""
    form.read.data = run_tx(lambda tx: _withdraw_as_read(tx, item, form.read.data))


def _withdraw_as_read(tx: Session, item: uuid.UUID, read: str | None) -> str | None:
    """The digest to save what was typed with: of the item as it is now, if it was as read before."""
    found = service.get(tx, item)
    is_as_read = as_read.digest(found) == read
    service.withdraw(tx, item)
    return as_read.digest(found) if is_as_read else read


def _save_as_read(tx: Session, item: uuid.UUID | None, form: ItemForm) -> Item:
    if item:
        as_read.hold(tx, service.get(tx, item), form.read.data)
    return service.save(tx, item, form.values())


def _offer(form: ItemForm) -> None:
    form.offer(topics.all_of_them(db.session), groups.all_of_them(db.session))


def _item_page(form: ItemForm, item: Item | None, objected: bool = False) -> str:
    """`objected`: the rules object to what was to be saved."""
    _offer(form)
    release = judging.rules_in_force(db.session)
    return render_template(
        "content/item.html",
        form=form,
        item=item,
        objected=objected,
        findings=[_findings(release, entry.form, form) for entry in form.captions],
        uses=_uses(item),
        fewest=fewest.of(db.session),
    )


def _findings(release: Prepared | None, caption: Any, form: ItemForm) -> list[dict[str, Any]]:
    """What the rules say to a caption with the hashtags, as they stand in the form."""
    values = caption.values()
    if not values["text"] or not caption.platform.data or not caption.language.data:
        return []
    text = texts.whole(values["text"], hashtags_of(form.hashtags.data))
    return judging.judge_caption(release, text, values["platform"], values["language"], auth.me().language)


def _uses(item: Item | None) -> dict[str, int]:
    """By the caption's id, how many colleagues at least posted it as it is."""
    least = fewest.of(db.session)
    return {str(one.id): uses.at_least(one.people, least) for one in item.captions} if item else {}
