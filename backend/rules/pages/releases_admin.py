"""The pages about releases: what waits, a second yes, publishing, rolling back, what was published."""

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import trail
from backend.audit.as_read import Meanwhile
from backend.db import db, run_tx
from backend.pages import lists
from backend.pages.form_parts import ReadForm
from backend.rules.language import source_files
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.measuring import impact, samples
from backend.rules.models import Release
from backend.rules.pages.forms import AnswerForm, PublishForm
from backend.rules.pages.lists import RELEASES
from backend.rules.releases import changes, publishing, releases, review, sources, take_back as undo
from backend.web import numbers

blueprint = Blueprint("releases_admin", __name__, url_prefix="/admin/rules", template_folder="templates")
Page = str | tuple[str, int] | Response


@blueprint.get("/releases")
@auth.page_needs("curator", "council")
def index() -> str:
    newest = releases.newest(db.session)
    return render_template(
        "rules/releases.html",
        list=lists.show(db.session, RELEASES, request.args),
        newest=newest.number if newest else 0,
    )


@blueprint.post("/releases/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("releases", RELEASES, request.args)


@blueprint.post("/export.zip")
@auth.page_needs("admin")
@auth.fresh
def export_yaml() -> Response:
    """All files as they are written, or as `?release=` has them: a folder for `rules publish`."""
    number = numbers.in_address("release")
    name = "rules.zip" if number is None else f"rules-{number}.zip"
    texts = sources.written(db.session) if number is None else releases.sources_of(db.session, number)
    run_tx(lambda tx: trail.note(tx, "lists.export", name, after={"taken_out": True}))
    answer = Response(source_files.zipped(texts), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/releases/<int:number>")
@auth.page_needs("curator", "council")
def show(number: int) -> str:
    found = changes.from_to(db.session, number - 1, number)
    return render_template("rules/release.html", number=number, changes=found)


@blueprint.post("/releases/<int:number>/publish")
@auth.page_needs("admin")
@auth.fresh
def publish_again(number: int) -> Response:
    """Back to what was in force before: at once, without a second person."""
    author, note = auth.me().id, gettext("Release %(number)s once more", number=number)
    _tell(run_tx(lambda tx: publishing.roll_back(tx, author, number, note)))
    if changes.pending(db.session):
        said = gettext(
            "The changes since release %(number)s still wait: publishing would bring them back.",
            number=number,
        )
        flash(said, "fault")
    return redirect(url_for("releases_admin.index"))


@blueprint.get("/publish")
@auth.page_needs("curator")
def publish() -> str:
    return _publish_page()[0]


@blueprint.post("/publish/ask")
@auth.page_needs("curator")
def ask() -> Page:
    form, me = PublishForm(), auth.me().id
    return _decide(form, lambda tx: review.ask(tx, me, form.read.data, str(form.note.data)))


@blueprint.post("/publish/answer")
@auth.page_needs("curator")
@auth.fresh
def answer() -> Page:
    form, me = AnswerForm(), auth.me().id
    is_yes, comment = form.answer.data == "yes", form.comment.data or ""
    return _decide(form, lambda tx: review.answer(tx, me, form.read.data, is_yes, comment))


@blueprint.post("/publish/take-back/<path:file>")
@auth.page_needs("curator")
def take_back(file: str) -> Page:
    form = ReadForm()
    return _decide(form, lambda tx: undo.take_back(tx, file, form.read.data), gettext("Taken back."))


@blueprint.post("/publish/take-back-organisation")
@auth.page_needs("admin")
def take_back_organisation() -> Page:
    form = ReadForm()
    return _decide(form, lambda tx: undo.take_back_organisation(tx, form.read.data), gettext("Taken back."))


@blueprint.post("/publish")
@auth.page_needs("admin")
@auth.fresh
def send_publish() -> Page:
    form, me = ReadForm() if review.is_wanted(db.session) else PublishForm(), auth.me().id
    note = form.note.data if isinstance(form, PublishForm) else ""
    if not form.validate():
        return _publish_page(form, status=422)
    try:
        _tell(run_tx(lambda tx: review.publish(tx, me, form.read.data, str(note))))
    except RuleFaults as found:
        return _publish_page(form, found.faults, 422)
    except Meanwhile:
        return _read_again(form)
    except review.NoYes:
        flash(gettext("Nobody else has said yes to these changes yet."), "fault")
        return _publish_page(status=409)
    return redirect(url_for("rules_admin.index"))


def _decide(form: ReadForm, work: Callable[[Session], None], said: str = "") -> Page:
    if not form.validate():
        return _publish_page(form, status=422)
    try:
        run_tx(work)
    except RuleFaults as found:
        return _publish_page(form, found.faults, 422)
    except Meanwhile:
        return _read_again(form)
    if said:
        flash(said)
    return redirect(url_for("releases_admin.publish"))


def _read_again(form: ReadForm) -> tuple[str, int]:
    flash(gettext("Something has changed since this page was opened. Read it again."), "fault")
    if isinstance(form, AnswerForm) and form.comment.data:  # its field may be gone
        flash(gettext("You had written: “%(text)s”", text=form.comment.data))
    return _publish_page(form, status=409)


def _publish_page(
    form: ReadForm | None = None, faults: Sequence[Fault] = (), status: int = 200
) -> tuple[str, int]:
    """`form`: what somebody sent, if anything."""
    waiting, me = changes.waiting(db.session), auth.me().id
    latest, run, known = review.latest(db.session), impact.latest(db.session), samples.all_of_them(db.session)
    asked = review.as_asked(latest, waiting.state)
    note = form if isinstance(form, PublishForm) else PublishForm(None, note=latest.note if latest else "")
    reply = form if isinstance(form, AnswerForm) else AnswerForm(None)
    note.read.data = reply.read.data = waiting.state
    page = render_template(
        "rules/publish.html",
        form=note,
        reply=reply,
        faults=faults or (publishing.in_the_way(db.session) if waiting.changes else ()),
        pending=waiting.changes,
        own=waiting.own if waiting.newest else None,
        newest=waiting.newest,
        reviews=review.is_wanted(db.session),
        asked=asked,
        outdated=latest if latest and review.lapsed(latest, waiting) else None,
        is_mine=asked is not None and asked.asker_id == me,
        others=review.others(db.session, me),
        samples=known,
        run=run if impact.is_current(run, waiting, known) else None,
    )
    return page, status


def _tell(release: Release) -> None:
    said = gettext(
        "Release %(number)s is in force. Browsers have it within 15 minutes.", number=release.number
    )
    flash(said)
