"""PLAINSPOKEN_MAIL and PLAINSPOKEN_MAIL_FROM, before anybody waits for a letter."""

from collections.abc import Callable
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from backend.config_error import ConfigError


def check(url: str, sender: str) -> None:
    """Raises ConfigError, without a word of the password."""
    if not url and sender:
        raise ConfigError("PLAINSPOKEN_MAIL_FROM is set without PLAINSPOKEN_MAIL. Set both, or neither.")
    if not url:
        return
    if not _can_be(url):
        raise ConfigError(
            "PLAINSPOKEN_MAIL must look like smtp://name:password@mail.example.org:587, smtps://… or "
            "file:///var/lib/plainspoken/letters. Write signs such as @ or / in the password as %40 or %2F."
        )
    if not unquote(urlsplit(url).netloc.rpartition("@")[0]).isascii():
        raise ConfigError(
            "Name and password in PLAINSPOKEN_MAIL must do without letters such as ä: "
            "no two mail servers agree on how to write them."
        )
    address = parseaddr(sender)[1]
    if not sender.isprintable() or not address.isascii() or address.count("@") != 1:
        raise ConfigError(
            "PLAINSPOKEN_MAIL_FROM must say whom the mails come from, such as "
            f"“Acme <news@acme.example>”, not {sender!r}. The address does without letters such as ä; "
            "a name with a comma or dot in it stands in double quotes."
        )


def _can_be(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in KINDS and url.isprintable() and KINDS[parts.scheme](parts)
    except ValueError:  # a port that is none
        return False


def _server(parts: SplitResult) -> bool:
    """What stands behind the host is the rest of a password with a slash in it."""
    rest = parts.path.strip("/") + parts.query + parts.fragment
    return bool(parts.hostname) and parts.port != 0 and not rest and " " not in parts.netloc


def _folder(parts: SplitResult) -> bool:
    return parts.netloc in ("", "localhost") and len(parts.path) > 1


KINDS: dict[str, Callable[[SplitResult], bool]] = {"smtp": _server, "smtps": _server, "file": _folder}
