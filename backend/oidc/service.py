"""Whom an account belongs to, and what it says about their role and groups: taken over with each sign-in."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.errors import NotAllowed
from backend.oidc.claims import Account
from backend.oidc.models import OidcAccount
from backend.people import groups, installed, service
from backend.people.models import LANGUAGES, Group, Person, membership


@dataclass(frozen=True)
class Entered:
    """`stays_admin`: the account gives another role, but nobody else would be left to let others in."""

    person: Person
    stays_admin: bool


def enter(session: Session, account: Account, language: str = LANGUAGES[0]) -> Entered:
    """Whoever signs in with this account. `language`: of whoever is new and whose account names none.

    Raises NotAllowed for one who is unknown, deactivated, or whose address another account has.
    """
    found = _account(session, account) or _linked(session, account, language)
    if not found.person.active:
        raise NotAllowed(
            gettext("You are not let in any more."),
            gettext("Ask an admin of your organisation to let you in again."),
        )
    stays_admin = _take_role(session, found.person, account)
    if account.groups is not None:
        _take_groups(session, found, account.groups)
    return Entered(found.person, stays_admin)


def account_of(session: Session, person: uuid.UUID, issuer: str) -> OidcAccount | None:
    """The account of somebody at this service."""
    found = session.get(OidcAccount, person)
    return found if found and found.issuer == issuer else None


def admit(session: Session, on: bool) -> None:
    """May come in whoever has an account, invited or not?"""
    found = installed.installation(session)
    trail.note(
        session, "people.admission", "", {"admits_accounts": found.admits_accounts}, {"admits_accounts": on}
    )
    found.admits_accounts = on


def forget(session: Session, person: uuid.UUID) -> None:
    """The next account with this person's address is theirs."""
    found = session.get(OidcAccount, person)
    if found:
        with trail.change(session, "people.account", found, person):
            session.delete(found)


def _account(session: Session, account: Account) -> OidcAccount | None:
    mine = OidcAccount.issuer == account.issuer, OidcAccount.subject == account.subject
    return session.scalar(select(OidcAccount).where(*mine))


def _linked(session: Session, account: Account, language: str) -> OidcAccount:
    """From now on theirs; an account at a service of before makes room."""
    person = service.find_by_email(session, account.email) if account.email else None
    person = person or _newcomer(session, account, language)
    if account_of(session, person.id, account.issuer):
        raise NotAllowed(
            gettext("Another account signs in with your e-mail address here."),
            gettext(
                "If that is an old one: an admin deactivates you and lets you in again, then this one counts."
            ),
        )
    forget(session, person.id)
    found = OidcAccount(person_id=person.id, issuer=account.issuer, subject=account.subject, groups=[])
    found.person = person
    with trail.change(session, "people.account", found, person.id):
        session.add(found)
    return found


def _newcomer(session: Session, account: Account, language: str) -> Person:
    if not account.email:
        raise NotAllowed(
            gettext(
                "Your account names no e-mail address that was checked, so nobody here can know who you are."
            ),
            gettext("Ask those who look after the sign-in service of your organisation."),
        )
    if not installed.installation(session).admits_accounts:
        raise NotAllowed(
            gettext("You are not in the list of people yet."),
            gettext("Ask an admin of your organisation to invite you."),
        )
    return service.add_person(session, account.name, account.email, language=account.language or language)


def _take_role(session: Session, person: Person, account: Account) -> bool:
    if account.role in (None, person.role):
        return False
    if service.is_last_admin(session, person):
        return True
    host = str(urlsplit(account.issuer).hostname)
    trail.note(session, "people.person", host, {"role": person.role}, {"role": account.role}, person.id)
    person.role = str(account.role)
    return False


def _take_groups(session: Session, found: OidcAccount, named: Iterable[str]) -> None:
    """Into the groups that it names and we have; out of those that it alone brought them into."""
    wanted = {one.casefold() for one in named}
    now = {one.id for one in groups.all_of_them(session) if one.name.casefold() in wanted}
    before = {uuid.UUID(key) for key in found.groups}
    mine = select(Group.id).join(membership, membership.c.group_id == Group.id)
    there = set(session.scalars(mine.where(membership.c.person_id == found.person_id)))
    for group in now - there:
        groups.add(session, group, [found.person_id])
    for group in (before - now) & there:
        groups.remove(session, group, found.person_id)
    found.groups = sorted(str(one) for one in now & (before | (now - there)))
