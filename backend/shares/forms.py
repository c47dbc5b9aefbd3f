"""Forms about sharing: an employee's, an admin's."""

import re
import uuid

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, IntegerField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from backend.content import addresses, room
from backend.content.item_forms import too_long
from backend.pages.form_parts import ONE_LINE_END, ReadForm, a_uuid
from backend.whole_text import is_blank

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
MOST_HOSTS = 100
LONGEST = 3000  # as LinkedIn takes it; a caption comes with its hashtags


class ShareForm(ReadForm):
    """`key`: one for each page, so that a button pressed twice shares once.

    `read`: of the caption shown; `link`: where it led.
    """

    site = HiddenField()
    caption = HiddenField()
    key = HiddenField()
    link = HiddenField()
    text = TextAreaField(
        _("Text"), [DataRequired(_("Write something first.")), Length(max=LONGEST)], filters=ONE_LINE_END
    )

    @property
    def to(self) -> str:
        """The site."""
        return self.site.data or ""

    @property
    def words(self) -> str:
        """What is to be posted, its lines as we keep them."""
        return (self.text.data or "").strip()

    def fits(self, url: str) -> bool:
        """Is all in order? X would cut what is too long."""
        in_order: bool = self.validate()
        over = room.missing(self.words, url) if in_order and self.to == "x" else 0
        if over:
            self.text.errors = [too_long(over)]
        return in_order and not over

    def validate_text(self, _field: Field) -> None:
        """Signs that nobody sees are no text."""
        if is_blank(self.words):
            raise ValidationError(gettext("Write something first."))

    def once(self) -> uuid.UUID:
        """The key for this text: who comes back and writes something else shares once more."""
        return uuid.uuid5(
            a_uuid(self.key.data or "") or uuid.uuid4(), f"{self.to} {self.caption.data} {self.words}"
        )


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
