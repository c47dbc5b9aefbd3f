"""One figure beside its peers, with the goal it is held to. Ratios are of one run; no time is a promise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Section = Literal["rules", "page", "backend"]


@dataclass(frozen=True)
class Row:
    """`ratio` is what the goal speaks of; it and `met` are None without a goal, or without its peer."""

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
        ratio = self._share(self.ours, self.against.get(peer))
        return self._held(f"≤ {times:g} × {peer}", ratio, ratio is not None and ratio <= times)

    def at_least(self, times: float, peer: str) -> "Row":
        """Our figure must be `times` that of `peer` or more (a rate: more is better)."""
        ratio = self._share(self.ours, self.against.get(peer))
        return self._held(f"≥ {times:g} × {peer}", ratio, ratio is not None and ratio >= times)

    def less_than(self, times: float, peer: str) -> "Row":
        """Our cost must fit `times` into that of `peer`."""
        cost = self.against.get(peer)
        ratio = None if cost is None else self._share(cost, self.ours)
        return self._held(f"{times:g} × less than {peer}", ratio, ratio is not None and ratio >= times)

    def within(self, limit: float) -> "Row":
        """Our figure may be up to `limit`; the ratio is the part of it that is used."""
        return self._held(f"≤ {limit:,g} {self.unit}", self.ours / limit, self.ours <= limit)

    def from_(self, limit: float) -> "Row":
        """Our figure must be `limit` or more; the ratio is how often it is."""
        return self._held(f"≥ {limit:,g} {self.unit}", self.ours / limit, self.ours >= limit)

    def _held(self, goal: str, ratio: float | None, met: bool) -> "Row":
        return replace(self, goal=goal, ratio=ratio, met=None if ratio is None else met)

    @staticmethod
    def _share(part: float, whole: float | None) -> float | None:
        """`part` in wholes; a whole of nothing still has room for nothing."""
        if whole is None or (not whole and part):
            return None
        return part / whole if whole else 1.0
