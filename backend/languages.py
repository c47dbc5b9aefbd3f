"""The language of the pages: the person's own, else what the browser asks for, else English."""

from flask import Flask, request
from flask_babel import Babel

from backend import auth
from backend.people.models import LANGUAGES


def register(app: Flask) -> None:
    """Let flask-babel ask us."""
    Babel(app, locale_selector=choose, default_domain="messages")
    app.jinja_env.globals["language"] = choose


def choose() -> str:
    """`en` or `de`, for this request."""
    caller = auth.caller()
    return caller.language if caller else request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
