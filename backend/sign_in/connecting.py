"""The extension's sign-in (OAuth's authorisation code with PKCE S256, for one client and no scopes)."""

import base64
import hashlib
import hmac
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from flask_babel import gettext
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.db import now
from backend.errors import Problem
from backend.sign_in import tokens
from backend.sign_in.models import LONGEST_DEVICE, ConnectCode

LIFE = timedelta(seconds=60)
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST_STATE, LONGEST_URI = 200, 200


@dataclass(frozen=True)
class ConnectRequest:
    """What the extension asks for."""

    redirect_uri: str
    challenge: str
    state: str
    device_name: str

    @property
    def origin(self) -> str:
        """The extension's own address, where the browser hands the answer to it."""
        return f"https://{urlsplit(self.redirect_uri).netloc}"

    def answer(self, code: str) -> str:
        """Where to send the browser with `code`."""
        return f"{self.redirect_uri}?{urlencode({'code': code, 'state': self.state})}"


def read(query: Mapping[str, str], extension_ids: Sequence[str]) -> ConnectRequest:
    """The request in the query of /connect. Raises Problem for one that is not from our extension."""
    asked = ConnectRequest(
        redirect_uri=query.get("redirect_uri", ""),
        challenge=query.get("code_challenge", ""),
        state=query.get("state", ""),
        device_name=query.get("device", "").strip()[:LONGEST_DEVICE],
    )
    begin_again = gettext("Start the sign-in again from the extension's popup.")
    if not _is_ours(asked.redirect_uri, extension_ids):
        raise Problem(gettext("This sign-in was not started by our extension."), begin_again)
    if not CHALLENGE.fullmatch(asked.challenge) or not 0 < len(asked.state) <= LONGEST_STATE:
        raise Problem(gettext("This sign-in is incomplete."), begin_again)
    return asked


def _is_ours(redirect_uri: str, extension_ids: Sequence[str]) -> bool:
    """https://<id>.chromiumapp.org/<path>, and not a character more."""
    origins = "|".join(re.escape(f"https://{id}.chromiumapp.org") for id in extension_ids)
    pattern = re.compile(rf"(?:{origins})/[\w/-]*", re.ASCII)
    return len(redirect_uri) <= LONGEST_URI and bool(pattern.fullmatch(redirect_uri))


def issue_code(session: Session, person: uuid.UUID, asked: ConnectRequest, device_name: str) -> str:
    """A code that works once within a minute. Sweeps out yesterday's."""
    session.execute(delete(ConnectCode).where(ConnectCode.expires_at < now() - timedelta(days=1)))
    code = tokens.new_token()
    session.add(
        ConnectCode(
            code_hash=tokens.digest(code),
            person_id=person,
            challenge=asked.challenge,
            redirect_uri=asked.redirect_uri,
            device_name=device_name,
            expires_at=now() + LIFE,
        )
    )
    return code


def use_up(session: Session, code: str) -> ConnectCode | None:
    """The code's row, for the first who asks and in time; commit it whatever comes after."""
    usable = (
        ConnectCode.code_hash == tokens.digest(code),
        ConnectCode.used_at.is_(None),
        ConnectCode.expires_at > now(),
    )
    return session.scalar(update(ConnectCode).where(*usable).values(used_at=now()).returning(ConnectCode))


def fits(code: ConnectCode, verifier: str, redirect_uri: str) -> bool:
    """Is the asker the one who began?"""
    proof = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    return hmac.compare_digest(proof, code.challenge) and redirect_uri == code.redirect_uri
