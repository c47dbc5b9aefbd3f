"""Badges of a season: small aims of one's own. Counted when looked at, seen by nobody else, worth nothing."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.content.models import ACCEPTED, Proposal, Tip, item_topic
from backend.programme.models import Season
from backend.shares.models import POSTED, ClickDay, Share


@dataclass(frozen=True)
class Facts:
    """What somebody did in a season. `weeks`: in how many they shared something."""

    shares: int
    topics: int
    sites: int
    own_words: int
    weeks: int
    readers: int
    tips: int


@dataclass(frozen=True)
class Badge:
    """`goal` of what `count` counts."""

    title: str
    how: str
    goal: int
    count: Callable[[Facts], int]


BADGES = (
    Badge(_("First share"), _("Share something."), 1, lambda facts: facts.shares),
    Badge(_("In my own words"), _("Share three texts that you changed."), 3, lambda facts: facts.own_words),
    Badge(_("On both sites"), _("Share on LinkedIn and on X."), 2, lambda facts: facts.sites),
    Badge(_("Five topics"), _("Share something from five topics."), 5, lambda facts: facts.topics),
    Badge(_("Four weeks"), _("Share something in four weeks."), 4, lambda facts: facts.weeks),
    Badge(_("Read"), _("Your links are opened ten times."), 10, lambda facts: facts.readers),
    Badge(_("Finder"), _("A page you proposed is accepted."), 1, lambda facts: facts.tips),
)


def of_person(session: Session, person: uuid.UUID, season: Season) -> list[tuple[Badge, int]]:
    """Each badge with how far this person is, never beyond its goal."""
    facts = _facts(session, person, season)
    return [(badge, min(badge.count(facts), badge.goal)) for badge in BADGES]


def _facts(session: Session, person: uuid.UUID, season: Season) -> Facts:
    begin = datetime.combine(season.starts, time(), UTC)
    end = datetime.combine(season.ends, time(), UTC) + timedelta(days=1)
    in_time = (Share.posted_at >= begin, Share.posted_at < end)
    posted = (Share.person_id == person, Share.state == POSTED, *in_time)
    own = Share.person_id == person, ClickDay.day.between(season.starts, season.ends)
    topics = select(func.count(item_topic.c.topic_id.distinct())).join(
        Share, Share.item_id == item_topic.c.item_id
    )
    readers = select(func.sum(ClickDay.clicks)).join(Share, Share.id == ClickDay.share_id)
    taken_up = (Tip.state == ACCEPTED, Tip.decided_at >= begin, Tip.decided_at < end)
    tips = select(func.count()).select_from(Proposal).join(Tip).where(Proposal.person_id == person, *taken_up)
    sums = (query.scalar_subquery() for query in (topics.where(*posted), readers.where(*own), tips))
    topic_number, reader_number, tip_number = session.execute(select(*sums)).one()
    rows = session.execute(select(Share.posted_at, Share.platform, Share.edited).where(*posted)).all()
    return Facts(
        shares=len(rows),
        topics=topic_number,
        sites=len({row.platform for row in rows}),
        own_words=sum(row.edited for row in rows),
        weeks=len({row.posted_at.isocalendar()[:2] for row in rows}),
        readers=reader_number or 0,
        tips=tip_number,
    )
