"""Day after day: shares, those who read them, and the points for both, under the caps of the tariff.

The sums are kept beside the rows, as the services do: backend/tests/demo/test_crowd.py holds them equal.
"""

import random
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from backend.demo.crowd.bulk import Bulk, key_at
from backend.demo.crowd.cast import Sharer, Thing
from backend.points import tariff
from backend.points.models import CLICK, SHARE, Entry, PointsDay, PointsTotal
from backend.shares.models import POSTED, Click, ClickDay, Share

READERS = (7, 4, 3, 2, 1)  # of a share on its first days, on average


@dataclass
class Year:
    """What must be known from one day to the next."""

    people: Sequence[Sharer]
    shares_a_day: int
    lots: random.Random
    totals: Counter[uuid.UUID] = field(default_factory=Counter)
    posted_by: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=lambda: defaultdict(set))
    read: dict[date, list[tuple[uuid.UUID, Sharer, int]]] = field(default_factory=lambda: defaultdict(list))

    def live(self, bulk: Bulk, day: date, things: Sequence[Thing]) -> None:
        """One day, of which `things` are what there is to share."""
        points = Day(bulk, day, self.lots)
        zeal = [person.zeal for person in self.people]
        for sharer in self.lots.choices(self.people, zeal, k=self.shares_a_day):
            self._share(points, sharer, self.lots.choice(things))
        for share, sharer, readers in self.read.pop(day, ()):
            points.read(share, sharer, readers)
        for person, gained in points.sums.items():
            bulk.add(PointsDay, day=day, person_id=person, points=gained)
            self.totals[person] += gained

    def _share(self, points: "Day", sharer: Sharer, thing: Thing) -> None:
        caption, edited = self.lots.choice(thing.captions), self.lots.random() < 0.3
        share = points.share(sharer, thing.id, caption, edited)
        if not edited:
            self.posted_by[caption].add(sharer.id)
        for later, readers in enumerate(READERS):
            count = round(self.lots.expovariate(1 / readers))
            self.read[points.day + timedelta(days=later)].append((share, sharer, count))

    def end(self, bulk: Bulk) -> None:
        """The sums over all days."""
        for person, points in self.totals.items():
            bulk.add(PointsTotal, person_id=person, points=points)


class Day:
    """One day's awards, no more of a kind than the tariff allows."""

    def __init__(self, bulk: Bulk, day: date, lots: random.Random) -> None:
        self.bulk, self.day, self.lots = bulk, day, lots
        self.tariff = tariff.shipped_on(day)
        self.sums: Counter[uuid.UUID] = Counter()
        self.awards: Counter[tuple[str, uuid.UUID]] = Counter()
        self.given: set[tuple[uuid.UUID, str]] = set()

    def share(self, sharer: Sharer, item: uuid.UUID, caption: uuid.UUID, edited: bool) -> uuid.UUID:
        """A posted share, and the points for it."""
        at, platform = self._moment(), self.lots.choice(("linkedin", "linkedin", "x"))
        id = key_at(at, self.lots)
        self.bulk.add(
            Share,
            id=id,
            person_id=sharer.id,
            item_id=item,
            caption_id=caption,
            platform=platform,
            edited=edited,
            code=f"{self.lots.getrandbits(60):015x}",
            release=1,
            state=POSTED,
            created_at=at,
            posted_at=at,
        )
        award = f"share:{item}:{platform}:{self.day}"
        self._award(sharer, SHARE, award, id, at, self.tariff[SHARE])
        return id

    def read(self, share: uuid.UUID, sharer: Sharer, readers: int) -> None:
        """So many clicks on a share's link on this day."""
        for nth in range(1, readers + 1):
            at = self._moment()
            click = key_at(at, self.lots)
            self.bulk.add(Click, id=click, share_id=share, at=at)
            if nth <= (self.tariff[CLICK].per_link_and_day or nth):
                self._award(sharer, CLICK, f"click:{click}", share, at, self.tariff[CLICK])
        if readers:
            self.bulk.add(ClickDay, day=self.day, share_id=share, clicks=readers)

    def _award(
        self, sharer: Sharer, kind: str, award: str, share: uuid.UUID, at: datetime, worth: tariff.Worth
    ) -> None:
        is_full = self.awards[kind, sharer.id] >= worth.per_day
        if not sharer.wants_points or is_full or (sharer.id, award) in self.given:
            return
        self.awards[kind, sharer.id] += 1
        self.given.add((sharer.id, award))
        self.sums[sharer.id] += worth.points
        id = key_at(at, self.lots)
        entry = {"person_id": sharer.id, "kind": kind, "award": award, "share_id": share, "day": self.day}
        self.bulk.add(Entry, id=id, points=worth.points, at=at, **entry)

    def _moment(self) -> datetime:
        begin = datetime.combine(self.day, time(), UTC)
        return begin + timedelta(seconds=self.lots.randrange(7 * 3600, 22 * 3600))
