"""Taking a roster over: all of it in the caller's transaction, or nothing."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.arrivals import plan
from backend.arrivals.models import Arrival, RosterFile
from backend.arrivals.plan import CHANGED, NEW, Plan, Standing, Step
from backend.arrivals.roster import Line
from backend.audit import facts, trail
from backend.audit.trail import Told
from backend.db import insert
from backend.errors import NotFound
from backend.people import groups, service
from backend.people.models import Person

People = dict[str, Person]  # by e-mail address


class Otherwise(Exception):
    """What would happen now is not what somebody has read."""


def keep(session: Session, person: uuid.UUID, lines: Sequence[Line]) -> RosterFile:
    """Put a roster aside until it is taken over, in place of what this person put aside before."""
    session.execute(delete(RosterFile).where(RosterFile.person_id == person))
    kept = RosterFile(person_id=person, lines=[asdict(line) for line in lines])
    session.add(kept)
    session.flush()
    return kept


def lines_of(session: Session, person: uuid.UUID, file: uuid.UUID) -> list[Line]:
    """What this person put aside. Raises NotFound."""
    found = session.scalar(select(RosterFile).where(RosterFile.id == file, RosterFile.person_id == person))
    if found is None:
        raise NotFound("This file was taken over, or put away after a day.", "Choose it once more.")
    return [Line.from_json(line) for line in found.lines]


def forget(session: Session, email: str) -> None:
    """Somebody was erased: they stand in no file that waits, and come in by none of them again."""
    for file in session.scalars(select(RosterFile).with_for_update()):
        file.lines = [line for line in file.lines if service.normal_email(line["email"]) != email]


def take(session: Session, person: uuid.UUID, file: uuid.UUID, language: str, read: str) -> Plan:
    """Do what the plan says, without the lines that have faults. `language`: of whom the file says nothing.

    `read`: the digest of the plan that somebody saw. Raises Otherwise, and NotFound.
    """
    service.admins(session, hold=True)  # the plan keeps one of them
    done = plan.make(session, lines_of(session, person, file))
    if done.digest != read:
        raise Otherwise
    session.execute(delete(RosterFile).where(RosterFile.id == file))
    people = _add(session, done.of(NEW), language) | _change(session, done.of(CHANGED))
    _swap_groups(session, people, [*done.of(NEW), *done.of(CHANGED)])
    return done


def _add(session: Session, steps: list[Step], language: str) -> People:
    people, told = {}, []
    for step in steps:
        line, after = step.line, _standing(step.after)
        made = service.make_person(line.name, line.email, after.role, line.language or language)
        made.active = True
        people[line.email] = made
        told.append(Told("", after=facts.of(made) | _facts(after), about=made.id))
    session.add_all(people.values())
    session.flush()
    trail.notes(session, "people.person", told)
    _expect(session, people.values())
    return people


def _change(session: Session, steps: list[Step]) -> People:
    by_id = {step.person: step for step in steps}
    people = session.scalars(select(Person).where(Person.id.in_(by_id))).all()
    told, promoted = [], []
    for person in people:
        before, after = _standing(by_id[person.id].before), _standing(by_id[person.id].after)
        told.append(Told("", _facts(before), _facts(after), person.id))
        if person.role == "employee" != after.role and not person.password_hash:
            promoted.append(person)  # the pages that they may open now ask for one
        person.role = after.role
    session.flush()
    trail.notes(session, "people.person", told)
    _expect(session, promoted)
    return {person.email: person for person in people}


def _swap_groups(session: Session, people: People, steps: list[Step]) -> None:
    """Groups that are not there yet are made."""
    keys = {group.name: group.id for group in groups.all_of_them(session)}
    into, out = [], []
    for step in steps:
        person, before, after = people[step.line.email].id, step.before, step.after
        had, has = set(_standing(before).groups), set(_standing(after).groups)
        for name in sorted(has - had):
            key = keys.get(name) or groups.save(session, None, name).id
            keys[name] = key
            into.append((person, key))
        out += [(person, keys[name]) for name in had - has]
    groups.swap(session, out, into)


def _expect(session: Session, people: Any) -> None:
    """Note that they wait for an invitation."""
    if rows := [{"person_id": person.id} for person in people]:
        session.execute(insert(session, Arrival).on_conflict_do_nothing(), rows)


def _facts(standing: Standing) -> dict[str, Any]:
    return {"role": standing.role, "groups": list(standing.groups)}


def _standing(found: Standing | None) -> Standing:
    return found or Standing("employee")
