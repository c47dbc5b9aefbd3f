"""The admin's form about sharing."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, TextAreaField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from backend.content import addresses
from backend.form_parts import ReadForm
from backend.shares.models import ABANDONED, POSTED, PREPARED

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
MOST_HOSTS = 100
STATE_NAMES = {PREPARED: _("prepared"), POSTED: _("posted"), ABANDONED: _("not posted")}


class LimitsForm(ReadForm):
    shares_per_day = IntegerField(_("Shares a person and day"), [Optional(), NumberRange(1, 100)])
    link_hosts = TextAreaField(_("Sites that links may lead to, one a line"), [Length(max=10_000)])

    anyway = BooleanField(_("Save it all the same"))  # asked where links would go silent

    def hosts(self) -> list[str]:
        """The sites that were typed, each once, without what people copy along with them."""
        lines = [line.strip().lower() for line in (self.link_hosts.data or "").splitlines()]
        plain = [re.sub(r"^https?://(www\.)?|/.*$", "", line) for line in lines if line]
        return [addresses.host_name(host) for host in dict.fromkeys(plain)]

    def validate_link_hosts(self, _field: Field) -> None:
        """Each is the name of a site."""
        if odd := [host for host in self.hosts() if not HOST.fullmatch(host)]:
            raise ValidationError(gettext("This is no site: %(line)s", line=odd[0][:80]))
        if len(self.hosts()) > MOST_HOSTS:
            raise ValidationError(gettext("A hundred sites are the most."))
