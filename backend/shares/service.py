"""A programme share: checked by the rules, prepared with a tracked link, posted or abandoned."""

import secrets
import string
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import uuid_utils.compat
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from backend.content import texts, uses
from backend.db import now, run_built
from backend.errors import Conflict, Invalid, NotFound
from backend.points import service as points
from backend.points.models import SHARE
from backend.rules.judge.reader import Prepared
from backend.rules.releases import in_force, remembered
from backend.shares import limits
from backend.shares.models import ABANDONED, POSTED, PREPARED, Share

CODE_LETTERS = string.ascii_letters + string.digits
CODE_LENGTH = 10  # 62^10: guessing finds nothing
GIVEN_UP_AFTER = timedelta(days=1)
NEW_SHARE = insert(Share)
GIVE_UP = (
    update(Share)
    .where(Share.state == PREPARED, Share.created_at < bindparam("before"))
    .values(state=ABANDONED)
)


def must_be_answered(question: str, text: str) -> None:
    """What one is asked is not what one has to say. Raises Invalid."""
    if texts.says_same(text, question):
        raise Invalid("This is the question.", "Answer it in words of your own.")


def judge(release: Prepared, language: str, text: str, platform: str, lang: str | None) -> dict[str, Any]:
    """The verdict on a text that is about to be shared, said in `language`.

    `lang`: of the caption that goes out as it is; None for what the employee wrote.
    """
    if lang:
        return remembered.judge(release, text, platform, lang, language)
    draft = {"platform": platform, "surface": "post", "text": text, "target": None}
    return in_force.judge_by(release, draft, language)


def check(
    release: Prepared,
    language: str,
    text: str,
    platform: str,
    lang: str | None,
    acknowledged: Collection[str],
) -> dict[str, Any]:
    """The verdict, as `judge` gives it.

    Raises Invalid, with all findings, when one of severity `confirm` is not among `acknowledged`.
    """
    verdict = judge(release, language, text, platform, lang)
    open_ones = [finding for finding in verdict["findings"] if finding["severity"] == "confirm"]
    if any(finding["rule"] not in acknowledged for finding in open_ones):
        raise Invalid(
            "The rules ask you to look at this text once more.",
            "Change the text, or confirm that you want to share it as it is.",
            findings=verdict["findings"],
        )
    return verdict


def prepare(
    session: Session,
    person: uuid.UUID,
    item: uuid.UUID,
    caption: uuid.UUID,
    platform: str,
    edited: bool,
    release: int,
) -> Share:
    """Log the share and make its tracked link; what is answered is a copy of the row.

    The text is not kept. Raises limits.Reached.
    """
    at = now()
    limits.check(session, person, at)
    row = {
        "id": uuid_utils.compat.uuid7(),
        "person_id": person,
        "item_id": item,
        "caption_id": caption,
        "platform": platform,
        "edited": edited,
        "code": "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        "release": release,
        "state": PREPARED,
        "created_at": at,
    }
    run_built(session, NEW_SHARE, **row)
    return Share(**row)


def give_up(session: Session, at: datetime) -> None:
    """Prepared and never heard of again for a day: abandoned. By the worker: no share waits for it."""
    run_built(session, GIVE_UP, before=at - GIVEN_UP_AFTER)


def decide(session: Session, person: uuid.UUID, share: uuid.UUID, state: str, permalink: str | None) -> Share:
    """The employee posted it, or did not. Saying it again changes nothing.

    A share that was given up may still turn out to be posted, never the other way round (Conflict).
    Raises NotFound for a share that is not this person's.
    """
    query = select(Share).where(Share.id == share, Share.person_id == person).with_for_update()
    found = session.scalar(query)
    if found is None:
        raise NotFound("You have no such share.")
    if state == POSTED:
        _post(session, found, permalink)
    elif found.state == POSTED:
        raise Conflict("This share was posted.", "Delete the post on the site itself.")
    else:
        found.state = ABANDONED
    return found


def _post(session: Session, share: Share, permalink: str | None) -> None:
    share.permalink = permalink or share.permalink
    if share.state != POSTED:
        if share.caption_id and not share.edited and not _posted_before(session, share):
            uses.note(session, share.caption_id)
        share.state, share.posted_at = POSTED, now()
        session.flush()
        award(session, share, share.posted_at)


def award(session: Session, share: Share, at: datetime) -> None:
    """Points for a posted share: once per person, item, platform and day."""
    name = f"share:{share.item_id}:{share.platform}:{at.date()}"
    points.award(session, SHARE, share.person_id, name, at, share_id=share.id)


def _posted_before(session: Session, share: Share) -> bool:
    """Did this person post the same caption, as it is, once before? What comes at once is asked in turn."""
    run_built(session, limits.ONE_AT_A_TIME, person=share.person_id)
    same = (Share.person_id == share.person_id, Share.caption_id == share.caption_id)
    posted = select(Share.id).where(*same, Share.state == POSTED, Share.edited.is_(False))
    return session.scalar(posted.limit(1)) is not None
