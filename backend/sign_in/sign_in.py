"""The doors of the admin site: signing in, joining with an invitation, signing out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.people import service
from backend.people.models import Person
from backend.sign_in import browser_session, familiar, invitations, passwords
from backend.sign_in.forms import JoinForm, SignInForm
from backend.sign_in.places import inside

BEGINS_AT = {
    "employee": "my_overview",
    "council": "settings_admin",
    "curator": "content_admin",
    "admin": "strategy_admin",
}
blueprint = Blueprint("sign_in", __name__, template_folder="templates")


@blueprint.get("/")
def root() -> Response:
    return redirect(url_for("sign_in.home"))


@blueprint.get("/admin/")
@auth.page_needs("employee")
def home() -> Response:
    """Where a person's day begins."""
    return redirect(url_for(f"{BEGINS_AT[auth.me().role]}.index"))


@blueprint.get("/admin/sign-in")
def show() -> str:
    return render_template("sign_in/sign_in.html", form=SignInForm())


@blueprint.post("/admin/sign-in")
def send() -> Response | tuple[str, int]:
    form = SignInForm()
    person = _known(form) if form.validate() else None
    if person is None:
        return render_template("sign_in/sign_in.html", form=form), 422
    _enter(person)
    return redirect(inside(request.args.get("next", "")) or url_for("sign_in.home"))


@blueprint.get("/admin/join")
def join() -> str:
    return render_template("sign_in/join.html", form=JoinForm())


@blueprint.post("/admin/join")
def send_join() -> Response | tuple[str, int]:
    form = JoinForm()
    person = _joined(form) if form.validate() else None
    if person is None:
        return render_template("sign_in/join.html", form=form), 422
    _enter(person)
    return redirect(url_for("sign_in.home"))


@blueprint.post("/admin/sign-out")
@auth.page_needs("employee")
def out() -> Response:
    browser_session.end()
    return browser_session.leave()


def _enter(person: Person) -> None:
    familiar.remember(person.email)
    browser_session.begin(person, with_password=True)


def _known(form: SignInForm) -> Person | None:
    email = form.email.data or ""
    stranger_or_not = service.find_by_email(db.session, email)
    try:
        with browser_session.one_try(familiar.limit(email)):
            return passwords.check(stranger_or_not, form.password.data or "")
    except passwords.Wrong:
        form.password.errors = [gettext("The e-mail address or the password is not right.")]
        return None


def _joined(form: JoinForm) -> Person | None:
    try:
        with browser_session.one_try():
            password_hash = passwords.make_hash(form.password.data or "")
            return run_tx(lambda tx: invitations.join(tx, form.code.data or "", password_hash))
    except invitations.WrongCode:
        form.code.errors = [gettext("This code is unknown, used or expired. Ask for a new one.")]
        return None
