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
from werkzeug.serving import make_server

from backend import demo
from backend.app import create_app
from backend.config import Config
from backend.db import db, run_tx
from backend.people.models import Person
from backend.points import tariff
from backend.sign_in import devices
from backend.web import floods

DATABASE = "plainspoken.db"


class Backend:
    """A server that can be stopped and started again on the same port and data, or made to wait.

    Stopped, it hangs up on whoever calls but keeps the port: else it could be another's by the next start.
    """

    def __init__(self, folder: Path, sample: Path | None = None, port: int = 0) -> None:
        """`sample`: the DATABASE of an earlier Backend to start from; `port` 0 is any free one."""
        self._up = threading.Event()
        server = make_server("127.0.0.1", port, self._record, threaded=True)
        server.verify_request = lambda *call: self._up.is_set()  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{server.port}"
        self.requests: list[tuple[str, str, str]] = []  # method, path with query, body: what reached us
        self.open = threading.Event()  # closed = every request waits, as on a bad network
        self.open.set()
        self._at_work = threading.Condition()
        self._answering = 0
        self._folder = folder
        if sample:
            shutil.copy(sample, folder / DATABASE)
        config = Config(
            secret=secrets.token_urlsafe(32),
            database_url=f"sqlite:///{folder / DATABASE}",
            public_url=self.url,
            demo=True,
            mail=(folder / "mail").resolve().as_uri(),
            mail_from="Acme <news@acme.example>",
        )
        self.app: Flask = _aside(lambda: create_app(config) if sample else _prepared(config))
        self._config = self.app.config.copy()
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def begin_anew(self, sample: Path) -> None:
        """As just made from `sample`, in a tenth of the time."""
        self.app.config.update(self._config)
        self.requests = []
        with self._at_work:  # who still answers would write into the new file's log as it closes the old one
            self._at_work.wait_for(lambda: self._answering == 0)
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
        """Answer."""
        self._up.set()

    def stop(self) -> None:
        """Hang up on whoever calls from now on."""
        self._up.clear()

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
        if not self._up.is_set():  # called on a line that was kept from before
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        query = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        self.requests.append((environ["REQUEST_METHOD"], query, body.decode("utf-8", "replace")))
        environ["wsgi.input"] = io.BytesIO(body)
        with self._at_work:
            self._answering += 1
        try:
            return self.app.wsgi_app(environ, start_response)
        finally:
            with self._at_work:
                self._answering -= 1
                self._at_work.notify_all()


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
