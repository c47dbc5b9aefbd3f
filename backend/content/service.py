"""Curating: who may see which item now, editing, publishing under the rules in force, withdrawing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, selectinload

from backend.audit import trail
from backend.content import addresses, texts
from backend.content.models import (
    DRAFT,
    PLATFORMS,
    PUBLISHED,
    WITHDRAWN,
    Caption,
    Item,
    Topic,
    item_audience,
    item_topic,
)
from backend.db import now, run_built
from backend.errors import Invalid, NotFound
from backend.paging import Page, page_of
from backend.people import service as people
from backend.people.models import Group, membership
from backend.rules import service as rules

# the fields of an item that a form gives as they are
PLAIN = (
    *("url", "title", "source", "description", "language"),
    *("hashtags", "campaign", "pinned", "spread_days", "valid_until"),
)
WHOLE = (selectinload(Item.captions), selectinload(Item.topics), selectinload(Item.groups))


def is_open(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Published and valid at this time."""
    started = Item.valid_from <= at
    return and_(Item.status == PUBLISHED, started, or_(Item.valid_until.is_(None), Item.valid_until > at))


def is_for(person: uuid.UUID | BindParameter[uuid.UUID]) -> ColumnElement[bool]:
    """Meant for everybody, or for a group of this person."""
    audience = item_audience.c.item_id == Item.id
    mine = select(membership.c.group_id).where(membership.c.person_id == person)
    everybody = and_(~exists().where(audience), Item.audience_gone.is_(False))
    return or_(everybody, exists().where(audience, item_audience.c.group_id.in_(mine)))


def _feed(*columns: Any) -> Select[Any]:
    """For the `person` and the time (`at`) it is run with."""
    visible = select(*columns).where(is_open(bindparam("at")), is_for(bindparam("person")))
    return visible.order_by(Item.pinned.desc(), Item.id.desc())


FEED = _feed(Item).options(*WHOLE)
TAGS = _feed(Item.id, Item.updated_at).limit(bindparam("most")).offset(bindparam("skipped"))
SHAREABLE = (
    select(Caption.id, Caption.item_id, Caption.language, Caption.text, Item.hashtags, Item.url)
    .join(Item, Item.id == Caption.item_id)
    .where(Item.id == bindparam("item"), Caption.id == bindparam("caption"))
    .where(Caption.platform.in_((bindparam("platform"), "any")))
    .where(is_open(bindparam("at")), is_for(bindparam("person")))
)


@dataclass(frozen=True)
class Shareable:
    """A caption somebody may share, as it was offered, with its item's address ("": it has none)."""

    id: uuid.UUID
    item_id: uuid.UUID
    language: str
    text: str
    url: str


def feed_tag(session: Session, person: uuid.UUID, page: int, size: int) -> str:
    """What a person's page of the feed is made of, in one query: ids and when each was last touched."""
    window = {"most": size + 1, "skipped": (page - 1) * size}
    rows = run_built(session, TAGS, person=person, at=now(), **window).all()
    more = len(rows) > size
    return f"{page}.{more}." + ".".join(f"{id.hex}:{at.timestamp()}" for id, at in rows[:size])


def feed(session: Session, person: uuid.UUID, page: int, size: int) -> Page[Item]:
    """A page of what this person may share now: pinned first, then the newest."""
    return page_of(session, FEED.params(person=person, at=now()), page, size)


def shareable(
    session: Session, person: uuid.UUID, item: uuid.UUID, caption: uuid.UUID, platform: str
) -> Shareable:
    """A caption of this person's feed that fits the platform, in one query.

    Raises NotFound, whatever the reason they may not have it.
    """
    wanted = {"item": item, "caption": caption, "platform": platform}
    found = run_built(session, SHAREABLE, **wanted, person=person, at=now()).one_or_none()
    if found is None:
        raise NotFound("This is not in your feed (any more).", "Sync, then choose another suggestion.")
    id, item_id, language, text, hashtags, url = found
    return Shareable(id, item_id, language, texts.whole(text, hashtags), url)


def get(session: Session, item: uuid.UUID) -> Item:
    """One item with all that belongs to it. Raises NotFound."""
    found = session.get(Item, item, options=WHOLE)
    if found is None:
        raise NotFound("There is no such item.")
    return found


def save(session: Session, item: uuid.UUID | None, values: Mapping[str, Any]) -> Item:
    """Write a new item (None) or change one. `values`: see forms.ItemForm.values.

    A published item stays published, so it is checked first.
    Raises NotFound, LeadsElsewhere, CaptionsRefused.
    """
    found = get(session, item) if item else Item(status=DRAFT)
    with trail.change(session, "content.item", found):
        _fill(session, found, values)
    if found.status == PUBLISHED:
        _check(session, found)
    return found


