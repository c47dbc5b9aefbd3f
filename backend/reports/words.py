"""What the parts of a report are called, in the reader's language."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import format_date, gettext, lazy_gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.content.models import Caption, Item, Topic
from backend.content.names import PLATFORM_NAMES
from backend.errors import NotFound
from backend.people.names import LANGUAGE_NAMES
from backend.reports import counted
from backend.reports.counted import Part
from backend.reports.gather import AS_IS, EDITED, REST
from backend.reports.guard import TOGETHER
from backend.rules.releases import in_force, titles

OUTCOME_NAMES = {
    "followed": _("followed"),
    "dismissed": _("switched off"),
    "ignored": _("posted as it was"),
    "shown": _("not posted"),
    TOGETHER: _("not told apart"),
}
TEXT_NAMES = {AS_IS: _("A caption as it is"), EDITED: _("In their own words")}


def month(end: date) -> str:
    """As in “October 2026”."""
    return str(format_date(end, "LLLL yyyy"))


def short_month(end: date) -> str:
    """As in “Oct”."""
    return str(format_date(end, "LLL"))


def parts(groups: Sequence[Part]) -> dict[str, str]:
    """Groups (counted.groups), and what is no group."""
    everyone = gettext("Everyone else") if any(one.since for one in groups) else gettext("Everyone")
    names = {one.part: one.name for one in groups}
    return {**names, REST: everyone, TOGETHER: gettext("Small groups together")}


def all_parts(session: Session) -> dict[str, str]:
    """As `parts`, and what warnings came to."""
    outcomes = {key: str(name) for key, name in OUTCOME_NAMES.items()}
    return {**outcomes, "wrong": gettext("said to be wrong"), **parts(counted.groups(session))}


def topics(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Their names; a topic that is gone has none."""
    return _named(session, select(Topic.id, Topic.name).where(Topic.id.in_(map(uuid.UUID, ids))))


def captions(session: Session, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """How they begin, and what tells those that begin alike apart; a caption that is gone has neither."""
    of_caption = Caption.id, Caption.text, Caption.platform, Caption.language, Item.title
    query = select(*of_caption).join(Item, Item.id == Caption.item_id)
    rows = session.execute(query.where(Caption.id.in_(map(uuid.UUID, ids))))
    return {
        str(key): (_begin(text), f"{PLATFORM_NAMES[platform]}, {LANGUAGE_NAMES[language]} · {title}")
        for key, text, platform, language, title in rows
    }


def rule_messages(session: Session, language: str) -> dict[str, str]:
    """What each rule in force says."""
    try:
        release = in_force.release(session).release  # read once for all, and not for each report
    except NotFound:
        return {}
    said = {one["id"]: release["texts"][one["message"]][language] for one in release["rules"]}
    company = release["organisation"]["name"]
    return {rule: titles.in_words(text, language, company) for rule, text in said.items()}


def _named(session: Session, query: Select[uuid.UUID, str]) -> dict[str, str]:
    return {str(key): name for key, name in session.execute(query)}


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:90].rsplit(' ', 1)[0]} …"
