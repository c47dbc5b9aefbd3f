"""What roles and languages are called."""

from flask_babel import lazy_gettext as _

ROLE_NAMES = {
    "employee": _("Employee"),
    "council": _("Works council"),
    "curator": _("Curator"),
    "admin": _("Admin"),
}
OWN_NAMES = {"en": "English", "de": "Deutsch"}  # of the languages, for those who look for their own
LANGUAGE_NAMES = {"de": _("German"), "en": _("English")}  # in the language of the reader
