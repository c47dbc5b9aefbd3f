"""Passwords of the local admin site (argon2id)."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import gettext

from backend.errors import Invalid
from backend.people.models import Person

SHORTEST, LONGEST = 12, 128
hasher = PasswordHasher()
# 64 MiB and a core each: more at once would let sign-in tries starve the server
_at_work = threading.BoundedSemaphore(2)


class Wrong(Exception):
    """The e-mail address or the password is not right; which of them is not said."""


def make_hash(password: str) -> str:
    """What is stored of a new password. Raises Invalid when it is too short or long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            gettext(
                "A password needs %(shortest)s to %(longest)s characters.", shortest=SHORTEST, longest=LONGEST
            ),
            "Take a sentence you can remember.",
        )
    with _at_work:
        return hasher.hash(password)


def check(person: Person | None, password: str) -> Person:
    """`person`, if active and the password is right; else Wrong, after the same time for strangers too."""
    known = person.password_hash if person and person.active else None
    try:
        with _at_work:
            hasher.verify(known or _nobodys_hash(), password[:LONGEST])
    except VerificationError:
        raise Wrong from None
    if person is None or known is None:
        raise Wrong
    return person


@cache
def _nobodys_hash() -> str:
    return hasher.hash(secrets.token_urlsafe())
