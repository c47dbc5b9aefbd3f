"""What a deployment may set, read from the environment. Nothing here has an unsafe default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

EXTENSION_ID = "ppdadhlambgfaojfbdajbdcicmocfglp"  # follows from the `key` in extension/manifest.json
SHORTEST_SECRET = 32
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ConfigError(Exception):
    """A setting is missing or wrong; the message says how to mend it."""


@dataclass(frozen=True)
class Config:
    """Settings of one server.

    `public_url`: https origin that browsers reach (http only on loopback), without a slash at the end.
    `secret`: keys the session cookie, CSRF tokens and the digests of addresses.
    `proxies`: how many reverse proxies stand before the server and name the caller in X-Forwarded-For.
    `metrics_token`: what Prometheus must send for /metrics; without it only this machine may read them.
    `mail`: where letters go: smtp://, smtps://, or file:// for a folder; without it there are none.
    `mail_from`: whom they come from.
    `demo`: anyone may sign in as one of the sample people.
    `fetch_loopback`: imports may read from this machine; for tests, no setting of the environment.
    """

    secret: str
    database_url: str
    public_url: str
    extension_ids: tuple[str, ...] = (EXTENSION_ID,)
    proxies: int = 0
    metrics_token: str = ""
    mail: str = ""
    mail_from: str = ""
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
                f"such as https://plainspoken.example.com, not {self.public_url!r}."
            )
        _check_mail(self.mail, self.mail_from)
        if self.demo and urlsplit(self.public_url).hostname not in LOOPBACK:
            raise ConfigError("The demo lets anyone in and therefore runs on loopback only.")


def is_safe_origin(url: str) -> bool:
    """Is `url` an origin (no path), and https, or http on loopback?"""
    parts = urlsplit(url)
    if not parts.hostname or url != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _check_mail(url: str, sender: str) -> None:
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps", "file") or (parts.scheme != "file" and not parts.hostname):
        raise ConfigError(
            "PLAINSPOKEN_MAIL must look like smtp://name:password@mail.example.org:587, smtps://… or "
            "file:///var/spool/plainspoken. Write signs such as @ or / in the password as %40 or %2F."
        )
    if not sender.isprintable() or parseaddr(sender)[1].count("@") != 1:
        raise ConfigError(
            "PLAINSPOKEN_MAIL_FROM must say whom the mails come from, such as "
            f"“Acme <news@acme.example>”, not {sender!r}."
        )


def from_environment(env: Mapping[str, str] = os.environ) -> Config:
    """The configuration in `env`; raises ConfigError with the way out."""
    if "PLAINSPOKEN_SECRET" not in env:
        raise ConfigError(
            "PLAINSPOKEN_SECRET is not set, and there is no default. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))' and keep it out of git."
        )
    public_url = env.get("PLAINSPOKEN_URL", "http://127.0.0.1:5005").rstrip("/")
    if public_url.startswith("https://") and "PLAINSPOKEN_PROXIES" not in env:
        raise ConfigError(
            "PLAINSPOKEN_PROXIES is not set. With an https address, say how many reverse proxies stand "
            "before the server: usually 1, the one that does TLS. Wrongly 0, all callers share one address "
            "and lock each other out; too many, and a caller can pretend to be another."
        )
    extensions = env.get("PLAINSPOKEN_EXTENSION_IDS", EXTENSION_ID)
    return Config(
        secret=env["PLAINSPOKEN_SECRET"],
        database_url=normalise_database_url(env.get("DATABASE_URL", default_database_url())),
        public_url=public_url,
        extension_ids=tuple(extensions.split()),
        proxies=_whole_number("PLAINSPOKEN_PROXIES", env.get("PLAINSPOKEN_PROXIES", "0")),
        mail=env.get("PLAINSPOKEN_MAIL", ""),
        mail_from=env.get("PLAINSPOKEN_MAIL_FROM", ""),
        metrics_token=env.get("PLAINSPOKEN_METRICS_TOKEN", ""),
    )


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise ConfigError(f"{name} must be a whole number such as 1, not {text!r}.")
    return int(text)


def normalise_database_url(url: str) -> str:
    """Hosters write postgres://; SQLAlchemy wants to know the driver."""
    scheme, _, rest = url.partition("://")
    if not rest or not scheme.startswith(("postgres", "sqlite")):
        raise ConfigError(
            "DATABASE_URL must look like sqlite:////var/lib/plainspoken.db or postgresql://user@host/name."
        )
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


def default_database_url() -> str:
    """SQLite in the working directory."""
    return f"sqlite:///{Path.cwd() / 'plainspoken.db'}"
