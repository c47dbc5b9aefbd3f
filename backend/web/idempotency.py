"""A write that a flaky network repeats happens once: the first answer is kept and given again.

The extension sends an `Idempotency-Key` (a UUID) with every such POST. The kept answer must hold nothing
the employee typed (house rule 2): answer with ids and links, not with texts. It is kept for a month
(retention/data_map.yaml), a day longer than the extension's outbox tries.
"""

import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Response, current_app, request
from marshmallow import Schema
from sqlalchemy import Executable, bindparam, update
from sqlalchemy.orm import Session

from backend import auth
from backend.db import InsertInto, insert_for, now, run_built, run_tx
from backend.errors import Invalid, Problem
from backend.web.models import KeptAnswer

CREATED = 201
KEY = re.compile(r"[\x21-\x7e]{8,64}")
DESCRIBED = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[!-~]{8,64}$"},
}


KEEP_ANSWER = (
    update(KeptAnswer)
    .where(KeptAnswer.person_id == bindparam("person"), KeptAnswer.key == bindparam("its_key"))
    .values(status=bindparam("answered"), body=bindparam("answer"))
)


@cache
def _claim(insert_into: InsertInto) -> Executable:
    return insert_into(KeptAnswer).on_conflict_do_nothing().returning(KeptAnswer.key)


def once(work: Callable[[Session], Any], schema: Schema, key: uuid.UUID | None = None) -> Response:
    """Run `work(session)` in one transaction, unless this person's key was answered before.

    `key`: of a form, which has no headers. Answers what `schema` dumps of the result.
    A Problem raised by `work` undoes all and is not kept, so the same key may try again. Raises Problem (400)
    without a key, Invalid (422) when the key came before with another body.
    """
    person, its_key, digest = auth.me().id, str(key or _key()), _digest()
    status, body = run_tx(lambda session: _once(session, person, its_key, digest, work, schema))
    return Response(body, status, content_type="application/json")


def is_first(session: Session, person: uuid.UUID, key: str, digest: str = "") -> bool:
    """Claim a key for its one effect; a twin of the request waits here until the first one has committed."""
    row = {"person_id": person, "key": key, "digest": digest, "status": 0, "body": "", "created_at": now()}
    return run_built(session, _claim(insert_for(session)), **row).scalar() is not None


def _once(
    session: Session,
    person: uuid.UUID,
    key: str,
    digest: str,
    work: Callable[[Session], Any],
    schema: Schema,
) -> tuple[int, str]:
    if not is_first(session, person, key, digest):
        return _replay(session.get_one(KeptAnswer, (person, key)), digest)
    body = json.dumps(schema.dump(work(session)))
    run_built(session, KEEP_ANSWER, person=person, its_key=key, answered=CREATED, answer=body)
    return CREATED, body


def _replay(kept: KeptAnswer, digest: str) -> tuple[int, str]:
    if kept.digest != digest:
        raise Invalid(
            "This Idempotency-Key was used for another request.", "Make a new key for each new request."
        )
    return kept.status, kept.body


def _key() -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        raise Problem(
            "The header Idempotency-Key is missing or not 8 to 64 visible ASCII characters.",
            "Send a UUID as Idempotency-Key, the same one when you repeat the request.",
        )
    return key


def _digest() -> str:
    """Keyed, so that nobody can try out on the database what an employee may have typed."""
    sent = b"\n".join((request.method.encode(), request.path.encode(), request.get_data()))
    return hmac.new(str(current_app.secret_key).encode(), sent, hashlib.sha256).hexdigest()
