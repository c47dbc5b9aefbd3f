"""Sends the invitations that wait. May run in any number of workers, and die at any moment."""

import uuid
from email.message import EmailMessage

from sqlalchemy.orm import Session

from backend import mail
from backend.arrivals import letter, service
from backend.arrivals.models import DELAYED, REFUSED, SENT
from backend.arrivals.service import Claim
from backend.config import Config
from backend.db import now, run_tx
from backend.mail import faults, turns
from backend.mail.letters import NoAddress
from backend.people import installed, service as people
from backend.sign_in import invitations


def send_due(config: Config) -> None:
    """One turn. In the app's context."""
    turns.take(config, "invitation", service.due, lambda post, person: _serve(post, config, person))


def _serve(post: mail.Post, config: Config, person: uuid.UUID) -> None:
    if claim := run_tx(lambda tx: service.claim(tx, person)):
        _send(post, config, claim)


def _write(session: Session, config: Config, person: uuid.UUID) -> EmailMessage:
    """With a new code, which is nobody's where there is no address to send it to. Raises NoAddress."""
    reader, organisation = people.get_person(session, person), installed.installation(session).organisation
    return letter.write(config, organisation, reader, invitations.invite(session, person), now())


def _send(post: mail.Post, config: Config, claim: Claim) -> None:
    try:
        ready = run_tx(lambda tx: _write(tx, config, claim.person))
        was_taken = post.send(ready, lambda: run_tx(lambda tx: service.is_held(tx, claim)))
    except NoAddress:
        run_tx(lambda tx: service.note(tx, claim, REFUSED))
    except mail.Refused as no:
        later = None if no.for_good else now() + service.LATER
        run_tx(lambda tx: service.note(tx, claim, REFUSED if later is None else DELAYED, later))
    except mail.Down:
        run_tx(lambda tx: service.note(tx, claim, claim.letter))
        raise
    else:
        if was_taken:
            run_tx(lambda tx: _note_sent(tx, claim))


def _note_sent(session: Session, claim: Claim) -> None:
    service.note(session, claim, SENT)
    faults.clear(session)
