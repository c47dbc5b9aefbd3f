"""The forms of the pages about rules."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import Field, FileField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from backend.pages.form_parts import ONE_LINE_END, ReadForm, choices
from backend.people.names import LANGUAGE_NAMES
from backend.rules.language import yaml_file
from backend.rules.language.fault_words import told
from backend.rules.language.faults import Fault
from backend.sites.names import SITE_NAMES

LONGEST_DRAFT = 10_000
STATUS_NAMES = {"active": _("Active"), "draft": _("Draft"), "retired": _("Retired")}
SEVERITY_NAMES = {"note": _("Note"), "warn": _("Warning"), "confirm": _("Asks once")}
STEP_NAMES = {
    "message.en": _("Message in English"),
    "message.de": _("Message in German"),
    "why.en": _("Reason in English"),
    "why.de": _("Reason in German"),
    "fix.text.en": _("What the fix inserts, in English"),
    "fix.text.de": _("What the fix inserts, in German"),
    "fix.kind": _("How the fix is inserted"),
    "severity": _("What it does"),
    "status": _("Status"),
    "entries.en": _("Words in English"),
    "entries.de": _("Words in German"),
    "entries.any": _("Words in any language"),
    "not": _("But not"),
    "about": _("Description"),
    "examples": _("Examples"),
    "guideline": _("Paragraph of the guidelines"),
    "source": _("Where it comes from"),
    "owner": _("Owner"),
    "known_false_alarms": _("Where it is known to speak wrongly"),
    "aliases": _("Other name"),
    "products": _("Product"),
    "competitors": _("Competitor"),
    "pages": _("Page"),
    "confidential_terms": _("Confidential word"),
    "server_only_terms": _("Confidential word that stays on the server"),
    "embargoes": _("Embargo"),
    "quiet_periods": _("Quiet period"),
    "listed": _("Listed on a stock exchange"),
    "formal": _("German says Sie"),
    "always": _("Name that always counts"),
    "in_context": _("Name that needs a context"),
}
SURFACE_NAMES = {"post": _("Post"), "comment": _("Comment"), "reply": _("Reply"), "repost": _("Repost")}
STANCE_NAMES = {
    "": _("Nobody's: it stands for itself"),
    "competitor": _("A competitor's"),
    "own_company": _("Our own, or a colleague's"),
    "customer": _("A customer's"),
    "other": _("Somebody else's"),
}
TONGUE_NAMES = {"": _("As the words tell"), **LANGUAGE_NAMES}
YES_OR_NO = {"True": _("yes"), "False": _("no")}
VALUE_NAMES = {"severity": SEVERITY_NAMES, "status": STATUS_NAMES, "listed": YES_OR_NO, "formal": YES_OR_NO}


class StandingForm(FlaskForm):  # type: ignore[misc]
    """Where a text stands, and whom it answers."""

    platform = SelectField(_("Site"), choices=choices(SITE_NAMES))
    surface = SelectField(_("It is a"), choices=choices(SURFACE_NAMES))
    stance = SelectField(_("Whose post does it answer?"), choices=choices(STANCE_NAMES))
    lang = SelectField(_("Language"), choices=choices(TONGUE_NAMES))

    def standing(self, target_text: str = "") -> dict[str, Any]:
        """A draft as the judges take it, but for text and time."""
        target = {"stance": self.stance.data, "text": target_text, "text_complete": True}
        tongue = {"lang": self.lang.data} if self.lang.data else {}
        return {
            "platform": self.platform.data,
            "surface": self.surface.data,
            "target": target if self.stance.data else None,
            **tongue,
        }


class DraftForm(StandingForm):
    """A draft for the bench."""

    text = TextAreaField(_("Draft"), [DataRequired(), Length(max=LONGEST_DRAFT)], filters=ONE_LINE_END)
    target_text = TextAreaField(_("What that post says"), [Length(max=LONGEST_DRAFT)])

    def draft(self) -> dict[str, Any]:
        """As the judges take it, without the time."""
        return {**self.standing(self.target_text.data or ""), "text": self.text.data}


class SampleForm(StandingForm):
    """A file of texts; where its lines do not say how they stand, it is as the other fields do."""

    file = FileField(_("File"), [InputRequired()])

    def validate_file(self, field: Field) -> None:
        """Some send text under its name."""
        if not isinstance(field.data, FileStorage):
            raise ValidationError(gettext("Choose a file."))

    def name(self) -> str:
        """Of the file, without folders."""
        last = str(self.file.data.filename).replace("\\", "/").rpartition("/")[2]
        return "".join(sign for sign in last if sign.isprintable())


class FormsOf(FlaskForm):  # type: ignore[misc]
    """A word whose forms are wanted; asks and changes nothing."""

    class Meta:
        csrf = False

    word = StringField(_("Word"), [DataRequired(), Length(max=80)])
    language = SelectField(_("Language"), choices=choices(LANGUAGE_NAMES))


class PublishForm(ReadForm):
    """`read`: a changes.state. The note under which the changes are published."""

    note = StringField(_("What is new, in a sentence"), [DataRequired(), Length(max=500)])


class AnswerForm(ReadForm):
    """What the second person says."""

    answer = RadioField(choices=choices({"yes": "", "no": ""}))  # two buttons
    comment = TextAreaField(_("What you want to say about it"), [Length(max=500)])


def sentence(fault: Fault) -> str:
    """What is wrong, without the place, in the reader's language."""
    if not fault.allowed:
        return told(fault.found)
    if fault.allowed == yaml_file.SOME_TEXT and not fault.found.strip('" '):
        return str(gettext("Please enter a text."))
    found, allowed = told(fault.found), told(fault.allowed)
    return str(gettext("found %(found)s. Allowed: %(allowed)s.", found=found, allowed=allowed))


def step_name(path: str) -> str:
    """What a value of a rule is called on the pages."""
    return str(STEP_NAMES.get(path, path))


def step_names(paths: Iterable[str]) -> str:
    """Several, in a sentence."""
    return ", ".join(map(step_name, paths))


def step_value(path: str, value: str) -> str:
    """How a value of a rule is shown on the pages."""
    return str(VALUE_NAMES.get(path, {}).get(value, value))
