"""Publish from the pages about an item, and what they say in one sentence of publishing and withdrawing."""

import uuid

from flask import flash, url_for
from flask_babel import gettext, lazy_gettext

from backend.content import service
from backend.db import run_tx
from backend.errors import Invalid

WITHDRAWN = lazy_gettext("Withdrawn. Its tracked links say from now on that it is gone.")
AND_SAVED = lazy_gettext("Saved and withdrawn. Its tracked links say from now on that it is gone.")
NOT_SAVED = lazy_gettext("It is withdrawn; what stands below is not saved yet.")
NO_CAPTION = lazy_gettext("An item needs a caption before it can be published.")
WHY_NOT = {
    service.CaptionsRefused: lazy_gettext("The rules object to a caption. Change what is marked below."),
    service.AudienceGone: lazy_gettext("Its group was deleted, so nobody sees it. Choose for whom it is."),
    service.FewReaders: lazy_gettext(
        "Too few people are in the groups it is for: with a campaign of its own your web statistics"
        " would tell of them one by one. Leave the campaign empty."
    ),
    service.LeadsElsewhere: lazy_gettext(
        "The link leads to a site that is not on the list. An admin can add it under Sharing."
    ),
}


def publish(item: uuid.UUID, saved: bool = False) -> str:
    """Publish it, or say why not; the address of the place on its page where that can be mended.

    `saved`: what was typed was, just now.
    """
    try:
        run_tx(lambda tx: service.publish(tx, item))
        flash(gettext("Published. It is in the feeds within 15 minutes."))
    except Invalid as problem:
        why = why_not(problem)
        flash(gettext("Saved, but not published: %(why)s", why=why) if saved else why, "fault")
        place = "captions" if isinstance(problem, service.CaptionsRefused) else None
        return url_for("content_admin.edit", item=item, _anchor=place)
    return url_for("content_admin.edit", item=item)


def why_not(problem: Invalid) -> str:
    """Why it is not published."""
    return str(WHY_NOT.get(type(problem), NO_CAPTION))
