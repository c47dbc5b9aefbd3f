"""What a sign-in service says of itself (OpenID Connect Discovery), checked field by field."""

from typing import TYPE_CHECKING, Any

import structlog
from flask_babel import gettext, lazy_gettext as _

from backend.addresses.web_address import is_safe_address
from backend.errors import Problem

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

PATH = ".well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ADDRESSES = (*NEEDED, "userinfo_endpoint")
SIGNING, SECRET = "id_token_signing_alg_values_supported", "token_endpoint_auth_methods_supported"
LISTS = {
    # it signs with a key of its own; what could be signed with a secret that others know is no proof
    SIGNING: (
        *(f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)),
        "EdDSA",
        "Ed25519",
    ),
    SECRET: ("client_secret_basic", "client_secret_post"),
}
Document = dict[str, Any]
log = structlog.get_logger()


class NotUsable(Problem):
    """The service describes itself as one that nobody can sign in with."""

    status, title = 502, "Not usable"


def read(issuer: str, session: "OAuth2Session") -> Document:
    """The fields that we use; lists hold only what we can do. Raises NotUsable and RequestException."""
    answer = session.get(f"{issuer.rstrip('/')}/{PATH}", withhold_token=True)
    answer.raise_for_status()
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _not_usable("openid-configuration", _("a JSON object"))
    return _checked(found, issuer)


def _checked(found: Document, issuer: str) -> Document:
    if (named := found.get("issuer")) != issuer:
        raise _another(issuer, str(named)) if _is_safe(named) else _not_usable("issuer", issuer)
    told = {name: found.get(name) for name in ADDRESSES if found.get(name) is not None or name in NEEDED}
    for name, address in told.items():
        if not _is_safe(address):
            raise _not_usable(name, _("an https address"))
    for name, ours in LISTS.items():
        told[name] = _common(found.get(name), ours)
        if not told[name]:
            raise _not_usable(name, _("a list with one of %(these)s", these=", ".join(ours)))
    return {"issuer": issuer, **told}


def _is_safe(address: object) -> bool:
    return isinstance(address, str) and is_safe_address(address)


def _common(told: object, ours: tuple[str, ...]) -> list[str]:
    """What both know; a service that says nothing leaves it to us."""
    return [one for one in ours if told is None or (isinstance(told, list) and one in told)]


def _another(issuer: str, named: str) -> NotUsable:
    """A slash at the end is enough."""
    log.error("sign-in service: issuer is not PLAINSPOKEN_OIDC_ISSUER")
    return NotUsable(
        gettext(
            "The sign-in service of your organisation calls itself %(named)s, but PLAINSPOKEN_OIDC_ISSUER "
            "says %(issuer)s.",
            named=named,
            issuer=issuer,
        ),
        _way_out(),
    )


def _way_out() -> str:
    return str(gettext("Sign in with a code or password, and tell those who look after the sign-in service."))


def _not_usable(field: str, allowed: object) -> NotUsable:
    log.error(f"sign-in service: {field} is not usable")
    return NotUsable(
        gettext(
            "The sign-in service of your organisation describes itself in a way that cannot be used: "
            "“%(field)s” should be %(allowed)s.",
            field=field,
            allowed=allowed,
        ),
        _way_out(),
    )
