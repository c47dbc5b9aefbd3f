"""Curating: editing, publishing under the rules in force, withdrawing."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import fewest
from backend.audit import trail
from backend.content import addresses, audiences, judging
from backend.content.models import DRAFT, PUBLISHED, WHOLE, WITHDRAWN, Caption, Item, Topic
from backend.content.refusals import AudienceGone, CaptionsRefused, FewReaders, LeadsElsewhere
from backend.db import now
from backend.errors import Invalid, NotFound
from backend.people import installed
from backend.people.models import Group

# the fields of an item that a form gives as they are
PLAIN = (
    *("url", "title", "source", "description", "language"),
    *("hashtags", "campaign", "pinned", "spread_days"),
)


def get(session: Session, item: uuid.UUID) -> Item:
    """One item with all that belongs to it. Raises NotFound."""
    found = session.get(Item, item, options=WHOLE)
    if found is None:
        raise NotFound("There is no such item.")
    return found


def save(session: Session, item: uuid.UUID | None, values: Mapping[str, Any]) -> Item:
    """Write a new item (None) or change one. `values`: see item_forms.ItemForm.values.

    A published item stays published, so it is checked first.
    Raises NotFound, LeadsElsewhere, FewReaders, CaptionsRefused, and Invalid without a caption.
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
    item.valid_from = _as_it_was(item.valid_from, values["valid_from"]) or item.valid_from or now()
    item.valid_until = _as_it_was(item.valid_until, values["valid_until"])
    item.topics = _all_of(session, Topic, values["topics"])
    item.groups = _all_of(session, Group, values["groups"])
    item.audience_gone = bool(item.audience_gone and not item.groups and not values["for_everybody"])
    _set_captions(item, values["captions"])
    item.updated_at = now()
    session.add(item)


def _as_it_was(before: datetime | None, typed: datetime | None) -> datetime | None:
    """The form shows minutes: what nobody changed keeps its seconds."""
    return before if before and typed == before.replace(second=0, microsecond=0) else typed


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


def publish(session: Session, item: uuid.UUID) -> Item:
    """Put an item into the feeds.

    Raises Invalid without a caption, LeadsElsewhere, FewReaders, AudienceGone, and CaptionsRefused when a
    rule objects.
    """
    found = get(session, item)
    session.refresh(found, with_for_update=True)  # who saves it meanwhile waits, and is then judged
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


def _check(session: Session, item: Item) -> None:
    if not item.captions:
        raise Invalid("An item needs a caption before it can be published.", "Write one and save.")
    if item.url and not addresses.is_on(item.url, installed.installation(session).link_hosts):
        raise LeadsElsewhere
    if item.campaign and item.groups and audiences.people_in(session, item.groups) < fewest.of(session):
        raise FewReaders
    said = [finding for caption in judging.findings(session, item, "en") for finding in caption]
    if any(finding["severity"] != "note" for finding in said):
        raise CaptionsRefused
