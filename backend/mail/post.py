"""Letters on their way out: to a mail server (SMTP), or as files into a folder.

A server that breaks off after it was given a letter may have taken it or not, and nobody can know. So whoever
sends is asked once more in the last moment in which a no still holds, and notes there what must not be lost.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import urlsplit

from backend.mail.folder import Folder, folder_of
from backend.mail.smtp import Server


class Post(Protocol):
    """What takes letters."""

    def send(self, letter: EmailMessage, may: Callable[[], bool]) -> bool:
        """Send it, unless `may` says no in the last moment; was it sent? Raises Refused and Down."""

    def greet(self, sender: str) -> None:
        """Would it take letters from this address? Raises Down."""


@contextmanager
def connected(url: str) -> Iterator[Post]:
    """The mail server or folder at `url` (see docs/running.md). Raises Down at the end, too."""
    if folder := folder_of(url):
        yield Folder(folder)
        return
    server = Server(urlsplit(url))
    try:
        yield server
        server.tell_whether_barred()
    finally:
        server.hang_up()
