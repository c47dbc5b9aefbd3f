"""The bench: what the rules say of a draft, as they are written now and as they are in force.

Looks, keeps nothing: neither the draft nor what was said of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from backend.db import now
from backend.rules.authoring import explain
from backend.rules.compiler import compiler
from backend.rules.judge import judge
from backend.rules.judge.reader import Prepared
from backend.rules.releases import changes, in_force, profiles, publishing, releases, sources

Draft = Mapping[str, Any]
Texts = Mapping[str, str]
NOTHING: Texts = {}
_written: dict[str, Prepared] = {}  # by changes.state; only the newest is kept


@dataclass(frozen=True)
class Opinion:
    """What one set of rules says.

    `release`: its number, None for the rules as they are written. `pieces`: the draft, cut where findings
    begin and end, each with whether one speaks about it. `answers`: every rule that speaks or could have.
    """

    release: int | None
    findings: list[dict[str, Any]]
    pieces: list[tuple[str, bool]]
    answers: list[explain.Answer]


def opinions(session: Session, draft: Draft, language: str, typed: Texts = NOTHING) -> list[Opinion]:
    """As written, then as in force, where that is something else; messages in `language`.

    `typed`: sources by file that are being written and not saved; they must be good ones.
    """
    asked, newest = {**draft, "now": now().isoformat()}, releases.newest(session)
    written = _prepared(session, typed) if typed else as_written(session)
    found = [_opinion(None, written, asked, language)]
    if newest and (typed or changes.pending(session)):
        found.append(_opinion(newest.number, in_force.release(session), asked, language))
    return found


def as_written(session: Session) -> Prepared:
    """The rules as publishing would put them in force now."""
    state = changes.state(session)
    ready = _written.get(state)
    if ready is None:
        ready = _prepared(session, NOTHING)
        _written.clear()
        _written[state] = ready
    return ready


def _prepared(session: Session, typed: Texts) -> Prepared:
    texts, profile = sources.texts(session), publishing.with_all_terms(profiles.get(session))
    parts = sources.parse({**texts, **typed})
    return judge.prepare(compiler.compile_release(*parts, profile, number=0, installation="bench"))


def _opinion(number: int | None, prepared: Prepared, draft: dict[str, Any], language: str) -> Opinion:
    findings = judge.judge(prepared, draft, language)["findings"]
    spans = [finding["span"] for finding in findings if finding["span"]]
    answers = sorted(explain.answers(prepared, draft), key=lambda answer: not answer.speaks)
    return Opinion(number, findings, list(pieces(draft["text"], spans)), answers)


def pieces(text: str, spans: list[list[int]]) -> Iterator[tuple[str, bool]]:
    """The text, cut where spans begin and end, each piece with whether it lies in one."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    for start, end in pairwise(edges):
        yield text[start:end], any(first <= start and end <= last for first, last in spans)
