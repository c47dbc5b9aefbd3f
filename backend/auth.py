"""Who may call. Every view says it with `needs` (API, bearer token) or `page_needs` (pages, session).

A view that says nothing and is not in PUBLIC answers nobody (guard.py).
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, g, request, session
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from backend.db import db, run_tx
from backend.people.models import COUNCIL, LADDER, Person
from backend.sign_in import browser_session, sessions
from backend.sign_in.devices import Caller, Columns
from backend.sign_in.models import WebSession

View = TypeVar("View", bound=Callable[..., Any])

# The doors without a lock. Everything else has `needs` or `page_needs`.
PUBLIC = frozenset(
    {
        "static",
        "api-docs.openapi_json",
        "connect.show",
        "connect.send",
        "connect_api.token",
        "sign_in.root",
        "sign_in.show",
        "sign_in.send",
        "sign_in.join",
        "sign_in.send_join",
        "health.healthz",
        "health.metrics",  # loopback, or its own token
        "oidc.start",
        "oidc.back",
        "me.enter",  # /me/enter/<code>, from the popup
        "redirect.follow",  # /r/<code>
        "unsubscribe.show",  # /unsubscribe/<token>, from a mail
        "unsubscribe.send",
        "wall.show",  # /wall/<code>, for a screen nobody signs in at
    }
)


def needs(
    role: str, along: Columns = (), asked: Callable[[], dict[str, Any]] = dict
) -> Callable[[View], View]:
    """An API view for people with at least `role`, known by their device token. Cookies are ignored.

    `along`: what the view wants to know first; it costs no query more and is in `found_along`. `asked`: from
    the request, what its columns are bound to.
    """
    return _mark(api_role=_known(role), along=along, asked=asked)


def page_needs(role: str, reader: str = "") -> Callable[[View], View]:
    """A page for people with at least `role`, known by their session; others are led to sign in.

    `reader`: COUNCIL where the works council reads along. Such a page changes nothing (docs/rights.txt).
    """
    if reader not in ("", COUNCIL):
        raise ValueError(f"{reader!r} reads along nowhere; only {COUNCIL} does")
    return _mark(page_role=_known(role), reader=reader)


def fresh(view: View) -> View:
    """A page that asks for the password again when it was given longer than ten minutes ago."""
    return _mark(asks_password=True)(view)


def me() -> Caller | Person:
    """Who calls: from a device, or on a page."""
    found = caller()
    if found is None:
        raise RuntimeError("this view has no `needs` and knows nobody")
    return found


def caller() -> Caller | Person | None:
    """Who calls, where strangers may too."""
    found: Caller | Person | None = g.get("caller")
    return found


def visitor() -> Person | None:
    """Who is signed in on a page that is open to strangers too."""
    web_session: WebSession | None = g.get("web_session")
    return web_session.person if web_session else None


def device() -> uuid.UUID:
    """The device that calls an API view."""
    found: Caller = g.caller
    return found.device


def reader() -> Caller | Person | None:
    """Who calls, also where a request was refused before the guard asked: they read why in their language."""
    if "asked_who" not in g:
        with suppress(SQLAlchemyError):  # what failed may have been the database
            know_visitor()
    return caller()


def found_along() -> tuple[Any, ...]:
    """What the view's `along` asks for, in its order."""
    found: tuple[Any, ...] = g.found_along
    return found


def page_session() -> uuid.UUID:
    """The session in which a page is called."""
    found: WebSession = g.web_session
    return found.id


def may(role: str) -> bool:
    """Has the visitor at least `role`?"""
    web_session: WebSession | None = g.get("web_session")
    return web_session is not None and reaches(web_session, role)


def may_open(address: str, method: str = "GET") -> bool:
    """Is the visitor let in at this address of ours (?page=2: of this page)? Others are not drawn."""
    if may(LADDER[-1]):  # everywhere; to look it up for each row of a list takes its time
        return True
    ours = current_app.url_map.bind_to_environ(request.environ)
    try:
        endpoint, _values = ours.match(unquote(urlsplit(address).path) or request.path, method)
    except HTTPException:
        return False
    doors, web_session = doors_of(current_app, endpoint), g.get("web_session")
    return endpoint in PUBLIC or (web_session is not None and is_let_in(web_session, doors))


def reads_along() -> bool:
    """Does the visitor see this page only as a reader? Then it draws its fields as text."""
    return bool(g.get("reads_along"))


def doors_of(app: Flask, endpoint: str) -> dict[str, Any]:
    """What the view of `endpoint` asks of its callers."""
    return getattr(app.view_functions[endpoint], "doors", {})


def _known(role: str) -> str:
    if role not in LADDER:
        raise ValueError(f"{role!r} is no step of the ladder; there are {', '.join(LADDER)}")
    return role


def _mark(**door: Any) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.doors = getattr(view, "doors", {}) | door  # type: ignore[attr-defined]
        return view

    return mark


def know_visitor() -> None:
    """Look up whose session this page is called in."""
    g.asked_who = True
    if request.path.startswith(("/api/", "/static/")) or browser_session.TOKEN not in session:
        return
    found = sessions.find(db.session, session[browser_session.TOKEN])
    if found is not None:
        g.web_session, g.caller = found, found.person
        if sessions.must_slide(found):
            run_tx(lambda tx: sessions.slide(tx, found.id))


def is_let_in(web_session: WebSession, doors: dict[str, Any]) -> bool:
    """Does the page open in this session, be it only to be read?"""
    return reaches(web_session, doors["page_role"]) or _role(web_session) == doors["reader"]


def reaches(web_session: WebSession, role: str) -> bool:
    """Has whoever is signed in here at least `role`?"""
    return step(_role(web_session)) >= LADDER.index(role)


def _role(web_session: WebSession) -> str:
    """By the way they came in: without a password they are an employee."""
    return web_session.person.role if web_session.password_at else "employee"


def step(role: str) -> int:
    """Where a role stands on the ladder, from 0; the council may what an employee may."""
    return 0 if role == COUNCIL else LADDER.index(role)
