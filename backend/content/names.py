"""What is chosen of content, as people read it."""

from flask_babel import lazy_gettext as _

from backend.content.models import TIP_STATES
from backend.sites.names import SITE_NAMES

PLATFORM_NAMES = {**SITE_NAMES, "any": _("Both")}
TIP_STATE_NAMES = dict(zip(TIP_STATES, (_("New"), _("Accepted"), _("Declined")), strict=True))
STATUS_NAMES = {"draft": _("Draft"), "published": _("Published"), "withdrawn": _("Withdrawn")}
