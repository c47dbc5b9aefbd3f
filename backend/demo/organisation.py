"""The sample organisation. Each subject fills its part from organisation.yaml, in the order of FILLERS."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import migrations, ready
from backend.app import create_app
from backend.config import Config
from backend.content import addresses, service as content, tips
from backend.content.models import Caption, Item, Topic
from backend.db import db, now, run_tx
from backend.demo import history
from backend.demo.crowd import make as crowd
from backend.guidelines import publishing, service as guidelines, standing
from backend.people import installed, service as people
from backend.people.models import Group, Person
from backend.programme import seasons
from backend.rules.measuring import sample_files, samples
from backend.rules.releases import publishing as releases, sources
from backend.shares import clicks, service as shares
from backend.shares.models import POSTED, Share
from backend.sign_in import passwords
from backend.training import library as training

HERE = Path(__file__).parent
PASSWORD = "a sample of a password"  # noqa: S105 - the demo listens on loopback only and lets anyone in
ADMIN, CURATOR, COUNCIL = "clara@acme.example", "ben@acme.example", "dora@acme.example"
Sample = Mapping[str, Any]


class NoSample(Exception):
    """This database holds something else, or half of a sample; anyone could sign in to it."""


def prepare(config: Config, large: bool = False, say: Callable[[str], object] = print) -> None:
    """Make the database of `config` and fill it, unless that was done before. Raises NoSample."""
    app = create_app(config)
    with ready.new_database(app):
        migrations.upgrade(db.engine)
        if not run_tx(installed.is_installed):
            sample = YAML(typ="safe").load(HERE / "organisation.yaml")
            run_tx(lambda session: [fill(session, sample) for fill in FILLERS])
            training.make_ready()
        if run_tx(lambda session: people.find_by_email(session, ADMIN)) is None:
            raise NoSample("This database belongs to a real organisation. Name an empty one.")
        if large:
            _fill_crowd(say)
        db.engine.dispose()


def _fill_crowd(say: Callable[[str], object]) -> None:
    try:
        if not crowd.is_filled(db.engine):
            crowd.fill(db.engine, crowd.LARGE, say)
    except crowd.Unfinished:
        raise NoSample("The large sample was begun here and not finished. Remove this database.") from None


def _fill_people(session: Session, sample: Sample) -> None:
    groups = {name: Group(name=name) for name in sample["groups"]}
    session.add_all(groups.values())
    password = passwords.make_hash(PASSWORD)
    for entry in sample["people"]:
        person = people.add_person(session, entry["name"], entry["email"], entry["role"], entry["language"])
        person.wants_points = entry.get("wants_points", False)
        person.on_leaderboard = entry.get("on_leaderboard", False)
        person.groups = [groups[name] for name in entry.get("groups", [])]
        person.password_hash = password if person.role != "employee" else None


def _fill_rules(session: Session, _sample: Sample) -> None:
    profile = YAML(typ="safe").load(HERE.parent / "rules" / "example_organisation.yaml")
    installed.install(session, profile["name"])
    sources.seed(session, profile)
    admin = session.scalars(select(Person).where(Person.email == ADMIN)).one()
    releases.publish(session, admin.id, releases.FIRST_NOTE)


def _fill_samples(session: Session, sample: Sample) -> None:
    standing = {"platform": "linkedin", "surface": "post", "target": None}
    text = "\n".join(sample["samples"])
    samples.add(session, "posts-of-the-summer.txt", sample_files.read(text.encode(), "samples", standing))


def _fill_guidelines(session: Session, sample: Sample) -> None:
    """Two versions: whoever has read the first one finds a sentence that is new."""
    admin = session.scalars(select(Person).where(Person.email == ADMIN)).one()
    for entry in sample["guidelines"]:
        texts = guidelines.shipped()
        written = {language: text.replace(entry["without"][language], "") for language, text in texts.items()}
        guidelines.save_draft(session, written)
        version = publishing.publish(
            session, admin.id, entry["note"], asks=True, named=sources.paragraphs(session)
        )
        version.published_at = now() - timedelta(days=entry["days_ago"])
        for person in session.scalars(select(Person).where(Person.email.in_(entry["read_by"]))):
            standing.acknowledge(session, person.id, version.number)


def _fill_content(session: Session, sample: Sample) -> None:
    topics = {entry["name"]: Topic(**entry) for entry in sample["topics"]}
    for entry in sample["items"]:
        fields = {name: entry[name] for name in ("url", "title", "source", "language")}
        captions = [Caption(**caption) for caption in entry["captions"]]
        item = Item(**fields, pinned=entry.get("pinned", False), captions=captions)
        item.topics = [topics[name] for name in entry["topics"]]
        session.add(item)
        session.flush()
        content.publish(session, item.id)
        item.published_at = item.valid_from = now() - timedelta(hours=1)


def _fill_shares(session: Session, sample: Sample) -> None:
    urls = {entry["key"]: entry["url"] for entry in sample["items"]}
    for entry in sample["shares"]:
        person = session.scalars(select(Person).where(Person.email == entry["person"])).one()
        item = session.scalars(select(Item).where(Item.url == urls[entry["item"]])).one()
        at = now() - timedelta(days=entry["days_ago"])
        caption = next(one for one in item.captions if one.platform == entry["platform"])
        made = shares.prepare(
            session, person.id, item.id, caption.id, entry["platform"], edited=False, release=1
        )
        share = session.get_one(Share, made.id)
        share.state, share.created_at, share.posted_at = POSTED, at, at
        session.flush()
        shares.award(session, share, at)
        for number in range(entry["clicks"]):
            clicks.add(session, share.id, person.id, at + timedelta(minutes=number))


def _fill_season(session: Session, sample: Sample) -> None:
    people.switch_board(session, True)
    season = sample["season"]
    first = now().date() - timedelta(days=season["days_ago"])
    last = first + timedelta(days=season["days"])
    seasons.save(session, None, season["name"], first, last, season["prize"])


def _fill_tips(session: Session, sample: Sample) -> None:
    for entry in sample["tips"]:
        for email, note in entry["from"].items():
            person = session.scalars(select(Person).where(Person.email == email)).one()
            tips.propose(session, person.id, addresses.of_a_page(entry["url"]), entry["title"], note)


FILLERS: tuple[Callable[[Session, Sample], None], ...] = (
    _fill_people,
    _fill_rules,
    _fill_samples,
    _fill_guidelines,
    _fill_content,
    _fill_shares,
    _fill_season,
    _fill_tips,
    history.fill,
    history.fill_programme,
)
