"""A worker's turn at letters that wait, whatever they are: one connection, one person after the other."""

import uuid
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.orm import Session

from backend import mail
from backend.config import Config
from backend.db import run_tx
from backend.mail import faults

Serve = Callable[[mail.Post, uuid.UUID], None]
log = structlog.get_logger()


def take(config: Config, kind: str, due: Callable[[Session], Sequence[uuid.UUID]], serve: Serve) -> None:
    """Serve whoever is due, unless no mail server is set or it takes nothing just now. In the app's context.

    `kind` names the letter in the log. mail.Down, raised by `serve`, ends the turn and is told to the admins.
    """
    if not config.mail or run_tx(faults.must_wait) or not (waiting := run_tx(due)):
        return
    try:
        with mail.connected(config.mail) as post:
            for person in waiting:
                _serve(serve, post, person, kind)
    except mail.Down as problem:
        down = problem
        log.error(f"mail server: {down.reason}")
        run_tx(lambda tx: faults.note(tx, down))


def _serve(serve: Serve, post: mail.Post, person: uuid.UUID, kind: str) -> None:
    """What breaks with one of them must not hold up the others; their lease brings them back."""
    try:
        serve(post, person)
    except mail.Down:
        raise
    except Exception as problem:
        log.error(f"{kind} broke", error=problem)
