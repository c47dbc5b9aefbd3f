"""From sources to releases: seed, edit, see what changes, publish, roll back, judge with what is in force."""

import io
import json
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from backend.audit import facts, trail
from backend.db import now, run_built
from backend.errors import NotFound
from backend.guidelines import service as guidelines
from backend.people import service as people
from backend.people.models import Installation
from backend.rules import compiler, examples, language, source_files, yaml_file
from backend.rules import judge as twin
from backend.rules.faults import Fault, RuleFaults
from backend.rules.language import Lexicon, Rule
from backend.rules.models import Organisation, Release, Source
from backend.rules.reader import Prepared

HERE = Path(__file__).parent
EMPTY_PROFILE: dict[str, Any] = {
    "aliases": [],
    "products": [],
    "competitors": [],
    "confidential_terms": [],
    "embargoes": [],
    "quiet_periods": [],
    "listed": False,
    "pages": [],
}
IN_FORCE = select(Release.number, Release.sha256).order_by(Release.number.desc()).limit(1)
_prepared: dict[str, Prepared] = {}  # hash -> release; only the newest is kept


def seed(session: Session, profile: Mapping[str, Any] | None = None, folder: Path = HERE) -> None:
    """Bring in the YAML below `folder` and, where there is none yet, the organisation's profile.

    What somebody edited stays; what nobody did follows the folder. Raises NotFound before `plainspoken init`.
    """
    installation = people.installation(session)
    if session.get(Organisation, installation.id) is None:
        filled = EMPTY_PROFILE | {"name": installation.organisation} | dict(profile or {})
        session.add(Organisation(installation_id=installation.id, profile=filled))
    known, shipped = {source.file: source for source in sources(session)}, source_files.texts(folder)
    for file in shipped.keys() - known.keys():
        session.add(Source(file=file, text=shipped[file]))
    for source in (source for source in known.values() if not source.edited):
        if source.file in shipped:
            source.text = shipped[source.file]
        else:
            session.delete(source)
    session.flush()


def hold(session: Session) -> None:
    """From here to the end of the transaction nobody else changes or publishes rules."""
    session.execute(select(Installation.id).with_for_update())


def sources(session: Session) -> Sequence[Source]:
    """Every rule and lexicon as it is written, in the order of a pack."""
    return session.scalars(select(Source).order_by(Source.file)).all()


def get_source(session: Session, file: str) -> Source:
    """One of them. Raises NotFound."""
    found = session.get(Source, file)
    if found is None:
        raise NotFound("There is no such rule or lexicon.")
    return found


def profile(session: Session) -> dict[str, Any]:
    """The organisation's profile. Raises NotFound before it was seeded."""
    found = session.scalar(select(Organisation))
    if found is None:
        raise NotFound("This server has no organisation yet.", "Run `plainspoken init`.")
    return dict(found.profile)


def describe(session: Session, profile: dict[str, Any]) -> None:
    """Keep a new profile of the organisation; it speaks once published. Raises RuleFaults."""
    yaml_file.check(profile, source_files.PROFILE, "organisation")
    known = session.scalars(select(Organisation)).one()
    _note_profile(session, known.profile, profile)
    known.profile = profile


def parse(texts: Mapping[str, str]) -> tuple[list[Rule], list[Lexicon]]:
    """Rules and lexicons from YAML by file. Raises RuleFaults with all faults of all files."""
    rules: list[Rule] = []
    lexicons: list[Lexicon] = []
    faults: list[Fault] = []
    for file, text in sorted(texts.items()):
        try:
            if file.startswith("lexicons/"):
                lexicons.append(language.parse_lexicon(text, file))
            else:
                rules.append(language.parse_rule(text, file))
        except RuleFaults as found:
            faults += found.faults
    faults = faults or language.check(rules, lexicons)
    if faults:
        raise RuleFaults(faults)
    return rules, lexicons


def edit(session: Session, file: str, text: str) -> None:
    """Keep a new text of a rule or lexicon that fits the others and passes its examples; else RuleFaults."""
    source = get_source(session, file)
    faults = faults_of(session, file, text)
    if faults:
        raise RuleFaults(faults)
    _note_source(session, file, source.text, text)
    source.text, source.edited = text, True


def faults_of(session: Session, file: str, text: str) -> list[Fault]:
    """What keeps this text from taking the place of a rule's or lexicon's."""
    try:
        rules, lexicons = parse({**_texts(session), file: text})
    except RuleFaults as found:
        return found.faults
    asking = {rule.file for rule in rules if PurePath(file).stem in rule.lexicons()}
    touched = {file, *asking} if file.startswith("lexicons/") else {file}
    return examples.run(rules, lexicons, files=touched)


