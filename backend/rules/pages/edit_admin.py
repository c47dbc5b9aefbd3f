"""The page on which a rule or lexicon is written: a form and its YAML side by side."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read, facts
from backend.db import db, run_tx
from backend.guidelines import service as guidelines
from backend.pages.form_parts import tell_meanwhile
from backend.people import address
from backend.rules.authoring.lint import Advice
from backend.rules.compiler import formal
from backend.rules.language import fault_words, reading
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.pages import advice, bench, edit_forms, paragraph_hint, trials
from backend.rules.pages.edit_forms import SourceForm
from backend.rules.pages.forms import SEVERITY_NAMES, DraftForm, sentence
from backend.rules.releases import sources

blueprint = Blueprint("edit_admin", __name__, url_prefix="/admin/rules", template_folder="templates")
Page = str | tuple[str, int] | Response


@blueprint.get("/edit/<path:file>")
@auth.page_needs("curator", "council")
def show(file: str) -> str:
    known = sources.get(db.session, file).text
    return _page(file, edit_forms.of(file, known, read=facts.digest(known)))


@blueprint.post("/edit/<path:file>")
@auth.page_needs("curator")
def save(file: str) -> Page:
    form = edit_forms.of(file, known := sources.get(db.session, file).text)
    if not form.fits(known):
        return _page(file, form), 422
    try:
        run_tx(lambda tx: _edit_as_read(tx, form, file))
    except RuleFaults as found:
        form.tell(found.faults)
        return _page(file, form, found.faults), 422
    except as_read.Meanwhile:
        tell_meanwhile()
        return _page(file, form), 409
    flash(gettext("Saved. It speaks once it is published."))
    if hint := paragraph_hint.of(db.session, file, sources.get(db.session, file).text):
        flash(hint)
    return redirect(url_for("rules_admin.lexicons" if _is_lexicon(file) else "rules_admin.index"))


@blueprint.post("/check/<path:file>")
@auth.page_needs("curator")
def check(file: str) -> dict[str, Any]:
    """What keeps it from being saved, and form and text in step, as side-by-side.js shows them."""
    form = edit_forms.of(file, known := sources.get(db.session, file).text)
    fits = form.fits(known)
    try:
        text = form.written(known)
        faults = sources.faults_of(db.session, file, text)
    except RuleFaults as found:
        text, faults = str(form.text.data), found.faults
    return {
        "said": _said(len(faults)) if fits or faults else "",
        "hint": "" if faults else paragraph_hint.of(db.session, file, text),
        "faults": [*(_told(fault, file, form) for fault in faults), *_of_fields(form)],
        "advice": [] if faults else [_advised(each) for each in advice.of(db.session, file, text)],
        "text": text,
        "fields": {
            path.replace(".", "_"): value for path, value in edit_forms.readable(text, form.paths).items()
        },
        "examples": trials.of(file, text, faults),
        "tried": [] if faults else _tried(file, text),
    }


def _draft_form() -> DraftForm:
    """The bench beside what is written: its fields stand in the same form."""
    return DraftForm(prefix="try", meta={"csrf": False})


def _tried(file: str, text: str) -> list[dict[str, Any]]:
    """What the rules would say of the draft beside them, with this text and as they are in force."""
    form = _draft_form()
    if not form.validate():
        return []
    found = bench.opinions(db.session, form.draft(), auth.me().language, {file: text})
    return [
        {
            "title": _title(one),
            "pieces": one.pieces,
            "findings": [_short(finding) for finding in one.findings],
        }
        for one in found
    ]


def _title(opinion: bench.Opinion) -> str:
    if opinion.release is None:
        return str(gettext("As it stands here"))
    return str(gettext("Release %(number)s, in force", number=opinion.release))


def _short(finding: dict[str, Any]) -> dict[str, str]:
    told = {key: finding[key] for key in ("rule", "severity", "message")}
    return told | {"does": str(SEVERITY_NAMES[finding["severity"]])}


def _edit_as_read(session: Session, form: SourceForm, file: str) -> None:
    """Raises Meanwhile when the text is no longer as somebody read it, RuleFaults."""
    sources.hold(session)
    known = sources.get(session, file).text
    as_read.must_be(known, form.read.data)
    sources.edit(session, file, form.written(known))


def _said(number: int) -> str:
    if not number:
        return str(gettext("It fits, and its examples hold."))
    return str(
        ngettext("One thing keeps this from working:", "%(num)s things keep this from working:", number)
    )


def _told(fault: Fault, typed: str, form: SourceForm) -> dict[str, Any]:
    """`page`: where the fault is, if not in the file that is typed; `at`: the field that is to tell it."""
    is_here = fault.file in ("", typed)
    field = form.field(fault.field) if is_here and fault.field else None
    return {
        "file": fault.file,
        "page": None if is_here else url_for("edit_admin.show", file=fault.file),
        "line": fault.line,
        "place": gettext("line %(number)s", number=fault.line),
        "field": fault.field,
        "said": sentence(fault),
        "at": field.name if field is not None and not field.errors else None,
    }


def _advised(found: Advice) -> dict[str, Any]:
    """As a fault here is told."""
    place, said = gettext("line %(number)s", number=found.line), fault_words.told(found.advice)
    return {"line": found.line, "place": place, "field": found.field, "said": said}


def _of_fields(form: SourceForm) -> Iterator[dict[str, Any]]:
    """What fields themselves do not take; they have no line."""
    for field in form:
        if field.errors:
            yield {"at": field.name, "line": None, "said": " ".join(field.errors)}


def _is_lexicon(file: str) -> bool:
    return file.startswith("lexicons/")


def _word_lists(file: str, text: str) -> list[str]:
    """Which of them a rule asks; none of what is no rule yet."""
    try:
        return [] if _is_lexicon(file) else sorted(reading.parse_rule(text, file).lexicons())
    except RuleFaults:
        return []


def _page(file: str, form: SourceForm, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "rules/read.html" if auth.reads_along() else "rules/edit.html",
        file=file,
        form=form,
        faults=faults,
        is_lexicon=_is_lexicon(file),
        word_lists=_word_lists(file, str(form.text.data)),
        draft=_draft_form(),
        paragraphs=sorted(guidelines.names(db.session)),
        with_sie=[] if _is_lexicon(file) else _with_sie(form),
    )


def _with_sie(form: SourceForm) -> list[str]:
    """How those who are addressed with Sie read what stands in the form with du."""
    written = [form.message_de.data, form.why_de.data] if address.is_formal() else []
    return [formal.table()[text] for text in written if text in formal.table()]
