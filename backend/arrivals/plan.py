"""What would happen if a roster were taken over now: who is new, whom it changes, and what is wrong."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.arrivals.roster import Fault, Line
from backend.audit import facts
from backend.db import rows_of
from backend.people import groups, service
from backend.people.models import LONGEST_GROUP, Group, Person, membership

NEW, CHANGED, SAME, FAULTY = KINDS = ("new", "changed", "same", "faulty")
BETWEEN_GROUPS = ";|,"
Names = dict[str, str]  # of groups, by their name in small letters


@dataclass(frozen=True)
class Standing:
    """Role and groups (by name, sorted) of somebody."""

    role: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """Somebody who is there already."""

    id: uuid.UUID
    active: bool
    standing: Standing


@dataclass(frozen=True)
class Step:
    """What one line would do. `before` is missing for whoever is new, `after` where there are faults."""

    line: Line
    kind: str
    person: uuid.UUID | None = None
    before: Standing | None = None
    after: Standing | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A step for each line; `groups`: those that would be made, with how many people."""

    steps: list[Step]
    groups: Counter[str]

    def of(self, kind: str) -> list[Step]:
        """The steps of one kind."""
        return [step for step in self.steps if step.kind == kind]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many there are of each kind."""
        return Counter(step.kind for step in self.steps)

    @cached_property
    def rights(self) -> Counter[str]:
        """How many come to a role that they do not have today and that may do more than take part."""
        given = [step.after.role for step in self.steps if step.after and step.after.role != _role(step)]
        return Counter(role for role in given if role != "employee")

    @property
    def does_something(self) -> bool:
        """Is there anybody to take over or to change?"""
        return bool(self.counts[NEW] or self.counts[CHANGED])

    @cached_property
    def digest(self) -> str:
        """Another plan has another one: so that what was read is what is done."""
        return facts.digest(
            [
                [step.line.number, step.kind, repr(step.before), repr(step.after), repr(step.faults)]
                for step in self.steps
            ]
        )


def make(session: Session, lines: Sequence[Line]) -> Plan:
    """The plan of now."""
    there = {one.name.casefold(): one.name for one in groups.all_of_them(session)}
    known, names = _known(session, lines), dict(there)
    steps = _keeping_an_admin(session, [_step(line, known.get(line.email), names) for line in lines])
    wanted = Counter(group for step in steps if step.after for group in step.after.groups)
    return Plan(steps, Counter({group: n for group, n in wanted.items() if group.casefold() not in there}))


def _known(session: Session, lines: Iterable[Line]) -> dict[str, Known]:
    cells = rows_of(session.get_bind().dialect, [{"email": line.email} for line in lines])
    them = Person.email.in_(select(cells["email"].as_string()))
    pairs = select(Person.id, Group.name).join(membership, membership.c.person_id == Person.id).where(them)
    into: dict[uuid.UUID, list[str]] = {}
    for person, group in session.execute(pairs.join(Group, Group.id == membership.c.group_id)):
        into.setdefault(person, []).append(group)
    rows = session.execute(select(Person.id, Person.email, Person.role, Person.active).where(them))
    return {
        email: Known(id, active, Standing(role, tuple(sorted(into.get(id, [])))))
        for id, email, role, active in rows
    }


def _step(line: Line, known: Known | None, names: Names) -> Step:
    """An empty cell changes nothing. `names` learns the groups that this line would make."""
    asked = _split(line.groups, names)
    if faults := line.faults or tuple(_faults(line, known, asked)):
        return Step(line, FAULTY, faults=faults)
    before = known.standing if known else None
    usual = before or Standing("employee")
    named = [names.setdefault(one.casefold(), one) for one in asked]
    after = Standing(line.role or usual.role, tuple(sorted(set(named))) or usual.groups)
    kind = NEW if before is None else SAME if before == after else CHANGED
    return Step(line, kind, known.id if known else None, before, after)


def _faults(line: Line, known: Known | None, asked: Sequence[str]) -> Iterator[Fault]:
    if known is None and not line.name:
        yield Fault("name", "", "no_name")
    if known and not known.active:
        yield Fault("email", line.email, "deactivated")
    for group in asked:
        if len(group) > LONGEST_GROUP:
            yield Fault("groups", line.groups, "group_too_long", group)


def _split(cell: str, names: Names) -> list[str]:
    """The groups in a cell; the name of one may have a comma in it, where it is there or others part them."""
    if cell.casefold() in names:
        return [cell]
    between = next((sign for sign in BETWEEN_GROUPS if sign in cell), BETWEEN_GROUPS[0])
    return [part.strip() for part in cell.split(between) if part.strip()]


def _keeping_an_admin(session: Session, steps: list[Step]) -> list[Step]:
    """An admin of today must be left to let the others in; else whoever takes that away is a fault."""
    leaving = {step.person for step in steps if step.after and _role(step) == "admin" != step.after.role}
    if not leaving or not set(service.admins(session)) <= leaving:
        return steps
    return [_refused(step) if step.person in leaving else step for step in steps]


def _refused(step: Step) -> Step:
    return replace(step, kind=FAULTY, after=None, faults=(Fault("role", step.line.role, "last_admin"),))


def _role(step: Step) -> str:
    return step.before.role if step.before else ""
