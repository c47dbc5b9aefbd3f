"""A new list of words from a form, for rules that are there or will be."""

from flask_babel import gettext, lazy_gettext as _
from wtforms import Field, StringField, ValidationError
from wtforms.validators import DataRequired

from backend.pages.form_parts import STRIPPED
from backend.rules.authoring import skeleton
from backend.rules.language import yaml_edit
from backend.rules.pages.edit_forms import LONG, SAID, WORDS, LexiconForm, LinesField
from backend.rules.pages.new_rule import NAME

SHOWN = [DataRequired(), *LONG]


class NewListForm(LexiconForm):
    """The fields of a list with the name that it gets, which stays; each kind of sentence at least once."""

    name = NAME
    about = StringField(_("Finds text that …"), SAID, filters=STRIPPED)
    entries_en = LinesField(_("Words in English, one a line"), WORDS)
    entries_de = LinesField(_("Words in German, one a line"), WORDS)
    entries_any = LinesField(_("Words in any language, one a line"), WORDS)
    examples_match = LinesField(_("Texts in which it must be found, one a line"), SHOWN)
    examples_miss = LinesField(_("Texts in which it must not be found, one a line"), SHOWN)

    text = touched = read = None  # type: ignore[assignment]  # there is no YAML beside it

    def validate_entries_any(self, field: Field) -> None:
        """In one language at least."""
        if not (field.data or self.entries_de.data or self.entries_en.data):
            raise ValidationError(gettext("Name a word in German or English."))

    def files(self) -> dict[str, str]:
        """The list, by its file."""
        name = str(self.name.data)
        _rule, file = skeleton.files(name)
        _rule, text = skeleton.texts(name, owner="")
        return {file: yaml_edit.write(text, self.values())}
