"""The sample organisation. Each subject fills its own part from demo.yaml, in the order of FILLERS."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import migrations
from backend.app import create_app
from backend.config import Config
from backend.db import db, run_tx
from backend.people import passwords
from backend.people import service as people
from backend.people.models import Group, Person
from backend.rules import service as rules

HERE = Path(__file__).parent
PASSWORD = "a sample of a password"  # noqa: S105 - the demo listens on loopback only and lets anyone in
ADMIN = "clara@acme.example"
Sample = Mapping[str, Any]


def prepare(config: Config) -> None:
    """Make the database of `config` and fill it, unless that was done before."""
    app = create_app(config)
    with app.app_context():
        migrations.upgrade(db.engine)
        if not run_tx(people.is_installed):
            sample = YAML(typ="safe").load(HERE / "demo.yaml")
            run_tx(lambda session: [fill(session, sample) for fill in FILLERS])
        db.engine.dispose()


def _fill_people(session: Session, sample: Sample) -> None:
    groups = {name: Group(name=name) for name in sample["groups"]}
    session.add_all(groups.values())
    password = passwords.make_hash(PASSWORD)
    for entry in sample["people"]:
        person = people.add_person(session, entry["name"], entry["email"], entry["role"], entry["language"])
        person.wants_points = entry.get("wants_points", False)
        person.groups = [groups[name] for name in entry.get("groups", [])]
        person.password_hash = password if person.role != "employee" else None


def _fill_rules(session: Session, _sample: Sample) -> None:
    profile = YAML(typ="safe").load(HERE / "rules" / "example_organisation.yaml")
    people.install(session, profile["name"])
    rules.seed(session, profile)
    admin = session.scalars(select(Person).where(Person.email == ADMIN)).one()
    rules.publish(session, admin.id, "The rules that Plainspoken brings along.")


FILLERS: tuple[Callable[[Session, Sample], None], ...] = (_fill_people, _fill_rules)
