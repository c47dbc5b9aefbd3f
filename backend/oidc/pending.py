"""Sign-ins that are under way: each comes back once, within ten minutes, to the browser that began it."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.db import now
from backend.oidc.models import OidcSignIn
from backend.sign_in import tokens

LIFE = timedelta(minutes=10)


def keep(session: Session, begun: Mapping[str, str], goes_to: str, confirms: bool) -> None:
    """Note what `provider.begin` gave. Sweeps out what nobody came back from."""
    session.execute(delete(OidcSignIn).where(OidcSignIn.expires_at < now()))
    session.add(
        OidcSignIn(
            state_hash=tokens.digest(begun["state"]),
            nonce=begun["nonce"],
            verifier=begun["code_verifier"],
            goes_to=goes_to,
            confirms=confirms,
            expires_at=now() + LIFE,
        )
    )


def use_up(session: Session, state: str) -> OidcSignIn | None:
    """For the first who comes back in time; commit it whatever comes after."""
    mine = OidcSignIn.state_hash == tokens.digest(state), OidcSignIn.expires_at > now()
    return session.scalar(delete(OidcSignIn).where(*mine).returning(OidcSignIn))
