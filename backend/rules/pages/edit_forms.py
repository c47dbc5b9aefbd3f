"""A rule or lexicon as a form: fields beside the YAML that they are part of."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext, lazy_gettext as _
from wtforms import (
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Length

from backend.pages.form_parts import ONE_LINE_END, STRIPPED, ReadForm, choices, each_once
from backend.rules.authoring import lint
from backend.rules.language import yaml_edit
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.pages.forms import SEVERITY_NAMES, STANCE_NAMES, STATUS_NAMES, SURFACE_NAMES, sentence

LONGEST_TEXT = 300  # a card has room for two sentences
LONGEST_YAML = 100_000
SAID = [DataRequired(), Length(max=LONGEST_TEXT)]
LONG = [Length(max=LONGEST_YAML)]
ALL_THAT_DIFFER = "*"
TARGET_NAMES = {"none": STANCE_NAMES[""], **{key: name for key, name in STANCE_NAMES.items() if key}}


class LinesField(TextAreaField):
    """A list of texts, one a line."""

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Without empty lines, and without blanks around a text; each once."""
        if valuelist:
            self.data = each_once(valuelist[0].splitlines())  # type: ignore[assignment]  # of a text


def one_a_line(_form: BaseForm, field: Field) -> None:
    """A validator of new words: signs are passed over, so a row with commas is looked for as one phrase."""
    row = next((line for line in field.data or () if lint.ROW.search(line)), None)
    if row:
        said = gettext(
            "“%(row)s” would be looked for as it stands, one after the other. "
            "Write each in a line of its own, without commas.",
            row=row,
        )
        raise ValidationError(said)


WORDS = [*LONG, one_a_line]


class ChoicesField(SelectMultipleField):
    """Boxes to tick; an empty value says that the field was sent at all."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = [value for value in valuelist if value]


class SourceForm(ReadForm):
    """A field for each of `paths` (named as it, with _ for the dots), beside the whole `text`.

    `read`: the state of the text that the author has before them. `touched`: the fields, parted by blanks,
    that were changed since they were last in step with the text; where no script says it, all that differ
    from what was read.
    """

    paths: ClassVar[yaml_edit.Paths]
    touched = HiddenField(default=ALL_THAT_DIFFER)
    text = TextAreaField("YAML", LONG, filters=ONE_LINE_END)

    def field(self, path: str) -> Field | None:
        """The one for a path or, as in entries.de.3, for what it is a part of."""
        names = path.split(".")
        found = ("_".join(names[:end]) for end in range(len(names), 0, -1))
        return next((self[name] for name in found if name in self and name != "text"), None)

    def values(self) -> yaml_edit.Values:
        """What stands in the fields, by path."""
        fields = {path: self.field(path) for path in self.paths}
        return {path: field.data for path, field in fields.items() if field is not None}

    def written(self, known: str) -> str:
        """The text, with the fields that were touched; `known`: what was read. Raises RuleFaults."""
        typed, values = str(self.text.data), self.values()
        names = str(self.touched.data).split()
        if ALL_THAT_DIFFER in names:
            before = readable(known, self.paths)
            touched = [path for path in before if path in values and values[path] != before[path]]
        else:
            touched = [path for path in values if path.replace(".", "_") in names]
        return yaml_edit.write(typed, {path: values[path] for path in touched}) if touched else typed

    def fits(self, known: str) -> bool:
        """Do the fields? One that is empty and that the text fills is not in step with it yet, not wrong."""
        self.validate()
        try:
            filled = readable(self.written(known), self.paths)
        except RuleFaults:
            filled = {}
        for path, value in filled.items():
            field = self.field(path)
            if field is not None and not field.data and value and str(value).strip():
                field.errors = []
        return not self.errors

    def tell(self, faults: Sequence[Fault]) -> list[Fault]:
        """Say each fault at the field that it is about, too; those that are about none are left."""
        left = []
        for fault in faults:
            field = self.field(fault.field) if fault.field else None
            if field is None:
                left.append(fault)
            else:
                field.errors = [*field.errors, sentence(fault)]
        return left


class RuleForm(SourceForm):
    """What of a rule people read, and about whose words it speaks."""

    paths: ClassVar[yaml_edit.Paths] = {
        **dict.fromkeys(("message.en", "message.de", "why.en", "why.de", "fix.text.en", "fix.text.de"), str),
        **dict.fromkeys(("severity", "status", "guideline", "source", "owner"), str),
        **dict.fromkeys(("when.surface", "when.target", "known_false_alarms"), list),
    }
    message_en = TextAreaField(_("Message in English"), SAID, filters=STRIPPED)
    message_de = TextAreaField(_("Message in German"), SAID, filters=STRIPPED)
    why_en = TextAreaField(_("Reason in English"), SAID, filters=STRIPPED)
    why_de = TextAreaField(_("Reason in German"), SAID, filters=STRIPPED)
    fix_text_en = TextAreaField(_("What the fix inserts, in English"), LONG, filters=ONE_LINE_END)
    fix_text_de = TextAreaField(_("What the fix inserts, in German"), LONG, filters=ONE_LINE_END)
    severity = SelectField(_("What it does"), choices=choices(SEVERITY_NAMES))
    status = SelectField(_("Status"), choices=choices(STATUS_NAMES))
    when_surface = ChoicesField(_("It is a"), choices=choices(SURFACE_NAMES))
    when_target = ChoicesField(_("Whose post does it answer?"), choices=choices(TARGET_NAMES))
    guideline = StringField(_("Paragraph of the guidelines"), SAID, filters=STRIPPED)
    source = StringField(_("Where it comes from"), SAID, filters=STRIPPED)
    owner = StringField(_("Owner"), SAID, filters=STRIPPED)
    known_false_alarms = LinesField(_("Where it is known to speak wrongly, one a line"), LONG)


class LexiconForm(SourceForm):
    """What a list of words finds, and what not."""

    paths: ClassVar[yaml_edit.Paths] = {
        "about": str,
        **dict.fromkeys(("entries.en", "entries.de", "entries.any", "not"), list),
        **dict.fromkeys(("examples.match", "examples.miss"), list),
    }
    about = StringField(_("Finds text that …"), SAID, filters=STRIPPED)
    entries_en = LinesField(_("Words in English, one a line"), LONG)
    entries_de = LinesField(_("Words in German, one a line"), LONG)
    entries_any = LinesField(_("Words in any language, one a line"), LONG)
    examples_match = LinesField(_("Texts in which it must be found, one a line"), LONG)
    examples_miss = LinesField(_("Texts in which it must not be found, one a line"), LONG)


setattr(LexiconForm, "not", LinesField(_("But not, one a line"), LONG))


def readable(text: str, paths: yaml_edit.Paths) -> yaml_edit.Values:
    """What stands at these paths; nothing where the text is no YAML."""
    try:
        return yaml_edit.read(text, paths)
    except RuleFaults:
        return {}


def of(file: str, known: str, **more: Any) -> SourceForm:
    """The form of a rule or lexicon; what somebody sent stands over what is `known`."""
    kind = LexiconForm if file.startswith("lexicons/") else RuleForm
    values = readable(known, kind.paths)
    form = kind(
        data={path.replace(".", "_"): value for path, value in values.items()} | {"text": known} | more
    )
    if isinstance(form, RuleForm) and not values.get("fix.text.en"):
        del form.fix_text_en, form.fix_text_de
    return form
