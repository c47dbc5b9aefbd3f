"""How far an import is, as people read it."""

from flask_babel import lazy_gettext as _

STATE_NAMES = {"waiting": _("Waiting"), "reading": _("Reading"), "done": _("Done")}
