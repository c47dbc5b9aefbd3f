"""Signed in on the pages, in this browser: begun, ended, and the password asked once more."""

from contextlib import AbstractContextManager
from datetime import datetime

from flask import Flask, current_app, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from backend.addresses.origin_address import origin_address
from backend.db import run_tx
from backend.people.models import Person
from backend.sign_in import passwords, sessions, tries
from backend.sign_in.tries import Limit

TOKEN = "token"  # noqa: S105 - the name of the cookie session's only field of ours


class NotFresh(Exception):
    """The view asks for the password again."""


def register(app: Flask) -> None:
    """Ask for the password wherever a view wants it."""
    app.register_error_handler(NotFresh, _ask_password)


def require_fresh() -> None:
    """Go on only with a password given within ten minutes, or given with this very form."""
    if sessions.is_fresh(g.web_session):
        return
    typed = request.form.get("password_again")
    if typed is None:
        raise NotFresh
    try:
        with one_try(tries.of_browser(str(g.web_session.id))):
            passwords.check(g.web_session.person, typed)
    except passwords.Wrong:
        raise NotFresh from None
    run_tx(lambda tx: sessions.refresh(tx, g.web_session.id))


def gave_password() -> bool:
    """Did the visitor of this page sign in with a password, or with the organisation's account?"""
    return g.web_session.password_at is not None


def one_try(*more: Limit) -> AbstractContextManager[None]:
    """Around checking a code or password: counts wrong ones by address, and by `more`. Raises TooMany."""
    by_address = tries.of_address(origin_address())
    return tries.one_try(current_app.config["SECRET_KEY"], by_address, *more)


def begin(person: Person, with_password: bool, given_at: datetime | None = None) -> None:
    """Sign `person` in on this browser, with a new cookie (nothing of an older one stays, here or there)."""
    old = session.get(TOKEN, "")
    session.clear()
    session[TOKEN] = run_tx(lambda tx: sessions.begin(tx, person.id, with_password, old, given_at))


def end() -> None:
    """Sign out on this browser."""
    token = session.get(TOKEN, "")
    run_tx(lambda tx: sessions.end(tx, token))
    session.clear()


def leave() -> Response:
    """To the sign-in page; what was typed in this browser and not saved is there for nobody else."""
    answer = redirect(url_for("sign_in.show"))
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


def _ask_password(_error: NotFresh) -> tuple[str, int]:
    """The form that was sent, once more, hidden, with a field for the password."""
    ours = ("csrf_token", "password_again", "takes_time")
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in ours]
    wrong = "password_again" in request.form
    return render_template("password_again.html", kept=kept, wrong=wrong), 403
