"""The guidelines in force and the one being written."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer_group

from backend.audit import facts, trail
from backend.errors import NotFound
from backend.guidelines import differences, markdown
from backend.guidelines.differences import Change
from backend.guidelines.markdown import Guideline
from backend.guidelines.models import Draft, Version
from backend.people import installed
from backend.people.models import LANGUAGES

OURS = Path(__file__).parent / "texts"  # to begin with; the sample organisation's, too
Texts = dict[str, str]  # language -> Markdown
WITH_TEXTS = undefer_group("texts")


def newest(session: Session) -> Version | None:
    """The version in force, without its texts; None before the first."""
    return session.scalar(select(Version).order_by(Version.number.desc()).limit(1))


def get(session: Session, number: int) -> Version:
    """One version with its texts. Raises NotFound."""
    found = session.get(Version, number, options=[WITH_TEXTS])
    if found is None:
        raise NotFound("There is no such version of the guidelines.")
    return found


def texts(session: Session, number: int) -> Texts:
    """The texts of a version by language. Raises NotFound."""
    found = get(session, number)
    return {language: getattr(found, language) for language in LANGUAGES}


def read(session: Session, written: Mapping[str, str]) -> dict[str, Guideline]:
    """Both languages, for this organisation. Raises TextFaults with the faults of both."""
    company, read, faults = installed.installation(session).organisation, {}, []
    for language in LANGUAGES:
        try:
            read[language] = markdown.read(written[language], language, company)
        except markdown.TextFaults as found:
            faults += found.faults
    if faults:
        raise markdown.TextFaults(faults)
    return read


def in_force(session: Session) -> dict[str, Guideline]:
    """What is in force, by language; nothing before the first version."""
    found = newest(session)
    return read(session, texts(session, found.number)) if found else {}


def names(session: Session) -> frozenset[str]:
    """The names of the paragraphs in force."""
    found = in_force(session)
    return found[LANGUAGES[0]].names if found else frozenset()


def draft(session: Session, last: Version | None) -> Texts:
    """What is being written: as saved, else what is in force (the `newest`), else ours to begin with."""
    found = session.scalar(select(Draft))
    if found:
        return {language: getattr(found, language) for language in LANGUAGES}
    return texts(session, last.number) if last else shipped(installed.installation(session).is_formal)


def shipped(is_formal: bool = False) -> Texts:
    """The texts that Plainspoken brings along; `is_formal`: German with Sie."""
    files = {language: f"{language}.md" for language in LANGUAGES}
    files |= {"de": "de-formal.md"} if is_formal else {}
    return {language: (OURS / file).read_text(encoding="utf-8") for language, file in files.items()}


def save_draft(session: Session, written: Mapping[str, str]) -> None:
    """Keep what is being written, whatever is wrong with it."""
    before = draft(session, newest(session))
    for language in LANGUAGES:
        trail.note(session, "guidelines.draft", language, *facts.lines(before[language], written[language]))
    session.merge(Draft(installation_id=installed.installation(session).id, **written))


def is_drafted(session: Session) -> bool:
    """Was something written that is not published?"""
    return session.scalar(select(Draft.installation_id)) is not None


def changes(
    session: Session, before: Mapping[str, str] | None, after: Mapping[str, str]
) -> dict[str, list[Change]]:
    """What differs, by language. Raises TextFaults for `after`."""
    old, new = read(session, before) if before else {}, read(session, after)
    return {language: differences.between(old.get(language), new[language]) for language in LANGUAGES}
