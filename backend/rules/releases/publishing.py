"""Releases are made: what is written is frozen under the next number, or an older one once more."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session, undefer

from backend.audit import trail
from backend.db import now
from backend.guidelines import service as guidelines
from backend.people import installed
from backend.rules import examples
from backend.rules.compiler import compiler
from backend.rules.language import checks, reading, source_files, yaml_file
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.language.rule import Lexicon, Rule, touched_by
from backend.rules.models import Release, Review, Source
from backend.rules.releases import profiles, releases, sources

Parts = tuple[list[Rule], list[Lexicon], dict[str, Any]]  # with the organisation's profile
FIRST_NOTE = "The rules that Plainspoken brings along."


def publish(session: Session, author: uuid.UUID | None, note: str) -> Release:
    """Freeze the sources as they stand, under the next number. Raises RuleFaults with every fault at once.

    Of the examples those are run whose rule or lexicon may say something else than in the last release;
    before the first, than in what we ship, whose examples are our own tests. The question for a second yes
    to it is over.
    """
    texts = sources.texts(session)
    rules, lexicons = sources.parse(texts)
    before = releases.last_sources(session) or sources.shipped()
    changed = [file for file, text in texts.items() if before.get(file) != text]
    touched = touched_by(changed, rules)
    faults = [*unwritten(session, rules), *examples.run(rules, lexicons, files=touched)]
    if faults:
        raise RuleFaults(faults)
    made = _compiled(session, (rules, lexicons, profiles.get(session)), _next_number(session))
    session.execute(delete(Review))
    return _freeze(session, made, sources.written(session), author, note)


def in_the_way(session: Session) -> list[Fault]:
    """For what publishing would be refused now, as far as rules tell; to read all lists takes a second."""
    texts = sources.texts(session).items()
    try:
        rules = [reading.parse_rule(text, file) for file, text in texts if not file.startswith("lexicons/")]
    except RuleFaults as found:
        return found.faults
    return unwritten(session, rules)


def unwritten(session: Session, rules: list[Rule]) -> list[Fault]:
    """Rules that name a paragraph which the guidelines do not have; none where there are no guidelines."""
    known = guidelines.names(session)
    wrong = [rule for rule in rules if known and rule.status == "active" and rule.guideline not in known]
    return [checks.unwritten(rule, known) for rule in wrong]


def roll_back(session: Session, author: uuid.UUID | None, number: int, note: str) -> Release:
    """Publish an older release once more, under the next number. Raises NotFound."""
    deferred = [undefer(part) for part in (Release.body, Release.server_body, Release.sources)]
    older = session.get(Release, number, options=deferred)
    if older is None:
        raise releases.no_release(session, number)
    number = _next_number(session)
    bodies = [json.loads(body) for body in (older.body, older.server_body) if body]
    if all(body.get("format") == compiler.FORMAT for body in bodies):
        made = [body | {"number": number} for body in bodies]
    else:  # whether the judge would read the old one, nobody knows
        made = _compiled(session, parts(older.sources), number)
    return _freeze(session, made, older.sources, author, note)


def keep_readable(session: Session, note: str) -> None:
    """After an upgrade: what is in force once more, in the format of today. Raises RuleFaults."""
    last = releases.newest(session)
    if last and json.loads(releases.body(session, last.number)).get("format") != compiler.FORMAT:
        roll_back(session, None, last.number, note)


def _compiled(session: Session, made_of: Parts, number: int) -> list[compiler.Release]:
    """As it travels and, where words stay on the server, as the server judges by it."""
    rules, lexicons, profile = made_of
    judged_by = [profile, with_all_terms(profile)] if profile["server_only_terms"] else [profile]
    installation = str(installed.installation(session).id)
    return [
        compiler.compile_release(rules, lexicons, one, number=number, installation=installation)
        for one in judged_by
    ]


def with_all_terms(profile: dict[str, Any]) -> dict[str, Any]:
    """The profile by which the server judges: words that stay on it are confidential like the others."""
    terms = [*profile.get("confidential_terms", []), *profile.get("server_only_terms", [])]
    return profile | {"confidential_terms": terms}


def parts(texts: Mapping[str, str]) -> Parts:
    """Rules, lexicons and profile of what a release was made of, or would be. Raises RuleFaults."""
    rules, lexicons = sources.parse(
        {file: text for file, text in texts.items() if file != source_files.PROFILE}
    )
    filled, _lines = yaml_file.read(texts[source_files.PROFILE], source_files.PROFILE, "organisation")
    return rules, lexicons, profiles.EMPTY | filled


def _freeze(
    session: Session,
    made: Sequence[compiler.Release],
    texts: dict[str, str],
    author: uuid.UUID | None,
    note: str,
) -> Release:
    """`made`: as in `_compiled`."""
    number = made[0]["number"]
    body, *server_body = map(compiler.release_bytes, made)
    _note_what_is_new(session, number, texts)
    frozen = Release(
        number=number,
        body=body,
        server_body=next(iter(server_body), None),
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
    before = releases.last_sources(session)
    new = [file for file, text in texts.items() if before.get(file) != text]
    session.execute(update(Source).where(Source.file.in_(new)).values(release=number))
    gone = before.keys() - texts.keys()
    session.execute(update(Source).where(Source.file.in_(gone)).values(release=None))


def _next_number(session: Session) -> int:
    """One more than the last. Two who publish at once wait for each other here."""
    sources.hold(session)
    last = releases.newest(session)
    return last.number + 1 if last else 1
