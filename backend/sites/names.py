"""What the sites are called, the same in every language, and how the extension may work on them."""

from flask_babel import lazy_gettext as _

SITE_NAMES = {"linkedin": "LinkedIn", "x": "X"}
SITES = tuple(SITE_NAMES)
MODE_NAMES = {
    "page": _("In the page"),
    "panel": _("In the side panel only, nothing of ours in the page"),
    "off": _("Off, for everybody"),
}
