"""A small sign-in service of our own (OpenID Connect), on loopback: real addresses, real signatures.

It is made with Authlib's server side. A test may have it lie, in each part that a client must look at.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc import jwt
from joserfc.jwk import OKPKey, RSAKey
from werkzeug.serving import make_server

from backend.config import Oidc

CLIENT, SECRET = "plainspoken", "50%25 + ä: a secret between the two"  # the standard encodes each such sign
KEY = RSAKey.generate_key(2048, parameters={"kid": "first"})
Claims = dict[str, Any]


@dataclass
class Code(AuthorizationCodeMixin):
    """A one-time code, with what it was asked for."""

    code: str
    subject: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    auth_time: int

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.auth_time


@dataclass
class Provider:
    """`people`: by subject, what their claims say. `who`: signed in there already, so that nobody is asked.

    `forge` changes what the id token says, `sign` how it is signed; `userinfo` is told beside it.
    """

    url: str
    redirect_uri: str
    people: dict[str, Claims] = field(default_factory=dict)
    who: str = ""
    since: int = 0  # when they signed in there; 0: just now
    tells_time: bool = True
    forge: Callable[[Claims], Claims] = lambda claims: claims
    sign: Callable[[Claims], str] = lambda claims: signed(claims, KEY)
    keys: list[RSAKey | OKPKey] = field(default_factory=lambda: [KEY])
    document: Claims = field(default_factory=dict)
    userinfo: Claims = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)  # by path, in the place of what it should
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def settings(self, **more: Any) -> Oidc:
        """What our side is told of it."""
        return Oidc(self.url, CLIENT, SECRET, **more)

    def hire(self, subject: str, email: str, name: str, **claims: Any) -> None:
        """An account more, which is signed in from now on."""
        self.people[subject] = {"email": email, "email_verified": True, "name": name, **claims}
        self.who = subject

    def id_token(self, code: Code, access_token: str) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": code.subject, "iat": now, "exp": now + 300}
        claims |= {"nonce": code.nonce, **self.people[code.subject]}
        claims |= {"auth_time": code.auth_time} if self.tells_time else {}
        return self.sign(self.forge(claims))


def signed(claims: Claims, key: Any, alg: str = "RS256") -> str:
    """An id token, as it should be."""
    return jwt.encode({"alg": alg, "kid": key.kid or "first"}, claims, key, algorithms=[alg])


class Client(ClientMixin):
    """Plainspoken, as it is known there."""

    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri

    def get_client_id(self) -> str:
        return CLIENT

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


def create_app(provider: Provider) -> Flask:
    """Its pages."""
    app = Flask("oidc_provider")
    client = Client(provider.redirect_uri)
    server = AuthorizationServer(app, lambda id: client if id == CLIENT else None, lambda *_: None)
    server.register_grant(_grant(provider), [_Claims(provider), CodeChallenge(required=True)])

    @app.before_request
    def otherwise() -> Response | None:
        said = provider.says.get(request.path)
        return None if said is None else Response(said, content_type="application/json")

    @app.get("/.well-known/openid-configuration")
    def document() -> Response:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        found = {"issuer": provider.url, "userinfo_endpoint": f"{provider.url}/userinfo"}
        found |= {name: f"{provider.url}/{path}" for name, path in names.items()}
        return jsonify(
            found | {"id_token_signing_alg_values_supported": ["RS256", "none"]} | provider.document
        )

    @app.get("/jwks")
    def jwks() -> Response:
        return jsonify({"keys": [key.as_dict(private=False) for key in provider.keys]})

    @app.get("/authorize")
    def authorize() -> Any:
        who = request.args.get("who", provider.who)
        if not who:
            return _choice(provider)
        provider.asked.append(request.args.to_dict())
        return server.create_authorization_response(grant_user=who)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.get("/userinfo")
    def userinfo() -> Response:
        subject = provider.tokens[request.headers["Authorization"].removeprefix("Bearer ")]
        return jsonify({"sub": subject} | provider.userinfo)

    return app


def _choice(provider: Provider) -> str:
    """A page with a button for each account, in the place of a password."""
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in request.args.items()
    )
    buttons = "".join(
        f'<button name="who" value="{subject}">{claims["name"]}</button>'
        for subject, claims in provider.people.items()
    )
    return f"<!doctype html><title>Acme accounts</title><h1>Acme accounts</h1><form>{kept}{buttons}</form>"


class _Claims(OpenIDCode):
    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self.provider = provider

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return any(code.nonce == nonce for code in self.provider.codes.values())

    def encode_id_token(self, token: Claims, request: Any) -> str:
        code = request.authorization_code
        self.provider.tokens[token["access_token"]] = code.subject
        return self.provider.id_token(code, token["access_token"])


def _grant(provider: Provider) -> type[AuthorizationCodeGrant]:
    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, request: Any) -> None:
            asked = request.payload.data
            provider.codes[code] = Code(
                code,
                request.user,
                request.payload.redirect_uri,
                request.payload.scope,
                asked["nonce"],
                asked["code_challenge"],
                asked["code_challenge_method"],
                int(time.time()) if asked.get("prompt") == "login" else provider.since or int(time.time()),
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> str:
            return authorization_code.subject

    return Grant


@contextmanager
def serving(redirect_uri: str) -> Iterator[Provider]:
    """A provider that ends with the block."""
    provider = Provider("", redirect_uri)
    server = make_server("127.0.0.1", 0, lambda *call: app(*call), threaded=True)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    app = create_app(provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
