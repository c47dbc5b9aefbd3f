"""DATABASE_URL as the engine takes it. What is wrong with it is said without a word of its password."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from backend.config_error import ConfigError

DRIVERS = {
    "postgres": "postgresql+psycopg",  # as hosters write it
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
}
LIKE = "such as sqlite:////var/lib/plainspoken/plainspoken.db or postgresql://user:password@host/name"
SIGNS = "Write signs such as @ : / in user and password as %40 %3A %2F."


def normalise(url: str) -> str:
    """With our driver, and an SQLite file by its absolute path. Raises ConfigError."""
    scheme, _, rest = url.partition("://")
    if not rest or scheme not in DRIVERS:
        raise ConfigError(
            f"DATABASE_URL must begin with sqlite:/// or postgresql://, {LIKE}. "
            "Plainspoken brings its own drivers: leave out what stands behind a +."
        )
    read = _file if DRIVERS[scheme] == "sqlite" else _server
    return f"{DRIVERS[scheme]}://{read(rest)}"


def default() -> str:
    """SQLite in the working directory."""
    return "sqlite:///plainspoken.db"


def _file(rest: str) -> str:
    path, mark, options = rest.partition("?")
    file = path.removeprefix("/")
    if file in ("", ":memory:", path) or file.startswith("file:") or "uri=" in options:
        raise ConfigError(
            "DATABASE_URL names no file. Three slashes and a path from the working directory, "
            "sqlite:///plainspoken.db, or four and the whole path, sqlite:////var/lib/plainspoken.db."
        )
    return f"/{Path.cwd() / file}{mark}{options}"


def _server(rest: str) -> str:
    try:
        url = make_url(f"postgresql://{rest}")
    except (ValueError, ArgumentError):
        raise ConfigError(f"DATABASE_URL has a port that is no number. {SIGNS}") from None
    if any("@" in part for part in (url.host or "", url.database or "", *url.query)):
        raise ConfigError(f"DATABASE_URL has an @ too many. {SIGNS}")
    if not 0 < (5432 if url.port is None else url.port) < 65536:
        raise ConfigError(
            "DATABASE_URL has a port that is none; it is a number from 1 to 65535, usually 5432."
        )
    if "password" in url.query:
        raise ConfigError("DATABASE_URL has a password behind the ?. Write user:password@ before the host.")
    _check_name(url)
    return rest


def _check_name(url: URL) -> None:
    if not (url.database or "dbname" in url.query or "service" in url.query):
        raise ConfigError(f"DATABASE_URL names no database behind the host, {LIKE}.")
