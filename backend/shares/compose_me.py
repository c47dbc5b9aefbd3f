"""An employee shares from a page of ours where there is no extension: on a phone, or from the weekly mail.

What is typed here is judged and forgotten, as with `POST shares`; whatever page comes instead has it to copy.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import facts
from backend.content import offers, visible
from backend.db import db
from backend.errors import Invalid
from backend.rules.judge import fix
from backend.rules.releases import in_force
from backend.shares import limits, links, service
from backend.shares.forms import ShareForm
from backend.shares.schemas import Kept
from backend.sites.names import SITE_NAMES, SITES
from backend.web import idempotency, languages, security

KEPT = Kept()
# the extension tells these while one writes; here they are read before the composer opens
HOLDS_UP = ("warn", "confirm")
# with where they may send a browser on to, say to sign in
WHERE_COMPOSERS_ARE = {"linkedin": "https://*.linkedin.com", "x": "https://x.com https://twitter.com"}
blueprint = Blueprint("my_share", __name__, url_prefix="/me/share/<uuid:item>", template_folder="templates")
Offer = Mapping[str, Any]
Findings = Sequence[Mapping[str, Any]]
Page = str | tuple[str, int] | Response


@blueprint.get("")
@auth.page_needs("employee")
def show(item: uuid.UUID) -> str:
    """`site`: LinkedIn where not said; `caption`: the one whose words are to be changed."""
    offer, site = _offer(item), request.args.get("site", "")
    site = site if site in SITES else SITES[0]
    if "caption" not in request.args:
        return _page(offer, site)
    caption = _caption(offer, site, request.args["caption"])
    return _words_page(offer, ShareForm(data={"site": site, "text": _begun(caption)}), caption)


@blueprint.post("")
@auth.page_needs("employee")
def send(item: uuid.UUID) -> Page:
    """Check it, log the share and open the site's composer; or say what the rules say of it."""
    form, offer = ShareForm(), _offer(item)
    caption = _caption(offer, form.to, form.caption.data)
    if changed := [*_link_changed(offer, form), *_caption_changed(caption, form)]:
        return _reread(offer, form, caption, changed), 409
    if "text" not in request.form:
        form.text.data = _begun(caption)  # as it is
    if not form.fits(offer["url"]) or not _answers(form, caption):
        return _words_page(offer, form, caption), 422
    verdict = _judge(form, caption)
    if "fix" in request.form:
        return _mended(offer, form, caption, verdict["findings"])
    if _unread(verdict["findings"], form.words):
        return _words_page(offer, form, caption, verdict["findings"]), 422
    return _opened(offer, form, caption, verdict["release"])


def _offer(item: uuid.UUID) -> Offer:
    return offers.one(db.session, auth.me().id, languages.choose(), item)


def _captions(offer: Offer, site: str) -> list[Offer]:
    """`read`: what tells this text from the one that a curator makes of it."""
    return [
        {**one, "read": facts.digest(one["text"])}
        for one in offer["captions"]
        if one["platform"] in (site, "any")
    ]


def _caption(offer: Offer, site: str, id: str | None) -> Offer:
    for caption in _captions(offer, site) if site in SITES else ():
        if str(caption["id"]) == id:
            return caption
    raise visible.not_on_page()


def _begun(caption: Offer) -> str:
    """What stands in the field at first: a question is answered in one's own words."""
    return "" if caption["is_question"] else caption["text"]


def _answers(form: ShareForm, caption: Offer) -> bool:
    """Where a question is asked."""
    try:
        if caption["is_question"]:
            service.must_be_answered(caption["text"], form.words)
    except Invalid as problem:
        form.text.errors = [problem.told()]
    return not form.text.errors


def _link_changed(offer: Offer, form: ShareForm) -> list[str]:
    """Does the item lead elsewhere since it was shown? Own words are theirs, the link is ours."""
    if form.link.data in (None, offer["url"]):
        return []
    if not offer["url"]:
        return [gettext("This item has no link any more. Look at it before you share it.")]
    return [gettext("This item leads elsewhere now. Look at its link before you share it.")]


def _caption_changed(caption: Offer, form: ShareForm) -> list[str]:
    """Would the caption go out as it was, though a curator has changed it since it was shown?"""
    if caption["read"] == form.read.data or not _is_as_shown(form):
        return []
    return [gettext("This text was changed meanwhile. Here it is as it is now.")]


def _is_as_shown(form: ShareForm) -> bool:
    return "text" not in request.form or facts.digest(form.words) == form.read.data


def _reread(offer: Offer, form: ShareForm, caption: Offer, changed: Sequence[str]) -> str:
    """The page they come from, as it is now; their own words stay."""
    for said in changed:
        flash(said, "fault")
    if "text" not in request.form:
        return _page(offer, form.to)
    if _is_as_shown(form):
        form.text.data = _begun(caption)
    return _words_page(offer, form, caption)


def _judge(form: ShareForm, caption: Offer) -> dict[str, Any]:
    lang = caption["language"] if form.words == caption["text"] else None
    rules = in_force.release(db.session)
    return service.judge(rules, languages.choose(), form.words, form.to, lang)


def _mended(offer: Offer, form: ShareForm, caption: Offer, findings: Findings) -> str:
    """With the fix that was asked for; where there is nothing to mend any more, as it is."""
    rule = request.form["fix"]
    if wanted := next((one for one in findings if one["fix"] and one["rule"] == rule), None):
        form.text.data = fix.apply(form.words, wanted)
    return _words_page(offer, form, caption, _judge(form, caption)["findings"])


def _unread(findings: Findings, words: str) -> bool:
    """Must it be read first? What was read of another text, or said otherwise, was not this."""
    holds_up = any(one["severity"] in HOLDS_UP for one in findings)
    return holds_up and request.form.get("acknowledged") != facts.digest([words, findings])


def _opened(offer: Offer, form: ShareForm, caption: Offer, release: int) -> Page:
    """The site's composer, unless it is enough for today."""
    site, edited = form.to, form.words != caption["text"]
    try:
        kept = idempotency.once(
            lambda tx: service.prepare(tx, auth.me().id, offer["id"], caption["id"], site, edited, release),
            KEPT,
            key=form.once(),
        )
    except limits.Reached as problem:
        here = gettext("Your text is still here. Share it tomorrow.")
        flash(f"{problem.detail} {here}", "fault")
        return _words_page(offer, form, caption), 409
    public_url = current_app.config["PLAINSPOKEN"].public_url
    filled = links.filled(public_url, kept.get_json()["code"], form.words, offer["url"], site)
    return redirect(filled["compose_url"], 303)


def _words_page(offer: Offer, form: ShareForm, caption: Offer, findings: Findings = ()) -> str:
    """The words of one caption, and what the rules say of them."""
    acknowledged = facts.digest([form.words, findings]) if findings else ""
    return _page(offer, form.to, form=form, caption=caption, findings=findings, acknowledged=acknowledged)


def _page(offer: Offer, site: str, **words: Any) -> str:
    """The captions to choose from, or `words` of one of them."""
    security.let_forms_lead_to(WHERE_COMPOSERS_ARE[site])
    return render_template(
        "shares/compose.html",
        item=offer,
        site=site,
        captions=_captions(offer, site),
        site_names=SITE_NAMES,
        key=uuid.uuid4(),
        **words,
    )