def _note_source(session: Session, file: str, before: str, after: str) -> None:
    trail.note(session, "rules.source", file, *facts.lines(before, after))


def _note_profile(session: Session, before: dict[str, Any], after: dict[str, Any]) -> None:
    trail.note(session, "rules.profile", "", *facts.lines(_yaml(before), _yaml(after)))


def publish(session: Session, author: uuid.UUID | None, note: str) -> Release:
    """Freeze the sources as they stand, under the next number. Raises RuleFaults with every fault at once."""
    texts = _texts(session)
    rules, lexicons = parse(texts)
    faults = [*_unwritten(session, rules), *examples.run(rules, lexicons)]
    if faults:
        raise RuleFaults(faults)
    number = _next_number(session)
    installation = str(people.installation(session).id)
    body = compiler.compile_release(
        rules, lexicons, profile(session), number=number, installation=installation
    )
    return _freeze(session, body, written(session), author, note)


def _unwritten(session: Session, rules: list[Rule]) -> list[Fault]:
    """Rules that name a paragraph which the guidelines do not have; none where there are no guidelines."""
    known = guidelines.names(session)
    wrong = [rule for rule in rules if known and rule.status == "active" and rule.guideline not in known]
    return [language.unwritten(rule, known) for rule in wrong]


def take_and_publish(session: Session, folder: Path | None, note: str) -> Release:
    """`publish`, after taking over the files below `folder`: new ones come in, known ones are replaced.

    Its organisation.yaml becomes the profile, whole: a field that is not in it is empty from now on.
    """
    texts, given = _taken(folder)
    for file, text in texts.items():
        known = session.get(Source, file)
        _note_source(session, file, known.text if known else "", text)
        session.merge(Source(file=file, text=text, edited=True))
    if given:
        _note_profile(session, profile(session), given)
        session.merge(Organisation(installation_id=people.installation(session).id, profile=given))
    session.flush()
    return publish(session, None, note)


def _taken(folder: Path | None) -> tuple[dict[str, str], dict[str, Any] | None]:
    """The rules and lexicons below `folder`, and the profile where one is there. Raises RuleFaults."""
    if folder is None:
        return {}, None
    path = folder / source_files.PROFILE
    if not path.exists():
        return source_files.texts(folder), None
    text = source_files.text(path, path.name)
    given, _lines = yaml_file.read(text, path.name, "organisation")
    return source_files.texts(folder), EMPTY_PROFILE | given


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
    newest = newest_release(session)
    if newest and json.loads(body(session, newest.number)).get("format") != compiler.FORMAT:
        roll_back(session, None, newest.number, note)


def _compiled_again(session: Session, texts: Mapping[str, str], number: int) -> dict[str, Any]:
    """A release from what it was made of; whether the judge would read its old body, nobody knows."""
    rules, lexicons = parse({file: text for file, text in texts.items() if file != source_files.PROFILE})
    filled, _lines = yaml_file.read(texts[source_files.PROFILE], source_files.PROFILE, "organisation")
    installation = str(people.installation(session).id)
    return compiler.compile_release(
        rules, lexicons, EMPTY_PROFILE | filled, number=number, installation=installation
    )


def _freeze(
    session: Session, release: dict[str, Any], texts: dict[str, str], author: uuid.UUID | None, note: str
) -> Release:
    body = compiler.release_bytes(release)
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


def _next_number(session: Session) -> int:
    """One more than the last. Two who publish at once wait for each other here."""
    hold(session)
    newest = newest_release(session)
    return newest.number + 1 if newest else 1


def written(session: Session, folder: Path | None = None) -> dict[str, str]:
    """All that a release is made of, as YAML by file: rules, lexicons, the organisation's profile.

    With `folder` as if its files were taken over; raises RuleFaults when they could not be.
    """
    texts, given = _taken(folder)
    if texts:
        parse(_texts(session) | texts)
    return _texts(session) | texts | {source_files.PROFILE: _yaml(given or profile(session))}


def _yaml(data: dict[str, Any]) -> str:
    out = io.StringIO()
    YAML(typ="safe").dump(data, out)
    return out.getvalue()


def _texts(session: Session) -> dict[str, str]:
    return {source.file: source.text for source in sources(session)}


def newest_release(session: Session) -> Release | None:
    """The release in force, without its body."""
    return session.scalar(select(Release).order_by(Release.number.desc()).limit(1))


def _no_release(session: Session, number: int) -> NotFound:
    newest = newest_release(session)
    return NotFound(f"There is no release {number}.", f"The newest is {newest.number if newest else 0}.")


def release_sources(session: Session, number: int) -> dict[str, str]:
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
