"""What became of a share, as people read it."""

from flask_babel import lazy_gettext as _

from backend.shares.models import ABANDONED, POSTED, PREPARED

STATE_NAMES = {PREPARED: _("prepared"), POSTED: _("posted"), ABANDONED: _("not posted")}
