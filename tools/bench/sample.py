"""The sample organisation on a server of the bench's own: its settings, and what its employees ask."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import demo
from backend.app import create_app
from backend.config import Config
from backend.content.models import Caption
from backend.db import db, run_tx
from backend.people.models import Installation, Person
from backend.shares.models import Click, Share
from backend.sign_in import devices
from backend.tests.queries import recorded

DEVICES = 64  # the flood limit is per device; nobody's limit is what is measured
EMPLOYEE = "amira@acme.example"


@dataclass(frozen=True)
class Sample:
    """An organisation in its database. `port` is where its server is to listen."""

    app: Flask
    port: int
    settings: Mapping[str, str]
    tokens: list[str]
    code: str  # of a tracked link
    share: dict[str, str]  # what the extension sends to prepare one

    def clicks(self) -> int:
        """Clicks counted so far."""
        return self._count(Click)

    def shares(self) -> int:
        """Shares logged so far."""
        return self._count(Share)

    def tag(self, path: str) -> str:
        """The ETag of a synced GET."""
        return str(self._get(path).headers["ETag"])

    def queries(self, path: str) -> int:
        """Statements that a GET of what the client already has costs."""
        tag = self.tag(path)
        with recorded(self.app) as asked:
            assert self._get(path, tag).status_code == 304
        return len(asked)

    def _get(self, path: str, tag: str = "") -> Any:
        headers = {"Authorization": f"Bearer {self.tokens[0]}", "If-None-Match": tag}
        return self.app.test_client().get(f"/api/v1/{path}", headers=headers)

    def _count(self, table: type[Click] | type[Share]) -> int:
        with self.app.app_context():
            return int(db.session.scalars(select(func.count()).select_from(table)).one())


def make(folder: Path, port: int) -> Sample:
    """The demo's organisation on SQLite in `folder`, to be served at `port`."""
    database, secret = f"sqlite:///{folder / 'plainspoken.db'}", secrets.token_urlsafe(32)
    url = f"http://127.0.0.1:{port}"
    config = Config(secret, database, url, demo=True)
    demo.prepare(config)
    app = create_app(config)
    settings = {"PLAINSPOKEN_SECRET": secret, "DATABASE_URL": database, "PLAINSPOKEN_URL": url}
    with app.app_context():
        return run_tx(lambda session: _read(session, app, port, settings))


def _read(session: Session, app: Flask, port: int, settings: Mapping[str, str]) -> Sample:
    person = session.scalars(select(Person).where(Person.email == EMPLOYEE)).one()
    tokens = [devices.add(session, person.id, "bench")[1] for _ in range(DEVICES)]
    caption = session.scalars(select(Caption).where(Caption.platform == "linkedin").limit(1)).one()
    share = {"item_id": str(caption.item_id), "caption_id": str(caption.id)}
    share |= {"platform": "linkedin", "text": caption.text}
    session.scalars(select(Installation)).one().shares_per_day = None  # one person shares all day here
    code = session.scalars(select(Share.code).limit(1)).one()
    return Sample(app, port, settings, tokens, code, share)
