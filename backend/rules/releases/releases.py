"""Releases: freeze what is written, roll back, judge with what is in force."""

import json
import uuid
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from flask_babel import gettext
from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from backend.audit import trail
from backend.db import now, run_built
from backend.errors import NotFound
from backend.guidelines import service as guidelines
from backend.people import service as people
from backend.people.models import Person
from backend.rules.compiler import compiler
from backend.rules.judge import judge as twin
from backend.rules.judge.reader import Prepared
from backend.rules.language import examples, language, source_files, yaml_file
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.language.language import Lexicon, Rule
from backend.rules.models import Release, Review, Source
from backend.rules.releases import sources

Parts = tuple[list[Rule], list[Lexicon], dict[str, Any]]  # with the organisation's profile
FIRST_NOTE = "The rules that Plainspoken brings along."
IN_FORCE = select(Release.number, Release.sha256).order_by(Release.number.desc()).limit(1)
_prepared: dict[str, Prepared] = {}  # hash -> release; only the newest is kept
_preparing = Lock()


def publish(session: Session, author: uuid.UUID | None, note: str) -> Release:
    """Freeze the sources as they stand, under the next number. Raises RuleFaults with every fault at once.

    Of the examples those are run whose rule or lexicon may say something else than in the last release;
    before the first, than in what we ship, whose examples are our own tests. The question for a second yes
    to it is over.
    """
    texts = sources.texts(session)
    rules, lexicons = sources.parse(texts)
    before = _last_sources(session) or sources.shipped()
    changed = [file for file, text in texts.items() if before.get(file) != text]
    touched = language.touched_by(changed, rules)
    faults = [*_unwritten(session, rules), *examples.run(rules, lexicons, files=touched)]
    if faults:
        raise RuleFaults(faults)
    made = _compiled(session, (rules, lexicons, sources.profile(session)), _next_number(session))
    session.execute(delete(Review))
    return _freeze(session, made, sources.written(session), author, note)


def _unwritten(session: Session, rules: list[Rule]) -> list[Fault]:
    """Rules that name a paragraph which the guidelines do not have; none where there are no guidelines."""
    known = guidelines.names(session)
    wrong = [rule for rule in rules if known and rule.status == "active" and rule.guideline not in known]
    return [language.unwritten(rule, known) for rule in wrong]


def roll_back(session: Session, author: uuid.UUID | None, number: int, note: str) -> Release:
    """Publish an older release once more, under the next number. Raises NotFound."""
    deferred = [undefer(part) for part in (Release.body, Release.server_body, Release.sources)]
    older = session.get(Release, number, options=deferred)
    if older is None:
        raise _no_release(session, number)
    number = _next_number(session)
    bodies = [json.loads(body) for body in (older.body, older.server_body) if body]
    if all(body.get("format") == compiler.FORMAT for body in bodies):
        made = [body | {"number": number} for body in bodies]
    else:  # whether the judge would read the old one, nobody knows
        made = _compiled(session, parts(older.sources), number)
    return _freeze(session, made, older.sources, author, note)


def keep_readable(session: Session, note: str) -> None:
    """After an upgrade: what is in force once more, in the format of today. Raises RuleFaults."""
    last = newest(session)
    if last and json.loads(body(session, last.number)).get("format") != compiler.FORMAT:
        roll_back(session, None, last.number, note)


def _compiled(session: Session, parts: Parts, number: int) -> list[compiler.Release]:
    """As it travels and, where words stay on the server, as the server judges by it."""
    rules, lexicons, profile = parts
    profiles = [profile, with_all_terms(profile)] if profile["server_only_terms"] else [profile]
    installation = str(people.installation(session).id)
    return [
        compiler.compile_release(rules, lexicons, one, number=number, installation=installation)
        for one in profiles
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
    return rules, lexicons, sources.EMPTY_PROFILE | filled


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
    before = _last_sources(session)
    new = [file for file, text in texts.items() if before.get(file) != text]
    session.execute(update(Source).where(Source.file.in_(new)).values(release=number))
    gone = before.keys() - texts.keys()
    session.execute(update(Source).where(Source.file.in_(gone)).values(release=None))


def _next_number(session: Session) -> int:
    """One more than the last. Two who publish at once wait for each other here."""
    sources.hold(session)
    last = newest(session)
    return last.number + 1 if last else 1


def newest(session: Session, *parts: InstrumentedAttribute[Any]) -> Release | None:
    """The release in force; of its body and sources only these `parts`."""
    with_parts = [undefer(part) for part in parts]
    return session.scalar(select(Release).options(*with_parts).order_by(Release.number.desc()).limit(1))


def last_ones(session: Session) -> Sequence[Row[Release, str | None]]:
    """The last releases, the one in force first, with the name of who published each."""
    query = select(Release, Person.name).outerjoin(Person, Person.id == Release.author_id)
    return session.execute(query.order_by(Release.number.desc()).limit(50)).all()


def _no_release(session: Session, number: int) -> NotFound:
    last = newest(session)
    return NotFound(
        gettext("There is no release %(number)s.", number=number),
        gettext("The newest is %(number)s.", number=last.number if last else 0),
    )


def _last_sources(session: Session) -> dict[str, str]:
    """What the release in force was made of; nothing before the first."""
    last = newest(session, Release.sources)
    return last.sources if last else {}


def sources_of(session: Session, number: int) -> dict[str, str]:
    """What a release was made of, as `written` was then. Raises NotFound."""
    found = session.scalar(select(Release.sources).where(Release.number == number))
    if found is None:
        raise _no_release(session, number)
    return found


def tag(session: Session) -> tuple[int, str]:
    """Number and SHA-256 of the release in force. Raises NotFound before the first one."""
    return told(tuple(run_built(session, IN_FORCE).one_or_none() or (None, None)))


def told(in_force: tuple[Any, ...]) -> tuple[int, str]:
    """`tag`, from the row of IN_FORCE."""
    number, sha256 = in_force
    if number is None:
        raise NotFound("No rules have been published yet.", "Ask an admin to publish them.")
    return number, sha256


def body(session: Session, number: int) -> bytes:
    """The bytes of a release as sent."""
    return session.scalars(select(Release.body).where(Release.number == number)).one()


def in_force(session: Session) -> Prepared:
    """The release in force, ready to judge on the server. Raises NotFound before the first one."""
    return prepared(session, *tag(session))


def prepared(session: Session, number: int, sha256: str) -> Prepared:
    """`in_force`, for who knows its `tag`; the database is asked only for one that is new."""
    with _preparing:  # all threads ask for a new one at once, and each would take its memory
        ready = _prepared.get(sha256)
        if ready is None:
            ours = func.coalesce(Release.server_body, Release.body)
            body = session.scalars(select(ours).where(Release.number == number)).one()
            _prepared.clear()
            ready = _prepared[sha256] = twin.prepare(json.loads(body))
        return ready


def judge(session: Session, draft: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The verdict of the release in force on a draft (types.d.ts, without `now`), said in `language`."""
    return judge_by(in_force(session), draft, language)


def judge_by(release: Prepared, draft: Mapping[str, Any], language: str) -> dict[str, Any]:
    """`judge`, for who has the release in force and asks it about several drafts."""
    return twin.judge(release, {**draft, "now": now().isoformat()}, language)
