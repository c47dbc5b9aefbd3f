"""From a text to what is found in it: names that count, matches of every lexicon, the language.

Twin of extension/content/rules/reader.js: change both. Nothing here knows a rule.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from backend.rules.judge import lookup, match
from backend.rules.judge.alphabet import Alphabet
from backend.rules.judge.normalise import Normalised, normalise

OURS_OR_THEIRS = ("own_company", "competitor")


@dataclass(slots=True, eq=False, weakref_slot=True)
class Prepared:
    """A release made quick to ask. Made once per release, used for every draft."""

    release: dict[str, Any]
    alphabet: Alphabet
    words: lookup.Words
    names: match.Automaton
    phrases: match.Automaton
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
    """A text as the rules see it.

    `found`: matches by lexicon; `language`: where that is sure; `leaning`: towards which it is;
    `until`: day of the first embargo named.
    """

    text: str
    platform: str
    surface: str
    normalised: Normalised
    found: dict[int, list[Match]]
    language: str | None
    leaning: str | None
    until: str
    lines: dict[int, dict[int | None, list[Match]]] = field(default_factory=dict)


def read(prepared: Prepared, draft: dict[str, Any]) -> Reading:
    """The draft's own text as the rules see it."""
    return _read(prepared, draft, draft["text"], draft.get("lang"))


def read_target(prepared: Prepared, draft: dict[str, Any]) -> Reading:
    """The text of the post it answers, which must be known."""
    return _read(prepared, draft, draft["target"]["text"], None)


def _read(prepared: Prepared, draft: dict[str, Any], text: str, lang: str | None) -> Reading:
    normalised = normalise(text, prepared.alphabet)
    arcs = lookup.arcs(normalised, prepared.words, prepared.release["kinds"])
    until = _add_names(prepared, draft, normalised, arcs)
    found = _matches(normalised, match.find(prepared.phrases, normalised, arcs))
    sure, leaning = (lang, lang) if lang in ("de", "en") else _languages(prepared, normalised)
    return Reading(text, draft["platform"], draft["surface"], normalised, found, sure, leaning, until)


def _add_names(prepared: Prepared, draft: dict[str, Any], read: Normalised, arcs: lookup.Arcs) -> str:
    """Adds an arc for every name that counts; returns the day of the first embargo named, or ''."""
    names, lists = prepared.release["names"], prepared.release["lists"]
    sure, doubtful = [], []
    for hit in sorted(match.find(prepared.names, read, arcs), key=_place):
        kind, ordinary, embargo = names[hit.out]
        if embargo and not _in_force(draft, embargo[0]):
            continue
        if not ordinary:
            sure.append(hit)
            arcs[hit.first].append((hit.last, set(lists[kind])))
        elif all("Cap" in atom.kinds for atom in read.atoms[hit.first : hit.last]):
            doubtful.append(hit)
    is_ours = any(names[hit.out][0] in ("own", "product") for hit in sure)
    if doubtful and (is_ours or _has_context(prepared, draft, read, arcs, doubtful)):
        for hit in doubtful:
            arcs[hit.first].append((hit.last, set(lists[names[hit.out][0]])))
        sure += doubtful
    return next((names[hit.out][2][1] for hit in sorted(sure, key=_place) if names[hit.out][2]), "")


def _place(hit: match.Hit) -> tuple[int, int, int]:
    """Of two that end together the order is nobody's: which embargo is told must not hang on it."""
    return hit.last, hit.first, hit.out


def _has_context(
    prepared: Prepared, draft: dict[str, Any], read: Normalised, arcs: lookup.Arcs, doubtful: list[match.Hit]
) -> bool:
    """Does the text speak of a company, so that a capitalised everyday word is its name?"""
    if (draft.get("target") or {}).get("stance") in OURS_OR_THEIRS:
        return True
    trial = [list(steps) for steps in arcs]
    maybe = set(prepared.release["lists"].get("maybe_own", ()))
    for hit in doubtful:
        trial[hit.first].append((hit.last, maybe))
    return prepared.release["context"] in _matches(read, match.find(prepared.phrases, read, trial))


def _in_force(draft: dict[str, Any], until: int) -> bool:
    now = moment_of(draft.get("now"))
    return bool(draft.get("embargoes_in_force")) or now is None or now < until


def moment_of(now: str | None) -> float | None:
    """Milliseconds since 1970; None for what is no time."""
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


def _languages(prepared: Prepared, read: Normalised) -> tuple[str | None, str | None]:
    """The language the function words are surely of, and the one that most are of."""
    german, english = (
        sum(atom.text in prepared.function_words[language] for atom in read.atoms)
        for language in ("de", "en")
    )
    if german == english:
        return None, None
    leaning = "de" if german > english else "en"
    most, least = max(german, english), min(german, english)
    return (leaning if most >= 2 and most > 2 * least else None), leaning
