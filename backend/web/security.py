"""What every answer and every form must have: headers, CSRF, the check of the origin, CORS."""

import secrets
from functools import lru_cache

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext
from flask_cors import CORS
from flask_wtf import CSRFProtect
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.config import Config
from backend.errors import NotFound, Problem

MEGABYTE = 1024 * 1024
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: browsers would then send `Origin: null` with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# views that take more than the usual megabyte
LARGE = {"item_admin.send_picture": 5 * MEGABYTE, "arrivals_admin.send": 5 * MEGABYTE}
FILE = "file"  # what every field that takes one is called
# typed there and kept nowhere: the page of an error has it to copy (templates/error.html)
GIVEN_BACK = {"my_share.send": "text"}
# sent by mail programs too (RFC 8058), which have no page of ours; the token in the address says whose it is
WITHOUT_PAGE = ("unsubscribe.send",)
NUL = "\0"  # PostgreSQL keeps it in no text
API_CSP = "default-src 'none'; frame-ancestors 'none'"


csrf = CSRFProtect()


class Sessions(SecureCookieSessionInterface):
    """Flask's, whose signer is made once and not for each request."""

    get_signing_serializer = lru_cache(1)(SecureCookieSessionInterface.get_signing_serializer)


def register(app: Flask, config: Config) -> None:
    """Wire it all to `app`."""
    https = config.public_url.startswith("https://")
    app.config.update(
        MAX_CONTENT_LENGTH=MEGABYTE,
        SESSION_COOKIE_NAME="__Host-plainspoken" if https else "plainspoken",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,  # _check_form does, for all but the API
        WTF_CSRF_SSL_STRICT=False,  # we compare the Origin ourselves, with the address that browsers see
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )
    app.session_interface = Sessions()
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies)  # type: ignore[method-assign]
    csrf.init_app(app)
    app.before_request(_check_address)
    app.before_request(lambda: _check_form(config.public_url))
    app.after_request(lambda answer: _add_headers(answer, https))
    app.jinja_env.globals["nonce"] = nonce
    _allow_extensions(app, config)


def nonce() -> str:
    """What a script of ours on this page must carry."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def let_forms_lead_to(origin: str) -> None:
    """Browsers hold redirects after a form of this page against its `form-action`: name where it ends."""
    g.form_target = origin


def _check_address() -> None:
    if NUL in request.path:
        raise NotFound("There is nothing at this address.")


def _check_form(public_url: str) -> None:
    """Forms come from our own pages, with their token. The API looks at no cookie, so it needs neither."""
    if request.endpoint is None or request.method in SAFE_METHODS or request.path.startswith("/api/"):
        return
    if request.endpoint in WITHOUT_PAGE:
        return
    request.max_content_length = LARGE.get(request.endpoint, MEGABYTE)
    if request.headers.get("Origin", public_url) != public_url:
        hint = gettext("Open %(address)s and try again.", address=public_url)
        raise Problem("This form was sent from another address.", hint)
    # copied along, for nobody types it
    request.form = ImmutableMultiDict(
        (name, text.replace(NUL, "")) for name, text in request.form.items(multi=True)
    )
    g.typed = request.form.get(GIVEN_BACK.get(request.endpoint, ""))
    csrf.protect()
    if set(request.files) - {FILE}:
        raise Problem("A file came where text belongs.")


def _add_headers(answer: Response, https: bool) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers["Content-Security-Policy"] = API_CSP if request.path.startswith("/api/") else _page_csp()
    if not request.path.startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-store")
    if https:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    return answer


def _page_csp() -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",  # Pico draws its marks as data: images
            "connect-src 'self'",
            f"form-action 'self' {g.get('form_target', '')}".strip(),
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _allow_extensions(app: Flask, config: Config) -> None:
    """CORS for our extensions only, without credentials: the API takes bearer tokens and ignores cookies."""
    origins = [f"chrome-extension://{id}" for id in config.extension_ids]
    CORS(
        app,
        resources={r"/api/*": {"origins": [*origins, r"^moz-extension://[0-9a-f-]{36}$"]}},
        allow_headers=["Authorization", "Content-Type", "If-None-Match", "Idempotency-Key"],
        expose_headers=["ETag", "Retry-After"],
        always_send=False,
        max_age=86400,
    )
