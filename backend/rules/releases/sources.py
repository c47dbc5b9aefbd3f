"""Rules, lexicons and the organisation's profile as they are written: bring in, read, edit."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import facts, trail
from backend.errors import NotFound
from backend.people import installed
from backend.rules import examples
from backend.rules.language import checks, reading, source_files, yaml_file
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.language.rule import Lexicon, Rule, touched_by
from backend.rules.models import Organisation, Source
from backend.rules.releases import profiles


@cache
def shipped() -> Mapping[str, str]:
    """Rules and lexicons that we ship, as YAML by file; read once, for they come with the program."""
    return MappingProxyType(source_files.texts(source_files.SHIPPED))


def seed(
    session: Session, profile: Mapping[str, Any] | None = None, folder: Path = source_files.SHIPPED
) -> None:
    """Bring in the YAML below `folder` and, where there is none yet, the organisation's profile.

    What somebody edited stays; what nobody did follows the folder. Raises NotFound before `plainspoken init`.
    """
    installation = installed.installation(session)
    if session.get(Organisation, installation.id) is None:
        filled = profiles.EMPTY | {"name": installation.organisation} | dict(profile or {})
        session.add(Organisation(installation_id=installation.id, profile=filled))
    known, shipped = {source.file: source for source in all_of_them(session)}, source_files.texts(folder)
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
    installed.hold_installation(session)


def all_of_them(session: Session) -> Sequence[Source]:
    """Every rule and lexicon as it is written, in the order of a pack."""
    return session.scalars(select(Source).order_by(Source.file)).all()


def rule_ids(session: Session) -> set[str]:
    """The ids of all rules that are written here."""
    files = session.scalars(select(Source.file).where(Source.file.startswith("packs/")))
    return {PurePath(file).stem for file in files}


def get(session: Session, file: str) -> Source:
    """One of them. Raises NotFound."""
    found = session.get(Source, file)
    if found is None:
        raise NotFound("There is no such rule or lexicon.")
    return found


def paragraphs(session: Session) -> dict[str, int]:
    """The paragraphs of the guidelines that active rules name, as they are written now, and how many do."""
    try:
        found, _lexicons = parse(texts(session))
    except RuleFaults:  # told where rules are published
        return {}
    named = [rule.guideline for rule in found if rule.status == "active"]
    return {name: named.count(name) for name in named}


def parse(texts: Mapping[str, str]) -> tuple[list[Rule], list[Lexicon]]:
    """Rules and lexicons from YAML by file. Raises RuleFaults with all faults of all files."""
    rules: list[Rule] = []
    lexicons: list[Lexicon] = []
    faults: list[Fault] = []
    for file, text in sorted(texts.items()):
        try:
            if file.startswith("lexicons/"):
                lexicons.append(reading.parse_lexicon(text, file))
            else:
                rules.append(reading.parse_rule(text, file))
        except RuleFaults as found:
            faults += found.faults
    faults = faults or checks.check(rules, lexicons)
    if faults:
        raise RuleFaults(faults)
    return rules, lexicons


def edit(session: Session, file: str, text: str) -> None:
    """Keep a new text of a rule or lexicon that fits the others and passes its examples; else RuleFaults."""
    source = get(session, file)
    faults = faults_of(session, file, text)
    if faults:
        raise RuleFaults(faults)
    _note_source(session, file, source.text, text)
    source.text, source.edited = text, True


class Taken(Exception):
    """A rule or lexicon of this name is there already."""


def add(session: Session, made: Mapping[str, str]) -> None:
    """Keep new rules and lexicons that fit the others and pass their examples. Raises Taken, RuleFaults."""
    hold(session)
    if made.keys() & texts(session).keys():
        raise Taken
    if faults := _faults(session, made):
        raise RuleFaults(faults)
    for file, text in made.items():
        _note_source(session, file, "", text)
        session.add(Source(file=file, text=text, edited=True))


def remove(session: Session, file: str) -> None:
    """A rule or lexicon goes. Raises NotFound, and RuleFaults of those that need it."""
    source = get(session, file)
    parse({name: text for name, text in texts(session).items() if name != file})
    _note_source(session, file, source.text, "")
    session.delete(source)


def faults_of(session: Session, file: str, text: str) -> list[Fault]:
    """What keeps this text from taking the place of a rule's or lexicon's."""
    return _faults(session, {file: text})


def _faults(session: Session, typed: Mapping[str, str]) -> list[Fault]:
    try:
        rules, lexicons = parse({**texts(session), **typed})
    except RuleFaults as found:
        return found.faults
    return examples.run(rules, lexicons, files=touched_by(typed, rules))


def _note_source(session: Session, file: str, before: str, after: str) -> None:
    trail.note(session, "rules.source", file, *facts.lines(before, after))


def take(session: Session, folder: Path | None) -> None:
    """Take over the files below `folder`: new ones come in, known ones are replaced; ours count as ours.

    Its organisation.yaml becomes the profile, whole: a field that is not in it is empty from now on.
    Raises RuleFaults.
    """
    texts, given = _taken(folder)
    for file, text in texts.items():
        known = session.get(Source, file)
        _note_source(session, file, known.text if known else "", text)
        session.merge(Source(file=file, text=text, edited=text != shipped().get(file)))
    if given:
        profiles.describe(session, given)
    session.flush()


def _taken(folder: Path | None) -> tuple[dict[str, str], dict[str, Any] | None]:
    """The rules and lexicons below `folder`, and the profile where one is there. Raises RuleFaults."""
    if folder is None:
        return {}, None
    path = folder / source_files.PROFILE
    if not path.exists():
        return source_files.texts(folder), None
    text = source_files.text(path, path.name)
    given, _lines = yaml_file.read(text, path.name, "organisation")
    return source_files.texts(folder), profiles.EMPTY | given


def written(session: Session, folder: Path | None = None) -> dict[str, str]:
    """All that a release is made of, as YAML by file: rules, lexicons, the organisation's profile.

    With `folder` as if its files were taken over; raises RuleFaults when they could not be.
    """
    taken, given = _taken(folder)
    if taken:
        parse(texts(session) | taken)
    return as_files(all_of_them(session), given or profiles.get(session)) | taken


def as_files(known: Iterable[Source], profile: dict[str, Any]) -> dict[str, str]:
    """Rules and lexicons with the organisation's profile, as YAML by file."""
    return {source.file: source.text for source in known} | {source_files.PROFILE: profiles.as_yaml(profile)}


def texts(session: Session) -> dict[str, str]:
    """Rules and lexicons as they are written, as YAML by file."""
    return {source.file: source.text for source in all_of_them(session)}
