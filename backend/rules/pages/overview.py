"""What the list of rules shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from backend.rules.compiler import formal
from backend.rules.language.source_files import PROFILE
from backend.rules.releases import changes, titles
from backend.rules.releases.changes import Waiting
from backend.rules.releases.differences import plain


@dataclass(frozen=True)
class Row:
    """A rule or lexicon, which has no label and so on. `says`: its message, or what it is about.

    `title`: the message's first sentence. `example`: a text about which it speaks, for several say the same.

    `release`: since which it is in force as it is there; None before it is. `pending`: changed since then.
    """

    file: str
    name: str
    says: str
    title: str
    example: str
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
    waiting: Waiting


def of(session: Session, language: str) -> Overview:
    """The state of things; messages in `language`."""
    waiting = changes.waiting(session)
    rows = list(_rows(waiting, language))
    lexicons = [row for row in rows if row.file.startswith("lexicons/")]
    rules = [row for row in rows if not row.file.startswith("lexicons/")]
    return Overview(rules, lexicons, waiting)


def _rows(waiting: Waiting, language: str) -> Iterator[Row]:
    pending = {change.file for change in waiting.changes}
    profile = plain(waiting.texts[PROFILE])
    for source in waiting.sources:
        data = plain(source.text)
        says = _said(data, language, profile)
        fields = {key: data.get(key, "") for key in ("label", "severity", "status", "owner")}
        name, is_new = PurePath(source.file).stem, source.file in pending
        yield Row(
            source.file,
            name,
            says,
            titles.first(says),
            _example(data, language),
            **fields,
            release=source.release,
            pending=is_new,
        )


def _said(data: Mapping[str, Any], language: str, profile: Mapping[str, Any]) -> str:
    """Our own lists tell in English what they find; others as they were written."""
    if "message" in data:
        message = formal.said(data["message"]) if profile.get("formal") else data["message"]
        return titles.in_words(message[language], language, profile["name"])
    finds = data["about"]
    return str(gettext(finds))


def _example(data: Mapping[str, Any], language: str) -> str:
    """In the reader's language where there is one."""
    found = data.get("examples", {}).get("found", ())
    drafts = [
        one["draft"] or one.get("target_text", "")
        for one in sorted(found, key=lambda one: one.get("lang") != language)
    ]
    return next(iter(drafts), "")
