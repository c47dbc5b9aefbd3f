"""Sends the weekly mail to those whose turn it is. May run in any number of workers, and die at any moment.

A turn is held by a lease; in the last moment before the mail server gets the letter the next turn is put a
week later. Who dies before that has sent nothing, and another sends it; who dies after it may have sent it,
and nobody sends it again. What the mail server did not surely take is told once more in the next one.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy.orm import Session

from backend import mail
from backend.config import Config
from backend.db import now, run_tx
from backend.digest import letter, news, service
from backend.digest.service import Claim
from backend.mail import faults, turns
from backend.mail.letters import NoAddress
from backend.people import installed, service as people


@dataclass(frozen=True)
class Ready:
    """A letter to send; `until`: how far it tells what is new."""

    claim: Claim
    letter: EmailMessage
    until: datetime


def send_due(config: Config) -> None:
    """One turn. In the app's context."""
    turns.take(config, "weekly mail", service.due, lambda post, person: _serve(post, config, person))


def _serve(post: mail.Post, config: Config, person: uuid.UUID) -> None:
    if ready := run_tx(lambda tx: _prepare(tx, config, person)):
        _send(post, ready)


def _prepare(session: Session, config: Config, person: uuid.UUID) -> Ready | None:
    """Hold this turn and write the letter; None where another worker does, or there is nothing to tell."""
    claim = service.claim(session, person)
    if claim is None:
        return None
    reader = people.get_person(session, claim.person)
    found = news.of_person(session, reader, claim.told_until)
    if found is None:
        service.nothing_new(session, claim)
        return None
    organisation = installed.installation(session).organisation
    try:
        return Ready(claim, letter.write(config, organisation, reader, found, now()), found.until)
    except NoAddress:
        service.refused(session, claim, for_good=True)
        return None


def _send(post: mail.Post, ready: Ready) -> None:
    try:
        was_taken = post.send(ready.letter, lambda: run_tx(lambda tx: service.hand_over(tx, ready.claim)))
    except mail.Refused as no:
        for_good = no.for_good
        run_tx(lambda tx: service.refused(tx, ready.claim, for_good))
    except mail.Down:
        run_tx(lambda tx: service.let_go(tx, ready.claim))
        raise
    else:
        if was_taken:
            run_tx(lambda tx: _note_sent(tx, ready))


def _note_sent(session: Session, ready: Ready) -> None:
    service.told(session, ready.claim, ready.until)
    faults.clear(session)
