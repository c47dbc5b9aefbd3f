"""What came of warnings, from browsers whose employee switched that on."""

import hashlib
import hmac
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import case, delete
from sqlalchemy.orm import Session

from backend.dates import weeks
from backend.db import insert
from backend.errors import Invalid, NotAllowed
from backend.people import service as people
from backend.reports.models import TakenOutcomes, Waiting
from backend.rules.releases import sources

# what a warning can come to: taken or mended, switched off from the card, posted as it was, not posted at all
OUTCOMES = ("followed", "dismissed", "ignored", "shown")
RULE = "rule:"  # + its id: the measure
WRONG = "wrong:"  # + its id: in how many weeks how many people said that it is wrong
MOST = 1000  # of one person, rule, outcome and week: nobody drowns what others met
KEPT = timedelta(days=31)  # a day longer than a browser's outbox tries


def take(
    session: Session,
    person: uuid.UUID,
    report: uuid.UUID,
    day: date,
    outcomes: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """Count a day's outcomes, once for each `report`; they join the week in which they arrive.

    What a browser tells of a rule that there is not is left out: it may be gone by now.

    Raises NotAllowed without the employee's yes, Invalid for a day that is to come or long ago.
    """
    if not people.get_person(session, person).sends_outcomes:
        raise NotAllowed("You have not switched outcomes on.", "Switch them on in the settings.")
    today = weeks.today()
    if not today - KEPT < day <= today + timedelta(days=1):  # their day may have begun before ours
        raise Invalid("This day is too long ago, or still to come.", "Send the last 30 days only.")
    if _is_new(session, report, day):
        known = sources.rule_ids(session)
        who = who_of(person)
        week = weeks.sunday_of(today)
        for one in sorted(outcomes, key=lambda one: (one["rule"], one["outcome"])):
            if one["rule"] in known:
                _add(session, f"{RULE}{one['rule']}", one["outcome"], week, who, one["times"])
    return {"id": report}


def take_wrong(session: Session, person: uuid.UUID, report: uuid.UUID, rule: str) -> dict[str, Any]:
    """Somebody said of a rule that it is wrong; once a week counts, so that nobody speaks for many.

    To say so is their yes.
    """
    today = weeks.today()
    if _is_new(session, report, today) and rule in sources.rule_ids(session):
        _add(session, f"{WRONG}{rule}", "wrong", weeks.sunday_of(today), who_of(person), 1, most=1)
    return {"id": report}


def forget(session: Session, person: uuid.UUID) -> None:
    """What somebody told and no figure has used yet. To call a rule wrong was a yes of its own."""
    told = delete(Waiting).where(Waiting.who == who_of(person), Waiting.measure.startswith(RULE))
    session.execute(told)


def _is_new(session: Session, report: uuid.UUID, day: date) -> bool:
    session.execute(delete(TakenOutcomes).where(TakenOutcomes.day <= weeks.today() - KEPT))
    new = insert(session, TakenOutcomes).values(id=report, day=day).on_conflict_do_nothing()
    return session.scalar(new.returning(TakenOutcomes.id)) is not None


def who_of(person: uuid.UUID) -> str:
    """In whose name outcomes wait: whoever has the database alone cannot tell."""
    secret = current_app.config["PLAINSPOKEN"].secret
    return hmac.digest(secret.encode(), b"outcome" + person.bytes, hashlib.sha256).hex()


def keys_of(person: uuid.UUID) -> list[str]:
    """All names under which something of theirs waits."""
    return [str(person), who_of(person)]


def _add(
    session: Session, measure: str, part: str, week: date, who: str, times: int, most: int = MOST
) -> None:
    key = {"measure": measure, "part": part, "week": week, "who": who}
    new = insert(session, Waiting).values(**key, value=times)
    total = Waiting.value + new.excluded.value
    more = {"value": case((total > most, most), else_=total)}
    session.execute(new.on_conflict_do_update(index_elements=list(key), set_=more))
