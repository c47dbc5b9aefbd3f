"""What a deployment may set, read from the environment. Nothing here has an unsafe default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EXTENSION_ID = "ppdadhlambgfaojfbdajbdcicmocfglp"  # follows from the `key` in extension/manifest.json
SHORTEST_SECRET = 32


class ConfigError(Exception):
    """A setting is missing or wrong; the message says how to mend it."""


@dataclass(frozen=True)
class Config:
    """Settings of one server.

    `public_url`: https origin that browsers reach (http only on loopback), without a slash at the end.
    `secret`: keys the session cookie, CSRF tokens and the daily click salt.
    """

    secret: str
    database_url: str
    public_url: str
    extension_ids: tuple[str, ...] = (EXTENSION_ID,)
    demo: bool = False

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ConfigError(
                f"PLAINSPOKEN_SECRET must have at least {SHORTEST_SECRET} characters. Make one with: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
        if not is_safe_origin(self.public_url):
            raise ConfigError(
                f"PLAINSPOKEN_URL must be an https address (http only on loopback), not {self.public_url!r}."
            )


def is_safe_origin(url: str) -> bool:
    """Is `url` https, or http on loopback?"""
    return url.startswith(("https://", "http://127.0.0.1", "http://localhost"))


def from_environment(env: Mapping[str, str] = os.environ) -> Config:
    """The configuration in `env`; raises ConfigError with the way out."""
    if "PLAINSPOKEN_SECRET" not in env:
        raise ConfigError(
            "PLAINSPOKEN_SECRET is not set, and there is no default. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))' and keep it out of git."
        )
    extensions = env.get("PLAINSPOKEN_EXTENSION_IDS", EXTENSION_ID)
    return Config(
        secret=env["PLAINSPOKEN_SECRET"],
        database_url=normalise_database_url(env.get("DATABASE_URL", default_database_url())),
        public_url=env.get("PLAINSPOKEN_URL", "http://127.0.0.1:5005").rstrip("/"),
        extension_ids=tuple(extensions.split()),
    )


def normalise_database_url(url: str) -> str:
    """Hosters write postgres://; SQLAlchemy wants to know the driver."""
    scheme, rest = url.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url


def default_database_url() -> str:
    """SQLite in the working directory."""
    return f"sqlite:///{Path.cwd() / 'plainspoken.db'}"
