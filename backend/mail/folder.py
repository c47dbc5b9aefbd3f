"""Letters as files into a folder, for trying out."""

import secrets
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from backend.mail.refusals import Down


def folder_of(url: str) -> Path | None:
    """The folder for letters as files, where `url` names one."""
    parts = urlsplit(url)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


class Folder:
    """A file for each letter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: EmailMessage, may: Callable[[], bool]) -> bool:
        ready = self._write(letter)
        if not may():
            ready.unlink()
            return False
        try:
            ready.rename(ready.with_suffix(".eml"))
        except OSError as no:
            raise Down("folder", self.folder) from no
        return True

    def greet(self, sender: str) -> None:
        self._put(f"greeting-{secrets.token_hex(8)}", b"").unlink(missing_ok=True)

    def _write(self, letter: EmailMessage) -> Path:
        return self._put(letter["Message-ID"].strip("<>").partition("@")[0], letter.as_bytes(policy=SMTP))

    def _put(self, name: str, content: bytes) -> Path:
        ready = self.folder / f"{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            ready.write_bytes(content)
        except OSError as no:
            raise Down("folder", self.folder) from no
        return ready
