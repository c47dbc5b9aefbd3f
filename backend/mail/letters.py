"""What every letter of ours has: sender, recipient, date, a name of its own, the reader's language."""

import re
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr
from typing import Any

from backend.config import Config
from backend.mail import plain
from backend.people.models import Person

SUBJECT = 150  # signs
PLAIN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+", re.ASCII)


class _WebAddress(UnstructuredHeader, BaseHeader):
    """On one line: folded, a long one would become encoded words, in which no mail program finds it."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", _WebAddress)
POLICY = SMTP.clone(header_factory=HEADERS)


class NoAddress(Exception):
    """No letter can go to this person's e-mail address."""


def begin(config: Config, person: Person, subject: str, at: datetime) -> EmailMessage:
    """A letter without a text. Raises NoAddress."""
    letter = EmailMessage(policy=POLICY)
    letter["Subject"] = plain(subject, SUBJECT)
    letter["From"] = config.mail_from
    letter["To"] = _address(person)
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{at:%Y%m%d%H%M%S}.{person.id.hex}@{_domain(config)}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = person.language
    return letter


def _address(person: Person) -> Address:
    try:
        if PLAIN_ADDRESS.fullmatch(person.email):
            return Address(plain(person.name), addr_spec=person.email)
    except ValueError:  # two dots in a row, say
        pass
    raise NoAddress


def _domain(config: Config) -> str:
    return parseaddr(config.mail_from)[1].rpartition("@")[2]
