"""What the claims of an account say about a person, in our words. Pure: no database, no network."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.config import Oidc
from backend.people.models import EMAIL, LANGUAGES, LONGEST_EMAIL, LONGEST_NAME, ROLES
from backend.people.service import normal_email

LEEWAY = 60  # seconds that the service's clock may differ from ours


@dataclass(frozen=True)
class Account:
    """`email`: only where the service stands for it. `role`, `groups`: None where it has no say in them."""

    issuer: str
    subject: str
    email: str
    name: str
    language: str
    role: str | None
    groups: tuple[str, ...] | None


def read(settings: Oidc, claims: Mapping[str, Any]) -> Account:
    """The account that they are of."""
    email = _email(settings, claims)
    return Account(
        settings.issuer,
        str(claims["sub"]),
        email,
        _name(claims) or email.partition("@")[0][:LONGEST_NAME],
        _language(claims),
        _role(settings, claims) if settings.roles_claim else None,
        tuple(_values(claims, settings.groups_claim)) if settings.groups_claim else None,
    )


def _email(settings: Oidc, claims: Mapping[str, Any]) -> str:
    checked = claims.get("email_verified") is True or (
        settings.trusts_email and "email_verified" not in claims
    )
    told = claims.get("email")
    email = normal_email(told) if isinstance(told, str) else ""
    is_address = re.match(EMAIL, email) and email.isprintable() and len(email) <= LONGEST_EMAIL
    return email if checked and is_address else ""


def _name(claims: Mapping[str, Any]) -> str:
    parts = (claims.get("given_name"), claims.get("family_name"))
    name = str(claims.get("name") or " ".join(str(part) for part in parts if part))
    return "".join(sign for sign in name if sign.isprintable()).strip()[:LONGEST_NAME]


def _language(claims: Mapping[str, Any]) -> str:
    language = str(claims.get("locale") or "")[:2].lower()
    return language if language in LANGUAGES else ""


def _role(settings: Oidc, claims: Mapping[str, Any]) -> str:
    """The one that may do most."""
    known = dict(settings.roles)
    given = [known[value] for value in _values(claims, settings.roles_claim) if value in known]
    return max(given, key=ROLES.index, default=ROLES[0])


def _values(claims: Mapping[str, Any], path: str) -> list[str]:
    """A claim may be one text or several, and lie in an object: "realm_access.roles"."""
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for part in path.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
