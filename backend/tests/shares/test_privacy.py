"""What an employee types is judged and forgotten: it is in no table and in no log line."""

import hashlib
import io
import json
from typing import Any

from sqlalchemy import select

from backend.content.models import Item
from backend.migrations import tables
from backend.tests import acme
from backend.tests.cast import Visitor

CANARY = "canary-7f3a thieves of Zanzibar"
TARGET = "canary-9c1e said the other one"


def traces(text: str) -> list[str]:
    """The text and its plain hashes."""
    data = text.encode()
    return [text, *(hashlib.new(name, data).hexdigest() for name in ("md5", "sha1", "sha256"))]


def test_the_words_of_an_employee_are_in_no_table_and_no_log_line(
    keen: Visitor, item: Item, tx: Any, log: io.StringIO
) -> None:
    target = {"stance": "competitor", "name": TARGET, "text": TARGET}
    draft = {"platform": "x", "surface": "reply", "text": CANARY, "target": target}
    assert keen.post("/api/v1/checks", json=draft).json["findings"]
    key = acme.key()
    assert keen.post("/api/v1/shares", json=acme.share_of(item, CANARY), headers=key).status_code == 422
    known = acme.share_of(item, CANARY, acknowledged=["thieves"])
    sent = json.dumps(known).encode()
    share = keen.post("/api/v1/shares", data=sent, headers=key | {"Content-Type": "application/json"})
    assert CANARY in share.json["text"]
    again = keen.post("/api/v1/shares", data=sent, headers=key | {"Content-Type": "application/json"})
    assert again.json == share.json
    keen.patch(f"/api/v1/shares/{share.json['id']}", json={"state": "posted"})
    keen.post("/api/v1/shares", json=known | {"platform": CANARY}, headers=acme.key())
    keen.post("/api/v1/checks", data=CANARY, headers={"Content-Type": "application/json"})

    def dump(session: Any) -> str:
        return "\n".join(str(session.execute(select(table)).all()) for table in tables.metadata.sorted_tables)

    everything = tx(dump) + log.getvalue()
    assert item.title in everything
    whole = b"\n".join((b"POST", b"/api/v1/shares", sent))
    marks = [
        *traces(CANARY),
        *traces(TARGET),
        hashlib.sha256(sent).hexdigest(),
        hashlib.sha256(whole).hexdigest(),
    ]
    assert [mark for mark in marks if mark in everything] == []


def test_a_refusal_does_not_repeat_what_was_sent(amira: Visitor, item: Item) -> None:
    answer = amira.post(
        "/api/v1/shares", json=acme.share_of(item, CANARY) | {"platform": TARGET}, headers=acme.key()
    )
    assert answer.status_code == 422
    assert CANARY not in answer.text
    assert TARGET not in answer.text
