"""Releases: freeze what is written, roll back, judge with what is in force."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer

from backend.audit import trail
from backend.db import now, run_built
from backend.errors import NotFound
from backend.guidelines import service as guidelines
from backend.people import service as people
from backend.rules import compiler, examples, language, source_files, sources, yaml_file
from backend.rules import judge as twin
from backend.rules.faults import Fault, RuleFaults
from backend.rules.language import Lexicon, Rule
from backend.rules.models import Release, Source
from backend.rules.reader import Prepared

IN_FORCE = select(Release.number, Release.sha256).order_by(Release.number.desc()).limit(1)
_prepared: dict[str, Prepared] = {}  # hash -> release; only the newest is kept


def publish(session: Session, author: uuid.UUID | None, note: str) -> Release:
    """Freeze the sources as they stand, under the next number. Raises RuleFaults with every fault at once."""
    texts = sources.texts(session)
    rules, lexicons = sources.parse(texts)
    faults = [*_unwritten(session, rules), *examples.run(rules, lexicons)]
    if faults:
        raise RuleFaults(faults)
    number = _next_number(session)
    installation = str(people.installation(session).id)
    body = compiler.compile_release(
        rules, lexicons, sources.profile(session), number=number, installation=installation
    )
    return _freeze(session, body, sources.written(session), author, note)


def _unwritten(session: Session, rules: list[Rule]) -> list[Fault]:
    """Rules that name a paragraph which the guidelines do not have; none where there are no guidelines."""
    known = guidelines.names(session)
    wrong = [rule for rule in rules if known and rule.status == "active" and rule.guideline not in known]
    return [language.unwritten(rule, known) for rule in wrong]


def roll_back(session: Session, author: uuid.UUID | None, number: int, note: str) -> Release:
    """Publish an older release once more, under the next number. Raises NotFound."""
    older = session.get(Release, number, options=[undefer(Release.body), undefer(Release.sources)])
    if older is None:
        raise _no_release(session, number)
    body, number = json.loads(older.body), _next_number(session)
    if body.get("format") == compiler.FORMAT:
        body["number"] = number
    else:
        body = _compiled_again(session, older.sources, number)
    return _freeze(session, body, older.sources, author, note)


def keep_readable(session: Session, note: str) -> None:
    """After an upgrade: what is in force once more, in the format of today. Raises RuleFaults."""
    last = newest(session)
    if last and json.loads(body(session, last.number)).get("format") != compiler.FORMAT:
        roll_back(session, None, last.number, note)


def _compiled_again(session: Session, texts: Mapping[str, str], number: int) -> dict[str, Any]:
    """A release from what it was made of; whether the judge would read its old body, nobody knows."""
    rules, lexicons, profile = parts(texts)
    installation = str(people.installation(session).id)
    return compiler.compile_release(rules, lexicons, profile, number=number, installation=installation)


def parts(texts: Mapping[str, str]) -> tuple[list[Rule], list[Lexicon], dict[str, Any]]:
    """Rules, lexicons and profile of what a release was made of, or would be. Raises RuleFaults."""
    rules, lexicons = sources.parse(
        {file: text for file, text in texts.items() if file != source_files.PROFILE}
    )
    filled, _lines = yaml_file.read(texts[source_files.PROFILE], source_files.PROFILE, "organisation")
    return rules, lexicons, sources.EMPTY_PROFILE | filled


def _freeze(
    session: Session, release: dict[str, Any], texts: dict[str, str], author: uuid.UUID | None, note: str
) -> Release:
    body = compiler.release_bytes(release)
    _note_what_is_new(session, release["number"], texts)
    frozen = Release(
        number=release["number"],
        body=body,
        sha256=compiler.release_hash(body),
        sources=texts,
        note=note,
        author_id=author,
        published_at=now(),
    )
    session.add(frozen)
    session.flush()
    published = {"note": note, "sha256": frozen.sha256}
    trail.note(session, "rules.release", str(frozen.number), after=published)
    return frozen


def _note_what_is_new(session: Session, number: int, texts: Mapping[str, str]) -> None:
    """Which sources are in force in another way from this release on."""
    last = newest(session)
    before = sources_of(session, last.number) if last else {}
    new = [file for file, text in texts.items() if before.get(file) != text]
    session.execute(update(Source).where(Source.file.in_(new)).values(release=number))
    gone = before.keys() - texts.keys()
    session.execute(update(Source).where(Source.file.in_(gone)).values(release=None))


def _next_number(session: Session) -> int:
    """One more than the last. Two who publish at once wait for each other here."""
    sources.hold(session)
    last = newest(session)
    return last.number + 1 if last else 1


def newest(session: Session) -> Release | None:
    """The release in force, without its body."""
    return session.scalar(select(Release).order_by(Release.number.desc()).limit(1))


def _no_release(session: Session, number: int) -> NotFound:
    last = newest(session)
    return NotFound(f"There is no release {number}.", f"The newest is {last.number if last else 0}.")


def sources_of(session: Session, number: int) -> dict[str, str]:
    """What a release was made of, as `written` was then. Raises NotFound."""
    found = session.scalar(select(Release.sources).where(Release.number == number))
    if found is None:
        raise _no_release(session, number)
    return found


def tag(session: Session) -> tuple[int, str]:
    """Number and SHA-256 of the release in force. Raises NotFound before the first one."""
    found = run_built(session, IN_FORCE).one_or_none()
    if found is None:
        raise NotFound("No rules have been published yet.", "Ask an admin to publish them.")
    return found.number, found.sha256


def body(session: Session, number: int) -> bytes:
    """The bytes of a release as sent."""
    return session.scalars(select(Release.body).where(Release.number == number)).one()


def in_force(session: Session) -> Prepared:
    """The release in force, ready to judge. Raises NotFound before the first one."""
    number, sha256 = tag(session)
    ready = _prepared.get(sha256)  # kept in hand: another thread may clear the rest at any moment
    if ready is None:
        ready = twin.prepare(json.loads(body(session, number)))
        _prepared.clear()
        _prepared[sha256] = ready
    return ready


def judge(session: Session, draft: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The verdict of the release in force on a draft (types.d.ts, without `now`), said in `language`."""
    return twin.judge(in_force(session), {**draft, "now": now().isoformat()}, language)
