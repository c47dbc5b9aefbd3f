"""What a deployment may set, read from the environment. Nothing here has an unsafe default."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from backend import config_names
from backend.addresses import mail_address, networks
from backend.addresses.web_address import LOOPBACK, as_browsers_say, is_safe_address, is_safe_origin, shown
from backend.config_error import ConfigError as ConfigError
from backend.db import database_url
from backend.people.models import ROLES

EXTENSION_ID = "ppdadhlambgfaojfbdajbdcicmocfglp"  # follows from the `key` in extension/manifest.json
SHORTEST_SECRET = 32
OIDC_ISSUER = "PLAINSPOKEN_OIDC_ISSUER"


@dataclass(frozen=True)
class Oidc:
    """The organisation's own sign-in service (OpenID Connect).

    `issuer`: its https address (http only on loopback), as its own document names it.
    `roles_claim`: where its tokens hold what `roles` (value, our role) understands, with dots into objects;
    `groups_claim`: where they hold names of our groups. Without them roles and groups stay as set here.
    `trusts_email`: it names no address that it has not checked, though it does not say so.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    roles_claim: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    groups_claim: str = ""
    trusts_email: bool = False

    def __post_init__(self) -> None:
        if not is_safe_address(self.issuer) or urlsplit(self.issuer).query:
            raise ConfigError(
                "PLAINSPOKEN_OIDC_ISSUER must be the https address of your sign-in service (http only on "
                f"loopback), such as https://login.example.com/realms/acme, not {shown(self.issuer)}."
            )
        if not self.client_id or not self.client_secret:
            raise ConfigError(
                "With PLAINSPOKEN_OIDC_ISSUER go PLAINSPOKEN_OIDC_CLIENT_ID and "
                "PLAINSPOKEN_OIDC_CLIENT_SECRET: your sign-in service gives them to you."
            )
        if bool(self.roles) != bool(self.roles_claim) or {role for _, role in self.roles} - set(ROLES):
            raise ConfigError(
                "PLAINSPOKEN_OIDC_ROLES_CLAIM and PLAINSPOKEN_OIDC_ROLES go together; the second looks like "
                f"“Advocacy admins=admin; Advocacy editors=curator”. Roles are {', '.join(ROLES)}."
            )


