"""What is wrong with the mail server: told to the admins until it takes letters again."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.db import now
from backend.mail import Down
from backend.mail.models import MailFault

AGAIN = timedelta(minutes=15)
WORDS = {
    "unreachable": _("No mail server answers at %(detail)s. Check PLAINSPOKEN_MAIL."),
    "no_tls": _(
        "The mail server %(detail)s offers no encryption that can be trusted. Check its certificate."
    ),
    "sign_in": _("The mail server refuses the name or the password in PLAINSPOKEN_MAIL."),
    "sender": _("The mail server takes nothing from %(detail)s. Check PLAINSPOKEN_MAIL_FROM."),
    "first": _("The mail server wants something else first: %(detail)s. Check PLAINSPOKEN_MAIL."),
    "barred": _(
        "The mail server lets none of our letters through (%(detail)s). Check the name and password in "
        "PLAINSPOKEN_MAIL, and whether it may send for PLAINSPOKEN_MAIL_FROM."
    ),
    "busy": _("The mail server sends us away: %(detail)s"),
    "broke_off": _("The mail server broke off in the middle."),
    "folder": _("Nothing can be written into the folder %(detail)s. Check PLAINSPOKEN_MAIL."),
}


def said(fault: MailFault) -> str:
    """In the reader's language."""
    return str(WORDS[fault.reason]) % {"detail": fault.detail}


def current(session: Session) -> MailFault | None:
    """What is wrong, if anything is."""
    return session.scalar(select(MailFault))


def must_wait(session: Session) -> bool:
    """Was the mail server asked a short while ago, in vain?"""
    return session.scalar(select(MailFault.id).where(MailFault.retry_at > now())) is not None


def note(session: Session, down: Down) -> None:
    """It takes nothing; `since` stays as long as it stays so."""
    found = current(session) or MailFault()
    found.reason, found.detail, found.retry_at = down.reason, down.detail[:200], now() + AGAIN
    session.add(found)


def clear(session: Session) -> None:
    """It takes letters again."""
    session.execute(delete(MailFault))
