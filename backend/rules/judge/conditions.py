"""What a rule asks of a draft, and whether it holds. Pure: no clock, no database, no network.

Twin of extension/content/rules/conditions.js: change both. Nothing here knows a rule, a label or a word.

A new kind of condition is also written (language/rule.schema.json, rule.py, reading.py), compiled
(compiler/compiler.py, release.schema.json and, in the browser, release.d.ts and background/shape.js), and
explained (authoring/silences.py, docs/writing-rules.md).
"""

from collections.abc import Callable, Iterable
from typing import Any

from backend.rules.judge.reader import Match, Prepared, Reading, moment_of, read_target

PLACES: dict[str, Callable[[Reading, Match, list[Any]], bool]] = {
    "first": lambda reading, found, place: found.end <= place[1],
    "before_more": lambda reading, found, place: (
        (reading.platform, reading.surface) != ("linkedin", "post") or found.end <= 210
    ),
    "outside_closing_hashtags": lambda reading, found, place: found.start < reading.normalised.closing,
}


def _line(prepared: Prepared, reading: Reading, number: int) -> dict[int | None, list[Match]]:
    """The matches of a line by sentence (None: all), its place and language heeded.

    Its count is not heeded here: that depends on the window.
    """
    if number not in reading.lines:
        line = prepared.release["lines"][number]
        mute = (
            line.get("surely") not in (None, reading.language) or line.get("unless", "") == reading.language
        )
        places = line.get("places", [])
        found: dict[int | None, list[Match]] = {None: []}
        for entry in [] if mute else reading.found.get(line["lexicon"], []):
            if all(PLACES[place[0]](reading, entry, place) for place in places):
                found[None].append(entry)
                found.setdefault(entry.sentence, []).append(entry)
        reading.lines[number] = found
    return reading.lines[number]


def _count(found: list[Match]) -> int:
    """How many matches do not overlap."""
    count, end = 0, -1
    for entry in found:
        if entry.first >= end:
            count, end = count + 1, entry.last
    return count


class Case:
    """One draft before the rules."""

    def __init__(self, prepared: Prepared, draft: dict[str, Any], reading: Reading) -> None:
        self.prepared, self.draft, self.reading = prepared, draft, reading
        self.target: dict[str, Any] | None = draft.get("target")
        self.target_reading: Reading | None = None

    def holds(self, rule: dict[str, Any]) -> tuple[bool, Match | None]:
        """Does the rule speak, and about which words?"""
        stance = self.target["stance"] if self.target else "none"
        fits = self.draft["surface"] in rule.get("surface", [self.draft["surface"]])
        fits = fits and stance in rule.get("target", [stance])
        fits = fits and all(ORGANISATION[flag](self.prepared, self.draft) for flag in rule.get("org", []))
        # what the whole text lacks, no window has
        fits = fits and all(self.found(group, None) for group in rule.get("all", []))
        if not fits or self.found(rule.get("none", []), None):
            return False, None
        tied = self.tied_by_target(rule.get("tie"))
        for window in self._windows(rule):
            if (tied or self.found(rule["tie"]["draft"], window)) and self._meets(rule, window):
                return self.target_fits(rule), self._marked(rule, window)
        return False, None

    def _windows(self, rule: dict[str, Any]) -> Iterable[range | None]:
        """The windows of sentences a rule looks through, one after the other; None is the whole text."""
        size, atoms = rule.get("within", 0), self.reading.normalised.atoms
        if not size:
            return [None]
        return (range(start, start + size) for start in range(atoms[-1].sentence + 1 if atoms else 1))

    def found(self, lines: list[int], window: range | None, reading: Reading | None = None) -> bool:
        """Is one of the lines found in this window?"""
        return any(self._satisfied(line, window, reading or self.reading) for line in lines)

    def _satisfied(self, line: int, window: range | None, reading: Reading) -> bool:
        asked = self.prepared.release["lines"][line]
        if asked["lexicon"] not in reading.found:
            return False
        found, count = self._matches(line, window, reading), int(asked.get("count", 1))
        return len(found) >= count and (count == 1 or _count(found) >= count)

    def _matches(self, line: int, window: range | None, reading: Reading) -> list[Match]:
        found = _line(self.prepared, reading, line)
        if window is None or self.prepared.release["lines"][line].get("anywhere"):
            return found[None]
        return [entry for sentence in window for entry in found.get(sentence, [])]

    def _meets(self, rule: dict[str, Any], window: range | None) -> bool:
        return (
            all(self.found(group, window) for group in rule.get("all", []))
            and all(
                sum(self.found(group, window) for group in groups) >= least
                for least, groups in rule.get("at_least", [])
            )
            and not self.found(rule.get("none_near", []), window)
        )

    def tied_by_target(self, tie: dict[str, Any] | None) -> bool:
        """Is no tie asked, or does the target's author or text tie the draft to the own company?"""
        if tie is None:
            return True
        if not tie["target"] or not self.target:
            return False
        if self.target["stance"] == "own_company":
            return True
        known = isinstance(self.target.get("text"), str)
        return known and self.found(tie["target"], None, self._read_target())

    def target_fits(self, rule: dict[str, Any]) -> bool:
        """The lines on the target's text; a text that is cut off or unknown leaves the rule silent."""
        needed, forbidden = rule.get("target_all", []), rule.get("target_none", [])
        if not needed and not forbidden:
            return True
        if not self.target:
            return not needed
        if not isinstance(self.target.get("text"), str) or self.target.get("text_complete") is False:
            return False
        reading = self._read_target()
        return all(self.found(group, None, reading) for group in needed) and not self.found(
            forbidden, None, reading
        )

    def _read_target(self) -> Reading:
        if self.target_reading is None:
            self.target_reading = read_target(self.prepared, self.draft)
        return self.target_reading

    def _marked(self, rule: dict[str, Any], window: range | None) -> Match | None:
        groups = [rule.get("mark", []), *rule.get("all", [])]
        groups += [group for _, some in rule.get("at_least", []) for group in some]
        for line in (line for group in groups for line in group):
            found = self._matches(line, window, self.reading)
            if found:
                return found[0]
        return None


def _in_quiet_period(prepared: Prepared, draft: dict[str, Any]) -> bool:
    now = moment_of(draft.get("now"))
    periods = prepared.release["organisation"]["quiet_periods"]
    return now is not None and any(start <= now < end for start, end in periods)


ORGANISATION: dict[str, Callable[[Prepared, dict[str, Any]], bool]] = {
    "listed": lambda prepared, draft: bool(prepared.release["organisation"]["listed"]),
    "quiet_period": _in_quiet_period,
}
