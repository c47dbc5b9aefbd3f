"""What the forms of several capabilities are made of."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import flash
from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older
from wtforms.form import BaseForm

from backend.db import now
from backend.whole_text import is_seen

UNSEEN = _("Line breaks and invisible signs cannot stand here.")
FURTHEST = timedelta(days=3653)  # ten years


class ReadForm(FlaskForm):  # type: ignore[misc]
    """`read`: the digest of what somebody reads (backend/audit/as_read.py); empty for what is new."""

    read = HiddenField()


def tell_meanwhile() -> None:
    """Say on the page that shows what was typed once more why it was not saved."""
    flash(gettext("Somebody else has changed this meanwhile. Open the page anew in another tab."), "fault")


def tell_undo(said: str, label: str, url: str, about: str, **sent: str) -> None:
    """Say what was done, with a button beside it that undoes it by sending `sent` to `url`."""
    way_back = {"label": label, "url": url, "about": about, "sent": sent}
    flash(said, way_back)  # type: ignore[arg-type]  # a session keeps a mapping as well as a word


def stripped(text: str | None) -> str | None:
    """Without the spaces that copying brings along; what is only spaces counts as nothing."""
    return text and text.strip()


def one_line_end(text: str | None) -> str:
    """Browsers send \\r\\n; files and editors of the sites know \\n."""
    return (text or "").replace("\r\n", "\n")


def near(form: BaseForm, field: Field) -> None:
    """A validator of days and times: what is further away was not meant."""
    day = field.data.date() if isinstance(field.data, datetime) else field.data
    if day and abs(day - now().date()) > FURTHEST:
        raise ValidationError(gettext("This is more than ten years away. Check the year."))


def seen(_form: BaseForm, field: Field) -> None:
    """A validator of names and addresses: two that look the same are the same."""
    if not is_seen(field.data or ""):
        raise ValidationError(UNSEEN)


def a_uuid(text: str) -> uuid.UUID | None:
    """The id in a hidden field or a checkbox, None where there is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


STRIPPED = [stripped]
ONE_LINE_END = [one_line_end]


def choices(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """What a select offers: values with their names."""
    return [SelectChoice(value, name) for value, name in names.items()]


def each_once(parts: Iterable[str]) -> list[str]:
    """What was typed in parts, without the empty ones."""
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
