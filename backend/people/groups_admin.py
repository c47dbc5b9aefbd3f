"""The admin's pages about groups and who is in them."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.content import audiences
from backend.db import db, run_tx
from backend.pages import lists
from backend.pages.form_parts import a_uuid, tell_meanwhile, tell_undo
from backend.people import groups, service
from backend.people.forms import GroupForm
from backend.people.lists import GROUPS, candidates, members

blueprint = Blueprint("group_admin", __name__, url_prefix="/admin/people/groups", template_folder="templates")
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    return _groups_page(GroupForm())


@blueprint.post("/")
@auth.page_needs("admin")
def add() -> Page:
    form = GroupForm()
    if not form.validate():
        return _groups_page(form), 422
    try:
        made = run_tx(lambda tx: groups.save(tx, None, str(form.name.data)))
    except groups.Taken:
        _tell_taken(form)
        return _groups_page(form), 422
    flash(gettext("Added. Now choose who is in it."))
    return redirect(url_for("group_admin.show", group=made.id))


@blueprint.post("/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("groups", GROUPS, request.args)


@blueprint.get("/<uuid:group>")
@auth.page_needs("admin")
def show(group: uuid.UUID) -> str:
    found = groups.get(db.session, group)
    return _group_page(group, GroupForm(data={"name": found.name, "read": as_read.digest(found)}))


@blueprint.post("/<uuid:group>")
@auth.page_needs("admin")
def rename(group: uuid.UUID) -> Page:
    form = GroupForm()
    if not form.validate():
        return _group_page(group, form), 422
    try:
        run_tx(lambda tx: _rename_as_read(tx, group, form))
    except groups.Taken:
        _tell_taken(form)
        return _group_page(group, form), 422
    except Meanwhile:
        tell_meanwhile()
        return _group_page(group, form), 409
    flash(gettext("Saved."))
    return redirect(url_for("group_admin.show", group=group))


@blueprint.get("/<uuid:group>/delete")
@auth.page_needs("admin")
def delete(group: uuid.UUID) -> str:
    return _delete_page(group, GroupForm())


@blueprint.post("/<uuid:group>/delete")
@auth.page_needs("admin")
def send_delete(group: uuid.UUID) -> Page:
    form, found = GroupForm(), groups.get(db.session, group)
    if form.name.data != found.name:
        form.name.errors = [gettext("This is another name.")]
        return _delete_page(group, form), 422
    run_tx(lambda tx: audiences.delete_group(tx, group))
    flash(gettext("The group is deleted."))
    return redirect(url_for("group_admin.index"))


@blueprint.post("/<uuid:group>/export")
@auth.page_needs("admin")
@auth.fresh
def export_members(group: uuid.UUID) -> Response:
    return lists.export("group", members(group), request.args)


@blueprint.post("/<uuid:group>/members")
@auth.page_needs("admin")
def add_members(group: uuid.UUID) -> Response:
    chosen = [one for one in map(a_uuid, request.form.getlist("people")) if one]
    run_tx(lambda tx: groups.add(tx, group, chosen))
    flash(gettext("Saved. Their feeds follow within 15 minutes."))
    return redirect(url_for("group_admin.show", group=group))


@blueprint.post("/<uuid:group>/members/<uuid:person>/remove")
@auth.page_needs("admin")
def remove_member(group: uuid.UUID, person: uuid.UUID) -> Response:
    run_tx(lambda tx: groups.remove(tx, group, person))
    said = gettext("%(name)s is out of the group. Their feed follows within 15 minutes.", name=_name(person))
    way_back = url_for("group_admin.add_members", group=group)
    tell_undo(said, gettext("Take in again"), way_back, _name(person), people=str(person))
    return redirect(url_for("group_admin.show", group=group))


def _name(person: uuid.UUID) -> str:
    return service.get_person(db.session, person).name


def _rename_as_read(session: Session, group: uuid.UUID, form: GroupForm) -> None:
    as_read.hold(session, groups.get(session, group), form.read.data)
    groups.save(session, group, str(form.name.data))


def _groups_page(form: GroupForm) -> str:
    return render_template("people/groups.html", list=lists.show(db.session, GROUPS, request.args), form=form)


def _group_page(group: uuid.UUID, form: GroupForm) -> str:
    """`add`: who is looked for to take in."""
    words = request.args.get("add", "").replace("\0", "")
    return render_template(
        "people/group.html",
        group=groups.get(db.session, group),
        form=form,
        list=lists.show(db.session, members(group), request.args),
        add=words,
        found=candidates(db.session, group, words) if words.strip() else [],
    )


def _delete_page(group: uuid.UUID, form: GroupForm) -> str:
    return render_template(
        "people/group_delete.html",
        group=groups.get(db.session, group),
        form=form,
        means=audiences.consequences(db.session, group),
    )


def _tell_taken(form: GroupForm) -> None:
    form.name.errors = [gettext("There is a group with this name.")]
