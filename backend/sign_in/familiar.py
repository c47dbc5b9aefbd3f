"""Browsers in which a person signed in with their password before: they are not held up by what others guess.

Without them, whoever knows an address could keep its owner out by guessing on (docs/decisions/0027).
"""

import hashlib
import secrets

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from backend.people import service
from backend.sign_in import tries
from backend.sign_in.tries import Limit

LIFE = 180 * 24 * 3600  # seconds


def remember(email: str) -> None:
    """This browser is one of this person's from now on, with the answer to this request."""
    value = _serializer().dumps([_digest(email), secrets.token_urlsafe(12)])

    @after_this_request
    def keep(answer: Response) -> Response:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(_cookie(), value, LIFE, secure=secure, httponly=True, samesite="Lax")
        return answer


def limit(email: str) -> Limit:
    """What a wrong password for `email` counts against: this browser if it is theirs, else the account."""
    try:
        whose, browser = _serializer().loads(request.cookies.get(_cookie(), ""), max_age=LIFE)
    except BadData:
        whose = browser = ""
    return tries.of_browser(browser) if whose == _digest(email) else tries.of_account(_normal(email))


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-browser"


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="familiar browser")


def _normal(email: str) -> str:
    return service.normal_email(email)


def _digest(email: str) -> str:
    secret = current_app.config["SECRET_KEY"]
    return hashlib.sha256(f"{secret}\n{_normal(email)}".encode()).hexdigest()
