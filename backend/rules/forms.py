"""The forms of the pages about rules."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older
from wtforms.validators import DataRequired, Length

LONGEST_TEXT = 300  # a card has room for two sentences
LONGEST_YAML = 100_000
STATUS_NAMES = {"active": _("Active"), "draft": _("Draft"), "retired": _("Retired")}
SEVERITY_NAMES = {"note": _("Hint"), "warn": _("Warning"), "confirm": _("Asks once")}
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
}
VALUE_NAMES = {"severity": SEVERITY_NAMES, "status": STATUS_NAMES}
SAID = [DataRequired(), Length(max=LONGEST_TEXT)]


class WordsForm(FlaskForm):  # type: ignore[misc]
    """Field names are the paths in the YAML, with _ for the dot."""

    message_en = TextAreaField(_("Message in English"), SAID)
    message_de = TextAreaField(_("Message in German"), SAID)
    why_en = TextAreaField(_("Reason in English"), SAID)
    why_de = TextAreaField(_("Reason in German"), SAID)
    status = SelectField(_("Status"), choices=[SelectChoice(*pair) for pair in STATUS_NAMES.items()])


class YamlForm(FlaskForm):  # type: ignore[misc]
    text = TextAreaField("YAML", [DataRequired(), Length(max=LONGEST_YAML)])


class PublishForm(FlaskForm):  # type: ignore[misc]
    """`read`: the changes.state that the admin has before them."""

    note = StringField(_("What is new, in a sentence"), [DataRequired(), Length(max=500)])
    read = HiddenField()


def step_name(path: str) -> str:
    """What a value of a rule is called on the pages."""
    return str(STEP_NAMES.get(path, path))


def step_value(path: str, value: str) -> str:
    """How a value of a rule is shown on the pages."""
    return str(VALUE_NAMES.get(path, {}).get(value, value))