@dataclass(frozen=True)
class Config:
    """Settings of one server.

    `public_url`: https origin that browsers reach (http only on loopback), without a slash at the end.
    `secret`: keys the session cookie, CSRF tokens and the digests of addresses.
    `proxies`: how many reverse proxies stand before the server and name the caller in X-Forwarded-For.
    `metrics_token`: what Prometheus must send for /metrics; without it only this machine may read them.
    `mail`: where letters go: smtp://, smtps://, or file:// for a folder; without it there are none.
    `mail_from`: whom they come from.
    `oidc`: where people may sign in with their organisation's account; None: nowhere.
    `data_centres`: networks from which no click is a reader's.
    `demo`: anyone may sign in as one of the sample people.
    `fetch_loopback`: imports may read from this machine; for tests, no setting of the environment.
    """

    secret: str = field(repr=False)
    database_url: str = field(repr=False)
    public_url: str
    extension_ids: tuple[str, ...] = (EXTENSION_ID,)
    proxies: int = 0
    metrics_token: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    mail_from: str = ""
    oidc: Oidc | None = None
    data_centres: networks.Networks = networks.NOWHERE
    demo: bool = False
    fetch_loopback: bool = False

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ConfigError(
                f"PLAINSPOKEN_SECRET must have at least {SHORTEST_SECRET} characters. Make one with: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
        if not is_safe_origin(self.public_url):
            raise ConfigError(
                "PLAINSPOKEN_URL must be an https address without a path (http only on loopback), "
                f"such as https://plainspoken.example.com, not {shown(self.public_url)}."
            )
        mail_address.check(self.mail, self.mail_from)
        if self.demo and urlsplit(self.public_url).hostname not in LOOPBACK:
            raise ConfigError("The demo lets anyone in and therefore runs on loopback only.")


def from_environment(env: Mapping[str, str] = os.environ) -> Config:
    """The configuration in `env`; raises ConfigError with the way out."""
    config_names.check(env)
    if "PLAINSPOKEN_SECRET" not in env:
        raise ConfigError(
            "PLAINSPOKEN_SECRET is not set, and there is no default. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))' and keep it out of git."
        )
    public_url = as_browsers_say(env.get("PLAINSPOKEN_URL", "http://127.0.0.1:5005"))
    if public_url.startswith("https://") and "PLAINSPOKEN_PROXIES" not in env:
        raise ConfigError(
            "PLAINSPOKEN_PROXIES is not set. With an https address, say how many reverse proxies stand "
            "before the server: usually 1, the one that does TLS. Wrongly 0, all callers share one address "
            "and lock each other out; too many, and a caller can pretend to be another."
        )
    return Config(
        secret=env["PLAINSPOKEN_SECRET"],
        database_url=database_url.normalise(env.get("DATABASE_URL", database_url.default())),
        public_url=public_url,
        extension_ids=_extension_ids(env.get("PLAINSPOKEN_EXTENSION_IDS", "")),
        proxies=_whole_number("PLAINSPOKEN_PROXIES", env.get("PLAINSPOKEN_PROXIES", "0")),
        mail=env.get("PLAINSPOKEN_MAIL", ""),
        mail_from=env.get("PLAINSPOKEN_MAIL_FROM", ""),
        metrics_token=env.get("PLAINSPOKEN_METRICS_TOKEN", ""),
        oidc=_oidc(env),
        data_centres=_data_centres(env.get("PLAINSPOKEN_DATA_CENTRES", "")),
    )


def _oidc(env: Mapping[str, str]) -> Oidc | None:
    if not env.get(OIDC_ISSUER):
        ours = OIDC_ISSUER.removesuffix("ISSUER")
        if half := sorted(name for name, value in env.items() if name.startswith(ours) and value):
            raise ConfigError(f"{half[0]} is set without {OIDC_ISSUER}. Set both, or neither.")
        return None
    pairs = [
        pair.rpartition("=") for pair in env.get("PLAINSPOKEN_OIDC_ROLES", "").split(";") if pair.strip()
    ]
    return Oidc(
        issuer=env["PLAINSPOKEN_OIDC_ISSUER"],
        client_id=env.get("PLAINSPOKEN_OIDC_CLIENT_ID", ""),
        client_secret=env.get("PLAINSPOKEN_OIDC_CLIENT_SECRET", ""),
        roles_claim=env.get("PLAINSPOKEN_OIDC_ROLES_CLAIM", ""),
        roles=tuple((value.strip(), role.strip()) for value, _, role in pairs),
        groups_claim=env.get("PLAINSPOKEN_OIDC_GROUPS_CLAIM", ""),
        trusts_email=_switch("PLAINSPOKEN_OIDC_TRUSTS_EMAIL", env),
    )


def _data_centres(path: str) -> networks.Networks:
    try:
        return networks.read(Path(path)) if path else networks.NOWHERE
    except (OSError, ValueError) as fault:
        raise ConfigError(
            f"PLAINSPOKEN_DATA_CENTRES names {path}, a file with a network a line: {fault}"
        ) from None


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise ConfigError(f"{name} must be a whole number such as 1, not {text!r}.")
    return int(text)


def _switch(name: str, env: Mapping[str, str]) -> bool:
    text = env.get(name, "")
    if text not in ("", "0", "1"):
        raise ConfigError(f"{name} must be 1 (yes) or 0 (no), not {text!r}.")
    return text == "1"


def _extension_ids(text: str) -> tuple[str, ...]:
    """With spaces between; Firefox has ids of its own for each browser, which are always let in."""
    found = tuple(text.split()) or (EXTENSION_ID,)
    if wrong := [name for name in found if not re.fullmatch("[a-p]{32}", name)]:
        raise ConfigError(
            "PLAINSPOKEN_EXTENSION_IDS must be ids of 32 letters from a to p with spaces between, as "
            f"chrome://extensions shows them, not {wrong[0]!r}."
        )
    return found
