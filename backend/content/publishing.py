"""Publish from the pages about an item, and what they say in one sentence of publishing and withdrawing."""

import uuid

from flask import flash, url_for
from flask_babel import format_datetime, gettext, lazy_gettext

from backend.content import service
from backend.content.models import Item
from backend.content.refusals import CaptionsRefused
from backend.db import run_tx
from backend.errors import Invalid

WITHDRAWN = lazy_gettext("Withdrawn. Its tracked links say from now on that it is gone.")
AND_SAVED = lazy_gettext("Saved and withdrawn. Its tracked links say from now on that it is gone.")
NOT_SAVED = lazy_gettext("It is withdrawn; what stands below is not saved yet.")


def publish(item: uuid.UUID, saved: bool = False) -> str:
    """Publish it, or say why not; the address of the place on its page where that can be mended.

    `saved`: what was typed was, just now.
    """
    try:
        flash(_told(run_tx(lambda tx: service.publish(tx, item))))
    except Invalid as problem:
        why = problem.told()
        flash(gettext("Saved, but not published: %(why)s", why=why) if saved else why, "fault")
        place = "captions" if isinstance(problem, CaptionsRefused) else None
        return url_for("content_admin.edit", item=item, _anchor=place)
    return url_for("content_admin.edit", item=item)


def _told(item: Item) -> str:
    """What publishing it came to."""
    if item.is_over:
        return str(gettext("Published, but its time is over: it is in no feed. Change “Until”."))
    if item.begins_later:
        day = format_datetime(item.valid_from, "short")
        return str(gettext("Published. It is in the feeds from %(day)s on.", day=day))
    return str(gettext("Published. It is in the feeds within 15 minutes."))
