"""A prepared release and a draft in, a verdict out. Pure: no clock, no database, no network.

Twin of extension/content/rules/judge.js: change both. Nothing here knows a rule, a label or a word.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from backend.rules import match
from backend.rules.normalise import Alphabet, Normalised, alphabet, normalise

SEVERITIES = ("confirm", "warn", "note")
UNNAMED = {"de": "diese Firma", "en": "this company"}
PLACEHOLDER = re.compile(r"\{(company|match|target|until)\}")
OURS_OR_THEIRS = ("own_company", "competitor")


@dataclass(slots=True)
class Prepared:
    """A release made quick to ask. Made once per release, used for every draft."""

    release: dict[str, Any]
    alphabet: Alphabet
    words: match.Words
    names: match.Node
    phrases: match.Node
    rules_of: dict[int, list[int]]
    always: list[int]
    function_words: dict[str, frozenset[str]]


@dataclass(slots=True, frozen=True)
class Match:
    """A lexicon found: `first`, `last` count atoms, `start`, `end` code points; last and end excluded."""

    first: int
    last: int
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Reading:
    """A text as the rules see it. `found`: matches by lexicon; `until`: day of the first embargo named."""

    text: str
    platform: str
    surface: str
    normalised: Normalised
    found: dict[int, list[Match]]
    language: str | None
    until: str
    lines: dict[int, dict[int | None, list[Match]]] = field(default_factory=dict)


def prepare(release: dict[str, Any]) -> Prepared:
    """Builds tries, automata and the index of rules once."""
    rules_of: dict[int, list[int]] = {}
    always = []
    for number, rule in enumerate(release["rules"]):
        key = (rule.get("all") or [list(chain(*groups)) for _, groups in rule.get("at_least", [])] or [[]])[0]
        if not key:
            always.append(number)
        for lexicon in dict.fromkeys(release["lines"][line]["lexicon"] for line in key):
            rules_of.setdefault(lexicon, []).append(number)
    return Prepared(
        release=release,
        alphabet=alphabet(release),
        words=match.words(release["words"]),
        names=match.automaton((number, row[3]) for number, row in enumerate(release["names"])),
        phrases=match.automaton((row[0], row[1:]) for row in release["phrases"]),
        rules_of=rules_of,
        always=always,
        function_words={language: frozenset(words) for language, words in release["function_words"].items()},
    )


def judge(prepared: Prepared, draft: dict[str, Any], language: str = "en") -> dict[str, Any]:
    """What the release says about a draft: {release, findings}, the most serious finding first.

    `language` (de or en) is that of the messages; a fix is in the draft's own language where that is sure.
    Spans count code points of the draft as typed.
    """
    reading = read(prepared, draft)
    numbers = {number for lexicon in reading.found for number in prepared.rules_of.get(lexicon, [])}
    best: dict[str, tuple[int, int, dict[str, Any]]] = {}
    asked = Case(prepared, draft, reading)
    for number in sorted(numbers.union(prepared.always)):
        rule = prepared.release["rules"][number]
        holds, marked = asked.holds(rule)
        rank = SEVERITIES.index(rule["severity"])
        if holds and (rule["label"] not in best or rank < best[rule["label"]][0]):
            best[rule["label"]] = (rank, number, _finding(prepared, rule, draft, reading, marked, language))
    order = sorted(best.values(), key=lambda entry: entry[:2])
    return {"release": prepared.release["number"], "findings": [finding for _, _, finding in order]}


# ---- reading a text ----


def read(prepared: Prepared, draft: dict[str, Any]) -> Reading:
    """The draft's own text as the rules see it."""
    return _read(prepared, draft, draft["text"], draft.get("lang"))


def _read(prepared: Prepared, draft: dict[str, Any], text: str, lang: str | None) -> Reading:
    normalised = normalise(text, prepared.alphabet)
    arcs = match.arcs(normalised, prepared.words, prepared.release["kinds"])
    until = _add_names(prepared, draft, normalised, arcs)
    found = _matches(normalised, match.find(prepared.phrases, normalised, arcs))
    sure = lang if lang in ("de", "en") else _language(prepared, normalised)
    return Reading(text, draft["platform"], draft["surface"], normalised, found, sure, until)


