"""Publish and withdraw from the pages about an item, and say in one sentence what came of it."""

import uuid

from flask import flash, url_for
from flask_babel import gettext, lazy_gettext

from backend.content import service
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
    if isinstance(problem, service.CaptionsRefused):
        return str(gettext("The rules object to a caption. Change what is marked below."))
    if isinstance(problem, service.AudienceGone):
        return str(gettext("Its group was deleted, so nobody sees it. Choose for whom it is."))
    if isinstance(problem, service.FewReaders):
        return str(
            gettext(
                "Too few people are in the groups it is for: with a campaign of its own your web statistics"
                " would tell of them one by one. Leave the campaign empty."
            )
        )
    if isinstance(problem, service.LeadsElsewhere):
        return str(
            gettext("The link leads to a site that is not on the list. An admin can add it under Sharing.")
        )
    return str(gettext("An item needs a caption before it can be published."))
