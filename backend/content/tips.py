"""Pages that employees propose: joined where they are the same, accepted as a draft or declined."""

import uuid

import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from backend.audit import trail
from backend.content import drafts
from backend.content.drafts import Found
from backend.content.models import ACCEPTED, DECLINED, Item, Proposal, Tip
from backend.db import insert, now
from backend.errors import Conflict, NotFound
from backend.pages.paging import Page, page_of
from backend.points import service as points


def propose(session: Session, person: uuid.UUID, url: str, title: str, note: str) -> Tip:
    """One more who proposes this page; `url` as `addresses.of_a_page` gives it. Their newest note counts."""
    row = {"id": uuid_utils.compat.uuid7(), "url": url, "title": _title(title, url)}
    session.execute(insert(session, Tip).values(row).on_conflict_do_nothing(index_elements=["url"]))
    tip: Tip = session.scalars(select(Tip).where(Tip.url == url)).one()
    proposal = {"tip_id": tip.id, "person_id": person, "note": _storable(note).strip(), "at": now()}
    new = insert(session, Proposal).values(proposal)
    session.execute(
        new.on_conflict_do_update(index_elements=["tip_id", "person_id"], set_={"note": new.excluded.note})
    )
    return tip


def mine(session: Session, person: uuid.UUID, page: int, size: int) -> Page[tuple[Tip, Proposal]]:
    """What a person proposed, newest first, with what became of it."""
    query = select(Tip, Proposal).join(Proposal).where(Proposal.person_id == person)
    return page_of(session, query.order_by(Proposal.at.desc(), Tip.id.desc()), page, size)


def get(session: Session, tip: uuid.UUID) -> Tip:
    """One tip with its proposals. Raises NotFound."""
    found = session.get(Tip, tip, options=[selectinload(Tip.proposals)])
    if found is None:
        raise NotFound("There is no such tip.")
    return found


def accept(session: Session, tip: uuid.UUID, language: str, answer: str) -> Item:
    """Make a draft of it, unless there is an item for this page; who proposed it and wants points gets some.

    `answer` is told to those who proposed it. Declined, it may still be accepted.
    Raises NotFound, Conflict when it was accepted before.
    """
    found = _to_decide(session, tip)
    page = Found(url=found.url, title=found.title, language=language)
    item = drafts.twin(session, found.url) or drafts.add(session, page)
    with trail.change(session, "content.tip", found):
        found.state, found.answer, found.decided_at = ACCEPTED, answer, now()
        found.item_id = item.id
    for proposal in sorted(found.proposals, key=lambda one: one.person_id):  # in one order: no deadlock
        points.award_tip(session, found.id, proposal.person_id, now())
    return item


def decline(session: Session, tip: uuid.UUID, answer: str) -> None:
    """Not this one; `answer` is told to those who proposed it.

    Raises NotFound, Conflict when it was accepted before.
    """
    found = _to_decide(session, tip)
    with trail.change(session, "content.tip", found):
        found.state, found.answer, found.decided_at = DECLINED, answer, now()


def _to_decide(session: Session, tip: uuid.UUID) -> Tip:
    found = session.get(Tip, tip, options=[selectinload(Tip.proposals)], with_for_update=True)
    if found is None:
        raise NotFound("There is no such tip.")
    if found.state == ACCEPTED:
        raise Conflict("This tip was accepted before.", "Open its draft.")
    return found


def _title(title: str, url: str) -> str:
    """On one line; a page without a title goes by its address."""
    return (" ".join(_storable(title).split()) or url)[:200]


def _storable(text: str) -> str:
    """Without the one character that PostgreSQL cannot hold."""
    return text.replace("\0", "")
