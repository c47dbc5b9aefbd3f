"""A new rule from a form: its words, its sentences and what it says become a rule and a lexicon."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Regexp

from backend.pages.form_parts import STRIPPED, choices
from backend.rules.authoring import skeleton
from backend.rules.language import yaml_edit
from backend.rules.language.faults import Fault
from backend.rules.pages.edit_forms import LONG, SAID, WORDS, LinesField
from backend.rules.pages.forms import SEVERITY_NAMES, sentence

TONGUES = ("de", "en")
TYPED_AS = {"entries": "words", "match": "found", "miss": "silent"}


def hyphened(text: str | None) -> str:
    """As a name is written: "No payday loans" is no-payday-loans."""
    return "-".join((text or "").lower().split())


NAME = StringField(
    _("Name"),
    [
        InputRequired(),
        Regexp(f"{skeleton.NAME}$", message=_("Small letters from a to z, digits and hyphens.")),
    ],
    filters=[hyphened],
)


class NewRuleForm(FlaskForm):  # type: ignore[misc]
    """All that a rule needs to begin with; the rest is filled in where rules are edited."""

    name = NAME
    words_de = LinesField(_("Words in German, one a line"), WORDS)
    words_en = LinesField(_("Words in English, one a line"), WORDS)
    found_de = LinesField(_("German sentences about which it must speak, one a line"), LONG)
    found_en = LinesField(_("English sentences about which it must speak, one a line"), LONG)
    silent_de = LinesField(_("German sentences about which it must stay silent, one a line"), LONG)
    silent_en = LinesField(_("English sentences about which it must stay silent, one a line"), LONG)
    message_de = TextAreaField(_("Message in German"), SAID, filters=STRIPPED)
    message_en = TextAreaField(_("Message in English"), SAID, filters=STRIPPED)
    why_de = TextAreaField(_("Reason in German"), SAID, filters=STRIPPED)
    why_en = TextAreaField(_("Reason in English"), SAID, filters=STRIPPED)
    severity = SelectField(_("What it does"), choices=choices(SEVERITY_NAMES))
    guideline = StringField(_("Paragraph of the guidelines"), SAID, filters=STRIPPED)
    source = StringField(_("Where it comes from"), SAID, filters=STRIPPED)
    owner = StringField(_("Owner"), SAID, filters=STRIPPED)

    def validate_words_en(self, field: Field) -> None:
        """In one language at least."""
        if not (field.data or self.words_de.data):
            raise ValidationError(gettext("Name a word in German or English."))

    def validate_found_en(self, field: Field) -> None:
        """They are its tests."""
        if not (field.data or self.found_de.data):
            raise ValidationError(gettext("Write one sentence in German or English."))

    def validate_silent_en(self, field: Field) -> None:
        """They are its tests, too."""
        if not (field.data or self.silent_de.data):
            raise ValidationError(gettext("Write one sentence in German or English."))

    def files(self) -> dict[str, str]:
        """The rule, a draft, and its lexicon, by file."""
        name, owner = str(self.name.data), str(self.owner.data)
        rule, lexicon = skeleton.texts(name, owner)
        made = _rule(rule, self.data), yaml_edit.write(lexicon, self._words())
        return dict(zip(skeleton.files(name), made, strict=True))

    def tell(self, faults: Sequence[Fault]) -> list[Fault]:
        """Say each fault at the field that it is about; those that are about none are left."""
        left = []
        for fault in faults:
            name = self._field_of(*fault.field.split("."))
            if name in self:
                self[name].errors = [*self[name].errors, sentence(fault)]
            else:
                left.append(fault)
        return left

    def _field_of(self, part: str, inside: str = "", at: str = "0", *_deeper: str) -> str:
        """Where it was typed; among the examples German comes first."""
        if part == "examples":
            part = TYPED_AS.get(inside, inside)
            inside = "de" if int(at) < len(self[f"{part}_de"].data or []) else "en"
        return f"{TYPED_AS.get(part, part)}_{inside}"

    def _words(self) -> yaml_edit.Values:
        said = {f"entries.{tongue}": self[f"words_{tongue}"].data for tongue in TONGUES}
        shown = {
            f"examples.{kind}": [one for tongue in TONGUES for one in self[f"{field}_{tongue}"].data or []]
            for kind, field in (("match", "found"), ("miss", "silent"))
        }
        return {"about": f"says what the rule {self.name.data} is about", **said, **shown}


def _rule(text: str, typed: Mapping[str, Any]) -> str:
    """The skeleton with what was typed; its examples stand at the end."""
    told = {
        f"{part}.{tongue}": typed[f"{part}_{tongue}"] for part in ("message", "why") for tongue in TONGUES
    }
    plain = {name: typed[name] for name in ("severity", "guideline", "source")}
    head, _rest = yaml_edit.write(text, told | plain).split("\nexamples:")
    return f"{head}\nexamples:\n{_examples('found', typed)}{_examples('silent', typed)}"


def _examples(kind: str, typed: Mapping[str, Any]) -> str:
    lines: Sequence[str] = [
        f"    - {{draft: {yaml_edit.quoted(one)}, lang: {tongue}}}\n"
        for tongue in TONGUES
        for one in typed[f"{kind}_{tongue}"] or []
    ]
    return f"  {kind}:\n{''.join(lines)}"