def _add_names(prepared: Prepared, draft: dict[str, Any], read: Normalised, arcs: match.Arcs) -> str:
    """Adds an arc for every name that counts; returns the day of the first embargo named, or ''."""
    names, lists = prepared.release["names"], prepared.release["lists"]
    doubtful, sure, until = [], False, ""
    for hit in match.find(prepared.names, read, arcs):
        kind, ordinary, embargo, _ = names[hit.out]
        if embargo and not _in_force(draft, embargo[0]):
            continue
        if ordinary:
            doubtful.append(hit)
            continue
        arcs[hit.first].append((hit.last, lists[kind]))
        sure = sure or kind in ("own", "product")
        until = until or (embargo[1] if embargo else "")
    doubtful = [
        hit for hit in doubtful if all("Cap" in atom.kinds for atom in read.atoms[hit.first : hit.last])
    ]
    if doubtful and (sure or _has_context(prepared, draft, read, arcs, doubtful)):
        for hit in doubtful:
            arcs[hit.first].append((hit.last, lists[names[hit.out][0]]))
    return until


def _has_context(
    prepared: Prepared, draft: dict[str, Any], read: Normalised, arcs: match.Arcs, doubtful: list[match.Hit]
) -> bool:
    """Does the text speak of a company, so that a capitalised everyday word is its name?"""
    if (draft.get("target") or {}).get("stance") in OURS_OR_THEIRS:
        return True
    trial = [list(steps) for steps in arcs]
    for hit in doubtful:
        trial[hit.first].append((hit.last, prepared.release["lists"].get("maybe_own", [])))
    return prepared.release["context"] in _matches(read, match.find(prepared.phrases, read, trial))


def _in_force(draft: dict[str, Any], until: int) -> bool:
    now = _moment(draft.get("now"))
    return bool(draft.get("embargoes_in_force")) or now is None or now < until


def _moment(now: str | None) -> float | None:
    try:
        moment = datetime.fromisoformat(now or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000


def _matches(read: Normalised, hits: list[match.Hit]) -> dict[int, list[Match]]:
    """Matches by lexicon, in order of place; those that touch a phrase of the lexicon's `not` are gone."""
    dropped: dict[int, set[int]] = {}
    for hit in hits:
        if hit.out % 2:
            dropped.setdefault(hit.out // 2, set()).update(range(hit.first, hit.last))
    found: dict[int, dict[tuple[int, int], Match]] = {}
    for hit in hits:
        out = dropped.get(hit.out // 2)
        if hit.out % 2 or (out and any(at in out for at in range(hit.first, hit.last))):
            continue
        start, end = read.atoms[hit.first], read.atoms[hit.last - 1]
        entry = Match(hit.first, hit.last, start.start, end.end, start.sentence)
        found.setdefault(hit.out // 2, {})[(hit.first, hit.last)] = entry
    return {lexicon: [places[key] for key in sorted(places)] for lexicon, places in found.items()}


def _language(prepared: Prepared, read: Normalised) -> str | None:
    """The language the function words are surely of, or None."""
    counts = {
        language: sum(atom.text in words for atom in read.atoms)
        for language, words in prepared.function_words.items()
    }
    for language, other in (("de", "en"), ("en", "de")):
        if counts[language] >= 2 and counts[language] > 2 * counts[other]:
            return language
    return None


# ---- asking a reading ----


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
        found = self._matches(line, window, reading)
        return bool(found) and _count(found) >= self.prepared.release["lines"][line].get("count", 1)

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
            text = (self.target or {})["text"]
            self.target_reading = _read(self.prepared, self.draft, text, None)
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
    now = _moment(draft.get("now"))
    periods = prepared.release["organisation"]["quiet_periods"]
    return now is not None and any(start <= now < end for start, end in periods)


ORGANISATION: dict[str, Callable[[Prepared, dict[str, Any]], bool]] = {
    "listed": lambda prepared, draft: bool(prepared.release["organisation"]["listed"]),
    "quiet_period": _in_quiet_period,
}


# ---- speaking ----


def _finding(
    prepared: Prepared,
    rule: dict[str, Any],
    draft: dict[str, Any],
    reading: Reading,
    marked: Match | None,
    language: str,
) -> dict[str, Any]:
    def said(number: int, tongue: str) -> str:
        values = {
            "company": prepared.release["organisation"]["name"],
            "match": reading.text[marked.start : marked.end] if marked else "",
            "target": (draft.get("target") or {}).get("name") or UNNAMED[tongue],
            "until": reading.until,
        }
        return PLACEHOLDER.sub(lambda found: values[found[1]], prepared.release["texts"][number][tongue])

    fix = rule.get("fix")
    return {
        "rule": rule["id"],
        "label": rule["label"],
        "severity": rule["severity"],
        "span": [marked.start, marked.end] if marked else None,
        "message": said(rule["message"], language),
        "why": said(rule["why"], language),
        "guideline": rule["guideline"],
        "source": rule["source"],
        "fix": {"kind": fix["kind"], "text": said(fix["text"], reading.language or language)}
        if fix
        else None,
    }
