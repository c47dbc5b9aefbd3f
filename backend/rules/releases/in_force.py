"""The release in force, ready to judge on the server."""

import json
from collections.abc import Mapping
from threading import Lock
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.db import now
from backend.rules.judge import judge as twin
from backend.rules.judge.reader import Prepared
from backend.rules.models import Release
from backend.rules.releases import releases

_prepared: dict[str, Prepared] = {}  # hash -> release; only the newest is kept
_preparing = Lock()


def release(session: Session) -> Prepared:
    """The release in force, ready to judge on the server. Raises NotFound before the first one."""
    return prepared(session, *releases.tag(session))


def prepared(session: Session, number: int, sha256: str) -> Prepared:
    """`release`, for who knows its `tag`; the database is asked only for one that is new."""
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
    return judge_by(release(session), draft, language)


def judge_by(release: Prepared, draft: Mapping[str, Any], language: str) -> dict[str, Any]:
    """`judge`, for who has the release in force and asks it about several drafts."""
    return twin.judge(release, {**draft, "now": now().isoformat()}, language)
