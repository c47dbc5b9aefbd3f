"""Signing in with the organisation's account, for pages and for /connect: to its service, and back."""

from datetime import UTC, datetime

import structlog
from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.config import Config, Oidc
from backend.db import db, now, run_tx
from backend.errors import NotAllowed, NotFound, Problem
from backend.oidc import claims, pending, service, words
from backend.oidc.claims import Account
from backend.oidc.models import OidcSignIn
from backend.people import installed
from backend.people.names import ROLE_NAMES
from backend.sign_in import browser_session, sessions
from backend.sign_in.places import inside
from backend.web import languages

blueprint = Blueprint("oidc", __name__, url_prefix="/oidc", template_folder="templates")
BEGUN = "oidc"  # in the cookie: the states that this browser waits for
MOST = 5  # tabs
log = structlog.get_logger()
CONNECT = "/connect"


@blueprint.app_context_processor
def names() -> dict[str, object]:
    """`oidc_name`: whose accounts sign in here, empty where none do; `oidc_confirms`: can this visitor's?"""
    return {"oidc_name": _organisation, "oidc_confirms": _has_account}


@blueprint.get("/start")
def start() -> Response:
    return _leave(inside(request.args.get("next", "")), confirms=False)


@blueprint.get("/confirm")
@auth.page_needs("employee")
def confirm() -> Response:
    """Whoever is signed in shows once more that it is they, in a tab beside the form that asks for it."""
    return _leave(url_for("oidc.confirmed"), confirms=True, max_age=0, prompt="login")


@blueprint.get("/confirmed")
@auth.page_needs("employee")
def confirmed() -> str:
    return render_template("oidc/confirmed.html")


@blueprint.get("/back")
def back() -> Response:
    begun = _begun()
    if "code" not in request.args:  # they chose not to, or may not
        log.warning(f"sign-in service said no{words.short(request.args.get('error'))}")
        raise NotAllowed(
            gettext("The sign-in service did not let you in."), gettext("Start the sign-in again.")
        )
    settings = _settings()
    from backend.oidc import provider  # what it brings along weighs too much for who has no such service

    found = provider.finish(settings, _our_address(), request.args["code"], begun.verifier, begun.nonce)
    account, given_at = claims.read(settings, found), _moment(found.get("auth_time"))
    return _confirm(account, given_at, begun) if begun.confirms else _enter(account, given_at, begun)


def _leave(goes_to: str, confirms: bool, **more: object) -> Response:
    settings = _settings()
    from backend.oidc import provider  # as in `back`

    begun = provider.begin(settings, _our_address(), **more)
    run_tx(lambda tx: pending.keep(tx, begun, goes_to, confirms))
    session[BEGUN] = [*session.get(BEGUN, []), begun["state"]][-MOST:]
    return redirect(begun["url"])


def _begun() -> OidcSignIn:
    """What this browser began and nobody has come back from. Raises Problem."""
    state, waits_for = request.args.get("state", ""), session.get(BEGUN, [])
    session[BEGUN] = [one for one in waits_for if one != state]
    found = run_tx(lambda tx: pending.use_up(tx, state)) if state in waits_for else None
    if found is None:
        raise Problem(gettext("This sign-in is not valid any more."), gettext("Start the sign-in again."))
    return found


def _enter(account: Account, given_at: datetime | None, begun: OidcSignIn) -> Response:
    """For the extension it signs in to one's own page only, as an invitation does."""
    entered = run_tx(lambda tx: service.enter(tx, account, languages.choose()))
    is_page = not begun.goes_to.startswith(CONNECT)
    browser_session.begin(entered.person, is_page, given_at or now() - sessions.FRESH)
    if entered.stays_admin:
        role = ROLE_NAMES[str(account.role)]
        flash(
            gettext(
                "Your account gives you the role %(role)s. You stay admin, since there is no other one.",
                role=role,
            )
        )
    return redirect(begun.goes_to or url_for("sign_in.home"))


def _confirm(account: Account, given_at: datetime | None, begun: OidcSignIn) -> Response:
    visitor = auth.visitor()
    mine = visitor and service.account_of(db.session, visitor.id, account.issuer)
    if not mine or mine.subject != account.subject:
        raise NotAllowed(gettext("This was another account than yours."), gettext("Start the sign-in again."))
    if given_at is None or now() - given_at > sessions.FRESH:
        raise NotAllowed(
            gettext("The sign-in service did not say that you signed in just now."),
            gettext("Ask an admin for a code, and set a password with it."),
        )
    here = auth.page_session()
    run_tx(lambda tx: sessions.refresh(tx, here))
    return redirect(begun.goes_to)


def _moment(auth_time: object) -> datetime | None:
    """When they last gave their password over there, if that is a time in seconds; never later than now."""
    latest = now().timestamp() + claims.LEEWAY
    if isinstance(auth_time, bool) or not isinstance(auth_time, int | float) or not 0 <= auth_time <= latest:
        return None
    return min(datetime.fromtimestamp(auth_time, UTC), now())


def _organisation() -> str:
    is_on = _config().oidc and not _config().demo
    return installed.installation(db.session).organisation if is_on else ""


def _has_account() -> bool:
    settings, visitor = _config().oidc, auth.visitor()
    return bool(settings and visitor and service.account_of(db.session, visitor.id, settings.issuer))


def _settings() -> Oidc:
    found = _config().oidc
    if found is None:
        raise NotFound(gettext("Nobody signs in with an account of the organisation here."))
    return found


def _our_address() -> str:
    return f"{_config().public_url}{url_for('oidc.back')}"


def _config() -> Config:
    found: Config = current_app.config["PLAINSPOKEN"]
    return found
