"""The real backend for the browser stories: the sample organisation on SQLite, on a port of its own."""

import io
import secrets
import shutil
import socket
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, make_server

from backend import demo, floods
from backend.app import create_app
from backend.config import Config
from backend.db import db, run_tx
from backend.people import devices
from backend.people.models import Person
from backend.points import tariff

DATABASE = "plainspoken.db"
SOON = 0.02  # seconds between two looks whether to hang up; the usual half second adds up over the stories


class Backend:
    """A server that can be stopped and started again on the same port and data, or made to wait."""

    def __init__(self, folder: Path, sample: Path | None = None, port: int = 0) -> None:
        """`sample`: the DATABASE of an earlier Backend to start from; `port` 0 is one kept for it."""
        self._kept = None if port else _kept_port()
        self.port = port or self._kept.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.requests: list[tuple[str, str, str]] = []  # method, path with query, body: what reached us
        self.open = threading.Event()  # closed = every request waits, as on a bad network
        self.open.set()
        self._folder = folder
        if sample:
            shutil.copy(sample, folder / DATABASE)
        mail = {"mail": (folder / "mail").resolve().as_uri(), "mail_from": "Acme <news@acme.example>"}
        database = f"sqlite:///{folder / DATABASE}"
        config = Config(secrets.token_urlsafe(32), database, self.url, demo=True, **mail)
        self.app: Flask = _aside(lambda: create_app(config) if sample else _prepared(config))
        self._config = self.app.config.copy()
        self._server: BaseWSGIServer | None = None

    def begin_anew(self, sample: Path) -> None:
        """As just made from `sample`, in a tenth of the time."""
        self.app.config.update(self._config)
        self.requests = []
        _aside(self._hang_up_database)
        for old in (*self._folder.glob(f"{DATABASE}*"), *self._folder.glob("mail/*")):
            old.unlink()
        shutil.copy(sample, self._folder / DATABASE)
        floods.forget()
        tariff.forget_settled()

    def _hang_up_database(self) -> None:
        with self.app.app_context():
            db.engine.dispose()

    def start(self) -> None:
        """Listen."""
        self._server = make_server("127.0.0.1", self.port, self._record, threaded=True)
        threading.Thread(target=self._server.serve_forever, args=[SOON], daemon=True).start()

    def stop(self) -> None:
        """Hang up; whoever calls now finds nobody."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def token(self, email: str) -> str:
        """A device token for this person, as sign-in hands out."""
        return str(self.run(lambda session: _new_device(session, email)))

    def run(self, work: Callable[[Any], Any]) -> Any:
        """`work(session)` on the server's own database."""

        def in_context() -> Any:
            with self.app.app_context():
                return run_tx(work)

        return _aside(in_context)

    def _record(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.open.wait()
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        query = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        self.requests.append((environ["REQUEST_METHOD"], query, body.decode("utf-8", "replace")))
        environ["wsgi.input"] = io.BytesIO(body)
        return self.app.wsgi_app(environ, start_response)


def _prepared(config: Config) -> Flask:
    demo.prepare(config)
    return create_app(config)


def _aside(work: Callable[[], Any]) -> Any:
    """Run in a thread of its own: Playwright keeps an event loop in ours, which Flask's contexts refuse."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _new_device(session: Any, email: str) -> str:
    person = session.scalars(select(Person).where(Person.email == email)).one()
    return devices.add(session, person.id, "test browser")[1]


def _kept_port() -> socket.socket:
    """Nobody else is given its port, also while the server is down."""
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind(("127.0.0.1", 0))
    return kept
