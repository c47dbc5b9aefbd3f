"""The organisation's sign-in service: what it is asked, and what of its answer is trusted.

The protocol is Authlib's: PKCE, nonce, the exchange of the code, keys and claims of the id token. Here stands
what Authlib leaves open: which service, over which connections, signed how, meant for whom.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask_babel import gettext
from joserfc.errors import JoseError
from requests import ConnectionError as NoConnection, RequestException, Timeout

from backend.config import Oidc
from backend.errors import Problem
from backend.oidc import claims, discovery
from backend.oidc.words import short

SECONDS = 10  # how long it may take to answer
LONGEST_SUBJECT = 255  # as the standard has it
# what a service may bring about that answers otherwise than it should
ODD = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
BROKEN = (AuthlibBaseError, JoseError, RequestException, *ODD)
Claims = dict[str, Any]
log = structlog.get_logger()


class NoAnswer(Problem):
    """The service cannot be reached."""

    status, title = 502, "No answer"


class NotTrusted(Problem):
    """What came back does not prove who somebody is; why, only the log says."""


class _Session(OAuth2Session):  # type: ignore[misc]
    """Follows nobody elsewhere, and does not wait for ever."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "default_timeout": SECONDS})
        self.max_redirects = 0
        self.register_client_auth_method(("client_secret_basic", _name_us))


def _name_us(client: OAuth2Session, _method: str, uri: str, headers: dict[str, str], body: str) -> Any:
    """Encoded as RFC 6749, 2.3.1 has it, which Authlib leaves out: services decode a % or +."""
    name, secret = quote(client.client_id, safe=""), quote(client.client_secret, safe="")
    headers["Authorization"] = f"Basic {b64encode(f'{name}:{secret}'.encode()).decode()}"
    return uri, headers, body


class _Client(FlaskOAuth2App):  # type: ignore[misc]
    client_cls = _Session


def begin(settings: Oidc, redirect_uri: str, **more: Any) -> dict[str, str]:
    """Where the browser goes: {url, state, nonce, code_verifier}. Raises NoAnswer and NotUsable."""
    client = _reached(settings)
    return dict(client.create_authorization_url(redirect_uri, **more))


def finish(settings: Oidc, redirect_uri: str, code: str, verifier: str, nonce: str) -> Claims:
    """Whom the service has let in, as its claims say. Raises NoAnswer, NotUsable and NotTrusted."""
    client = _reached(settings)
    try:
        token = client.fetch_access_token(redirect_uri, code=code, code_verifier=verifier)
        proved = client.parse_id_token(token, nonce, _ours(settings), leeway=claims.LEEWAY)
        if not proved or not 0 < len(str(proved["sub"])) <= LONGEST_SUBJECT:
            raise ValueError("no id token, or of nobody")
        return _with_userinfo(client, token, proved)
    except (NoConnection, Timeout) as problem:
        raise _no_answer(problem) from None
    except BROKEN as problem:
        client.server_metadata.pop("jwks", None)  # it may have kept what holds no key
        word = short(getattr(problem, "error", None)) + short(getattr(problem, "claim", None), " ")
        log.warning(f"sign-in not trusted{word}", error=problem)
        raise NotTrusted(
            gettext("The sign-in service did not confirm who you are."),
            gettext(
                "Start the sign-in again. If it stays so, tell those who look after Plainspoken: "
                "its log says what is wrong."
            ),
        ) from None


def _ours(settings: Oidc) -> dict[str, Any]:
    """Authlib itself asks for neither of them."""
    return {
        "iss": {"essential": True, "value": settings.issuer},
        "aud": {"essential": True, "value": settings.client_id},
    }


def _with_userinfo(client: _Client, token: Mapping[str, Any], proved: Mapping[str, Any]) -> Claims:
    """Many services tell name, address and groups only when asked for them."""
    if "userinfo_endpoint" not in client.server_metadata:
        return dict(proved)
    told = client.userinfo(token=token)
    if told.get("sub") != proved["sub"]:
        raise ValueError("userinfo of somebody else")
    if "email" in proved:  # whether it was checked is said of it alone
        told.pop("email_verified", None)
    return {**told, **proved}


def forget() -> None:
    """What services have said of themselves (tests: another is soon behind the same port)."""
    _client.cache_clear()


def _reached(settings: Oidc) -> _Client:
    try:
        return _client(settings)
    except RequestException as problem:
        raise _no_answer(problem) from None


def _no_answer(problem: RequestException) -> NoAnswer:
    log.error("no sign-in service", error=problem)
    return NoAnswer(
        gettext("The sign-in service of your organisation does not answer."),
        gettext("Try again in a moment, or sign in with a code or password."),
    )


@cache  # only what has worked is kept
def _client(settings: Oidc) -> _Client:
    with _Session() as session:
        found = discovery.read(settings.issuer, session)
    return _Client(
        None,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": found[discovery.SECRET][0],
        },
        **found,
    )
