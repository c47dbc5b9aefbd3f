"""One figure beside its peers, with the goal it is held to. Ratios are of one run; no time is a promise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Section = Literal["rules", "page", "backend"]


@dataclass(frozen=True)
class Row:
    """`ratio` is what the goal speaks of; it and `met` are None without a goal or its peer."""

    section: Section
    what: str
    unit: str
    ours: float
    against: Mapping[str, float]
    goal: str | None = None
    ratio: float | None = None
    met: bool | None = None

    def at_most(self, times: float, peer: str) -> "Row":
        """Our figure may be up to `times` that of `peer`."""
        known = self.against.get(peer)
        met = known is not None and self.ours <= times * known
        return self._held(f"≤ {times:g} × {peer}", self.ours, known, met)

    def at_least(self, times: float, peer: str) -> "Row":
        """Our figure must be `times` that of `peer` or more (a rate: more is better)."""
        known = self.against.get(peer)
        met = known is not None and self.ours >= times * known
        return self._held(f"≥ {times:g} × {peer}", self.ours, known, met)

    def less_than(self, times: float, peer: str) -> "Row":
        """Our cost must fit `times` into that of `peer`."""
        known = self.against.get(peer)
        met = known is not None and known >= times * self.ours
        return self._held(f"{times:g} × less than {peer}", known, self.ours, met)

    def within(self, limit: float) -> "Row":
        """Our figure may be up to `limit`; the ratio is the part of it that is used."""
        return self._held(f"≤ {limit:,g} {self.unit}", self.ours, limit, self.ours <= limit)

    def from_(self, limit: float) -> "Row":
        """Our figure must be `limit` or more; the ratio is how often it is."""
        return self._held(f"≥ {limit:,g} {self.unit}", self.ours, limit, self.ours >= limit)

    def _held(self, goal: str, part: float | None, whole: float | None, met: bool) -> "Row":
        if part is None or whole is None:
            return replace(self, goal=goal)
        return replace(self, goal=goal, ratio=part / whole if whole else None, met=met)
