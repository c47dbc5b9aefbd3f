"""At once, for the admin who asks: does the mail server take our letters, and how do they look there?"""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import parseaddr

from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from backend import mail
from backend.config import Config
from backend.db import now, run_tx
from backend.digest import letter, news, service
from backend.mail import faults, letters
from backend.people import installed
from backend.people.models import Person


def weekly(session: Session, config: Config, person: Person) -> EmailMessage | None:
    """The weekly mail as this person would get it; None where there is nothing new. Raises NoAddress."""
    found = news.of_person(session, person, now() - service.FIRST)
    organisation = installed.installation(session).organisation
    return letter.write(config, organisation, person, found, now(), is_trial=True) if found else None


def plain(config: Config, person: Person) -> EmailMessage:
    """Where there is nothing new. Raises NoAddress."""
    with force_locale(person.language):
        made = letters.begin(config, person, gettext("A test mail"), now())
        made.set_content(
            gettext("It came through: the weekly mail and invitations can take the same way."),
            cte="quoted-printable",
        )
    return made


def send(config: Config, made: EmailMessage) -> None:
    """Whatever the worker is waiting for. Raises mail.Refused, and mail.Down, which all admins are told."""
    with _telling_admins(), mail.connected(config.mail) as post:
        post.send(made, lambda: True)


def greet(config: Config) -> None:
    """Ask the mail server whether it takes letters now, without one. Raises mail.Down, as above."""
    with _telling_admins(), mail.connected(config.mail) as post:
        post.greet(parseaddr(config.mail_from)[1])


@contextmanager
def _telling_admins() -> Iterator[None]:
    try:
        yield
    except mail.Refused:
        run_tx(faults.clear)  # it talks to us again
        raise
    except mail.Down as problem:
        down = problem
        run_tx(lambda tx: faults.note(tx, down))
        raise
    run_tx(faults.clear)
