"""Before every request: who calls, and may they? What a view asks of its callers it says with auth.py."""

from typing import Any

from flask import Flask, current_app, flash, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import run_tx
from backend.errors import NotAllowed, NotSignedIn
from backend.people.models import LADDER
from backend.sign_in import browser_session, devices
from backend.sign_in.models import WebSession


def register(app: Flask) -> None:
    """Put the guard there, and tell the templates what the visitor may."""
    app.before_request(_guard)
    told = (auth.visitor, auth.may, auth.may_open, auth.reads_along)
    app.jinja_env.globals.update({one.__name__: one for one in told})


def _guard() -> Response | None:
    if request.endpoint is None or request.method == "OPTIONS":
        return None
    doors = auth.doors_of(current_app, request.endpoint)
    if "api_role" in doors:
        _enter_api(doors)
        return None
    auth.know_visitor()
    if "page_role" in doors:
        return _enter_page(doors)
    if request.endpoint not in auth.PUBLIC:
        raise NotAllowed("This address is closed.")
    return None


def _enter_api(doors: dict[str, Any]) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    beside = doors["along"], doors["asked"]()
    found, g.found_along = devices.find(token, *beside) if scheme.lower() == "bearer" else (None, ())
    if found is None:
        raise NotSignedIn("The device token is missing, expired or revoked.")
    if auth.step(found.role) < LADDER.index(doors["api_role"]):
        raise NotAllowed(gettext("This is for people with another role."))
    if found.last_day < devices.today():
        run_tx(lambda tx: devices.slide(tx, found.device))
    g.caller = found


def _enter_page(doors: dict[str, Any]) -> Response | None:
    web_session: WebSession | None = g.get("web_session")
    role = doors["page_role"]
    if web_session is None or (role != "employee" and web_session.password_at is None):
        if request.endpoint == "sign_in.out":
            return browser_session.leave()
        if request.method == "POST":
            flash(gettext("You were signed out, so nothing was saved. Sign in and send it again."), "fault")
        return redirect(url_for("sign_in.show", next=_here()))
    if not auth.is_let_in(web_session, doors):
        raise NotAllowed(gettext("This page is for people with another role."))
    g.reads_along = not auth.reaches(web_session, role)
    if doors.get("asks_password") and request.method == "POST":
        browser_session.require_fresh()
    return None


def _here() -> str | None:
    """Where to come back to: this page, or the one at the same address that holds the form which was sent."""
    adapter = current_app.create_url_adapter(request)
    has_page = request.method == "GET" or (adapter and "GET" in adapter.allowed_methods())
    return request.full_path.rstrip("?") if has_page else None