def _fill(session: Session, item: Item, values: Mapping[str, Any]) -> None:
    for name in PLAIN:
        setattr(item, name, values[name])
    item.url_key = addresses.key(item.url)
    item.valid_from = values["valid_from"] or item.valid_from or now()
    item.topics = _all_of(session, Topic, values["topics"])
    item.groups = _all_of(session, Group, values["groups"])
    item.audience_gone = bool(item.audience_gone and not item.groups and not values["for_everybody"])
    _set_captions(item, values["captions"])
    item.updated_at = now()
    session.add(item)


def _all_of(session: Session, table: type[Any], ids: Sequence[uuid.UUID]) -> list[Any]:
    return list(session.scalars(select(table).where(table.id.in_(ids)))) if ids else []


def _set_captions(item: Item, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Captions keep their ids while they are edited: shares name them."""
    known = {caption.id: caption for caption in item.captions}
    captions = []
    for values in wanted:
        caption = known.get(values["id"]) or Caption()
        if caption.text != values["text"]:
            caption.people = 0  # nobody has posted this one
        for name in ("platform", "language", "text", "is_question"):
            setattr(caption, name, values[name])
        captions.append(caption)
    item.captions = captions


class LeadsElsewhere(Invalid):
    """The organisation's tracked links may not lead to the item's site."""

    def __init__(self) -> None:
        super().__init__("The link leads to a site that is not on the list.", "Ask an admin to add the site.")


class CaptionsRefused(Invalid):
    """The rules in force warn of a caption."""

    def __init__(self) -> None:
        super().__init__("The rules object to a caption.", "Change the captions that are marked.")


class AudienceGone(Invalid):
    """Its only group was deleted, and nobody has said for whom it is now."""

    def __init__(self) -> None:
        super().__init__("It is meant for nobody.", "Choose for whom it is.")


def publish(session: Session, item: uuid.UUID) -> Item:
    """Put an item into the feeds.

    Raises Invalid without a caption, LeadsElsewhere, AudienceGone, and CaptionsRefused when a rule objects.
    """
    found = get(session, item)
    if found.audience_gone:
        raise AudienceGone
    _check(session, found)
    if found.status != PUBLISHED:
        found.published_at = now()
    with trail.change(session, "content.item", found):
        found.status, found.updated_at = PUBLISHED, now()
    return found


def withdraw(session: Session, item: uuid.UUID) -> Item:
    """Take an item out of the feeds. Its tracked links say from now on that it is gone."""
    found = get(session, item)
    with trail.change(session, "content.item", found):
        found.status, found.updated_at = WITHDRAWN, now()
    return found


def findings(session: Session, item: Item, language: str) -> list[list[dict[str, Any]]]:
    """What the rules in force say to each caption with its hashtags, in their order, notes included."""
    captions = ((texts.whole(one.text, item.hashtags), one) for one in item.captions)
    return [judge_caption(session, text, one.platform, one.language, language) for text, one in captions]


def judge_caption(
    session: Session, text: str, platform: str, lang: str, language: str
) -> list[dict[str, Any]]:
    """Findings on a text (`platform` may be any), said in `language`; none before the first release."""
    if rules.newest_release(session) is None:
        return []
    said: dict[str, dict[str, Any]] = {}
    for one in PLATFORMS if platform == "any" else (platform,):
        draft = {"platform": one, "surface": "post", "text": text, "lang": lang, "target": None}
        said |= {found["rule"]: found for found in rules.judge(session, draft, language)["findings"]}
    return list(said.values())


def _check(session: Session, item: Item) -> None:
    if not item.captions:
        raise Invalid("An item needs a caption before it can be published.", "Write one and save.")
    if item.url and not addresses.is_on(item.url, people.installation(session).link_hosts):
        raise LeadsElsewhere
    said = [finding for caption in findings(session, item, "en") for finding in caption]
    if any(finding["severity"] != "note" for finding in said):
        raise CaptionsRefused


def topics(session: Session) -> Sequence[Topic]:
    """All topics by name."""
    return session.scalars(select(Topic).order_by(Topic.name)).all()


def get_topic(session: Session, topic: uuid.UUID) -> Topic:
    """One topic. Raises NotFound."""
    found = session.get(Topic, topic)
    if found is None:
        raise NotFound("There is no such topic.")
    return found


def is_free(session: Session, name: str, topic: uuid.UUID | None) -> bool:
    """Is there no other topic of this name?"""
    query = select(Topic.id).where(func.lower(Topic.name) == name.strip().lower())
    return session.scalar(query) in (None, topic)


def save_topic(session: Session, topic: uuid.UUID | None, name: str, words: dict[str, list[str]]) -> Topic:
    """Write a new topic (None) or change one; the items under it count as changed too. Raises NotFound."""
    found = get_topic(session, topic) if topic else Topic()
    with trail.change(session, "content.topic", found):
        found.name, found.words = name, words
        session.add(found)
    under = select(item_topic.c.item_id).where(item_topic.c.topic_id == found.id)
    session.execute(update(Item).where(Item.id.in_(under)).values(updated_at=now()))
    return found
