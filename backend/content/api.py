"""`GET feed`: what the one who asks may share now. `POST tips`, `GET me/tips`: what they propose."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from flask_smorest import Blueprint

from backend import auth, fewest
from backend.content import addresses, offers, tips, visible
from backend.content.models import Proposal, Tip
from backend.content.schemas import Feed, KeptTip, MyTips, TipRequest
from backend.db import db
from backend.errors import Invalid
from backend.pages import paging
from backend.pages.paging import PageQuery
from backend.web import etag, idempotency, languages

# why a page cannot be proposed, and what one may do instead
UNFIT = {
    "not_web": lazy_gettext(
        "Only pages of the web (http, https) can be proposed, without a name and password."
    ),
    "too_long": lazy_gettext("The address of this page is too long."),
    "private": lazy_gettext("This page looks private: others would not see what you see there."),
}
ANOTHER_PAGE = lazy_gettext("Propose a page that everybody can open.")

blueprint = Blueprint("content", __name__, description="Content to share")


@blueprint.get("/feed")
@auth.needs("employee", along=(fewest.CHOSEN, visible.TAG), asked=lambda: visible.window(**paging.asked()))
@blueprint.arguments(PageQuery, location="query")
@blueprint.alt_response(200, schema=Feed)
def feed(wanted: dict[str, int]) -> Response:
    """Items for the groups of the one who asks, valid now: pinned first, then the newest."""
    me, language = auth.me().id, languages.choose()
    least, items = auth.found_along()
    known = [me, language, least, visible.tag(items), wanted]
    return etag.synced_json(known, lambda: Feed().dump(offers.feed(db.session, me, language, **wanted)))


@blueprint.post("/tips")
@auth.needs("employee")
@blueprint.doc(parameters=[idempotency.DESCRIBED])
@blueprint.arguments(TipRequest)
@blueprint.alt_response(201, schema=KeptTip)
def propose(wanted: dict[str, Any]) -> Response:
    """Propose a page to the curators. Needs an Idempotency-Key."""
    me, url = auth.me().id, _address(wanted["url"])
    return idempotency.once(lambda tx: tips.propose(tx, me, url, wanted["title"], wanted["note"]), KeptTip())


@blueprint.get("/me/tips")
@auth.needs("employee")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, MyTips)
def my_tips(wanted: dict[str, int]) -> dict[str, Any]:
    """What I proposed, newest first, and what became of it."""
    found = tips.mine(db.session, auth.me().id, **wanted)
    return {"items": [_mine(*row) for row in found.items], "page": found.page, "more": found.more}


def _mine(tip: Tip, proposal: Proposal) -> dict[str, Any]:
    told = {name: getattr(tip, name) for name in ("id", "url", "title", "state", "answer")}
    return told | {"note": proposal.note, "at": proposal.at}


def _address(url: str) -> str:
    try:
        return addresses.of_a_page(url)
    except addresses.Unfit as unfit:
        raise Invalid(str(UNFIT[unfit.reason]), str(ANOTHER_PAGE)) from None
