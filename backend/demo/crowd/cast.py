"""Who the many are, in which groups, and what they have to share."""

import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from backend.content.models import PUBLISHED, Caption, Item, Proposal, Tip, Topic, item_audience, item_topic
from backend.db import named, now
from backend.demo.crowd.bulk import Bulk, key_at
from backend.digest.models import Digest
from backend.people import pseudonyms
from backend.people.models import Group, Person, membership
from backend.sign_in import tokens
from backend.sign_in.models import Device

FIRST = ("Ada", "Björn", "Çağla", "Dörte", "Élise", "Farid", "Grete", "Hüseyin", "Ines", "Jörg", "Łukasz")
LAST = ("Ahmadi", "Böhm", "Çelik", "Dąbrowski", "Ehlers", "Fuß", "Groß", "Huber", "Jäger", "Müller", "Öz")
GROUPS = ("Sales", "Service", "Engineering", "Production", "Personnel", "Marketing", "Finance", "Austria")
TOPICS = ("Folding", "Floors", "Windows", "Gardens", "Kitchens", "Care", "Energy", "Safety", "Training")
TEXT = "At Acme we tried this ourselves for {} weeks. What surprised me is in here."


@dataclass(frozen=True)
class Sharer:
    """What the year must know of a person."""

    id: uuid.UUID
    wants_points: bool
    zeal: float


@dataclass(frozen=True)
class Thing:
    """An item with its captions, from its first day on."""

    id: uuid.UUID
    captions: tuple[uuid.UUID, ...]


def add_people(bulk: Bulk, count: int, start: datetime, lots: random.Random) -> list[Sharer]:
    """Employees with groups, a device for most, and the choices that people make."""
    groups = _groups(bulk, start, lots)
    return [_add_person(bulk, number, groups, start, lots) for number in range(count)]


def _groups(bulk: Bulk, start: datetime, lots: random.Random) -> list[uuid.UUID]:
    """Those that the sample has already go on."""
    known = {name: id for id, name in bulk.connection.execute(select(Group.id, Group.name))}
    new = {name: key_at(start, lots) for name in GROUPS if name not in known}
    for name, id in new.items():
        bulk.add(Group, id=id, name=name, name_key=named.key(name))
    return [(known | new)[name] for name in GROUPS]


def _add_person(
    bulk: Bulk, number: int, groups: list[uuid.UUID], start: datetime, lots: random.Random
) -> Sharer:
    at = start + timedelta(seconds=number)
    id, wants_points = key_at(at, lots), lots.random() < 0.8
    bulk.add(
        Person,
        id=id,
        name=f"{lots.choice(FIRST)} {lots.choice(LAST)}",
        email=f"employee{number:05}@acme.example",
        role="employee",
        language=lots.choice(("de", "en")),
        active=lots.random() < 0.97,
        wants_points=wants_points,
        on_leaderboard=wants_points and lots.random() < 0.6,
        pseudonym=pseudonyms.pseudonym(),
        created_at=at,
    )
    for group in lots.sample(groups, lots.choice((1, 1, 2))):
        bulk.add(membership, person_id=id, group_id=group)
    if lots.random() < 0.8:
        token = tokens.digest(tokens.new_token())
        bulk.add(Device, id=key_at(at, lots), token_hash=token, person_id=id, name="Chromium", created_at=at)
    if lots.random() < 0.3:
        bulk.add(
            Digest, person_id=id, wanted=True, due_at=now() + timedelta(days=7), told_until=at, refused=False
        )
    return Sharer(id, wants_points, lots.paretovariate(3))


def add_items(bulk: Bulk, count: int, start: datetime, days: int, lots: random.Random) -> list[Thing]:
    """Published one after the other over the days, some for one group only."""
    topics = [key_at(start, lots) for _ in TOPICS]
    for id, name in zip(topics, TOPICS, strict=True):
        words = {"en": [name.lower()], "de": []}
        bulk.add(Topic, id=id, name=name, name_key=named.key(name), words=words)
    groups = list({row["group_id"]: None for row in bulk.rows[membership]})
    pause = timedelta(days=days) / count
    return [_add_item(bulk, n, topics, groups, start + n * pause, lots) for n in range(count)]


def _add_item(
    bulk: Bulk,
    number: int,
    topics: list[uuid.UUID],
    groups: list[uuid.UUID],
    at: datetime,
    lots: random.Random,
) -> Thing:
    id = key_at(at, lots)
    bulk.add(
        Item,
        id=id,
        url=f"https://acme.example/blog/{number}",
        title=f"What we learned, part {number}",
        source="Acme blog",
        language=lots.choice(("de", "en")),
        status=PUBLISHED,
        published_at=at,
        valid_from=at,
        valid_until=at + timedelta(days=60),
        updated_at=at,
    )
    for topic in lots.sample(topics, 2):
        bulk.add(item_topic, item_id=id, topic_id=topic)
    if lots.random() < 0.3:
        bulk.add(item_audience, item_id=id, group_id=lots.choice(groups))
    captions = [key_at(at, lots) for _ in range(3)]
    for weeks, caption in enumerate(captions, 2):
        text = TEXT.format(weeks)
        bulk.add(Caption, id=caption, item_id=id, platform="any", language="en", text=text, is_question=False)
    return Thing(id, tuple(captions))


def add_tips(bulk: Bulk, count: int, people: list[Sharer], start: datetime, lots: random.Random) -> None:
    """Pages that some of them propose."""
    for number in range(count):
        at = start + timedelta(hours=number)
        id = key_at(at, lots)
        bulk.add(Tip, id=id, url=f"https://robots.example/{number}", title=f"Robots, part {number}")
        for person in lots.sample(people, min(len(people), lots.choice((1, 1, 1, 4)))):
            bulk.add(Proposal, tip_id=id, person_id=person.id, note="Fits our topics.", at=at)
