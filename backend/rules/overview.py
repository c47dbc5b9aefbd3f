"""What the list of rules shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.people.models import Person
from backend.rules import changes, releases, sources, titles
from backend.rules.models import Release
from backend.rules.source_files import PROFILE


@dataclass(frozen=True)
class Row:
    """A rule or lexicon, which has no label and so on. `says`: its message, or what it is about.

    `title` and `rest`: the message's first sentence, and what comes after.

    `release`: since which it is in force as it is there; None before it is. `pending`: changed since then.
    """

    file: str
    name: str
    says: str
    title: str
    rest: str
    label: str
    severity: str
    status: str
    owner: str
    release: int | None
    pending: bool


@dataclass(frozen=True)
class Overview:
    """All sources and the release in force."""

    rules: list[Row]
    lexicons: list[Row]
    newest: Release | None
    pending: int


def of(session: Session, language: str) -> Overview:
    """The state of things; messages in `language`."""
    newest, texts = releases.newest(session), sources.written(session)
    pending = {change.file for change in changes.against(session, newest, texts)}
    company = changes.plain(texts[PROFILE])["name"]
    rows = list(_rows(session, pending, language, company))
    lexicons = [row for row in rows if row.file.startswith("lexicons/")]
    rules = [row for row in rows if not row.file.startswith("lexicons/")]
    return Overview(rules, lexicons, newest, len(pending))


def _rows(session: Session, pending: set[str], language: str, company: str) -> Iterator[Row]:
    for source in sources.all_of_them(session):
        data = changes.plain(source.text)
        says = _said(data, language, company)
        title, rest = titles.parts(says)
        fields = {key: data.get(key, "") for key in ("label", "severity", "status", "owner")}
        name, waits = PurePath(source.file).stem, source.file in pending
        yield Row(source.file, name, says, title, rest, **fields, release=source.release, pending=waits)


def _said(data: Mapping[str, Any], language: str, company: str) -> str:
    """Our own lists tell in English what they find; others as they were written."""
    if "message" in data:
        return titles.in_words(data["message"][language], language, company)
    finds = data["about"]
    return str(gettext(finds))


def published(session: Session) -> list[tuple[Release, str | None]]:
    """The last releases with the name of who published each."""
    query = select(Release, Person.name).outerjoin(Person, Person.id == Release.author_id)
    return [
        (release, name) for release, name in session.execute(query.order_by(Release.number.desc()).limit(50))
    ]
