"""All that can be known outside a page of what went on in it: what was sent, said, kept and logged."""

import base64
import hashlib
import io
import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from playwright.sync_api import BrowserContext, Page, Request
from sqlalchemy import MetaData

from backend import logs
from e2e.backend import Backend
from e2e.employee import in_extension, options_url

LISTEN = """() => {
  window.heard = [];
  chrome.runtime.onMessage.addListener((message) => void heard.push(message));
}"""
VAULT = """async () => {
  const { STORES, vault } = await import('/background/store.js');
  return Object.fromEntries(await Promise.all(STORES.map(async (name) => [name, await vault.all(name)])));
}"""


def listening(context: BrowserContext) -> Page:
    """A tab of the extension that hears whatever is told to the worker; its `heard` is a list of messages."""
    page = context.new_page()
    page.goto(options_url(context))
    page.evaluate(LISTEN)
    return page


class Traces:
    """Records from the moment it is made. `log` holds the lines of the backend."""

    def __init__(self, context: BrowserContext, backend: Backend, log: io.StringIO) -> None:
        self.requests: list[Request] = []
        self._context, self._backend, self._log = context, backend, log
        context.on("request", self.note)
        self._listener = listening(context)

    def note(self, request: Request) -> None:
        """A request of a page or of the worker."""
        self.requests.append(request)

    def all(self) -> dict[str, str]:
        """Every place where words could be found -> what is there."""
        return {
            "requests": json.dumps([[one.url, one.headers, one.post_data] for one in self.requests]),
            "arrived": json.dumps(self._backend.requests),
            "messages": json.dumps(self._listener.evaluate("heard")),
            "storage": json.dumps(in_extension(self._context, "() => chrome.storage.local.get()")),
            "vault": json.dumps(in_extension(self._context, VAULT)),
            "database": str(self._backend.run(_rows)),
            "log": self._log.getvalue(),
        }

    def of(self, words: Iterable[str]) -> set[str]:
        """The places where one of the words is found, as it is, as base64, or as a digest."""
        wanted = {form for word in words for form in forms(word)}
        return {place for place, text in self.all().items() if any(form in text.lower() for form in wanted)}


def forms(word: str) -> set[str]:
    """How a word could be written to hide it, in lower case."""
    data = word.encode()
    digest = hashlib.sha256(data)
    coded = {
        base64.b64encode(data),
        base64.b64encode(digest.digest()),
        base64.urlsafe_b64encode(digest.digest()),
    }
    return {word.lower(), digest.hexdigest(), *(one.decode().rstrip("=").lower() for one in coded)}


def _rows(session: Any) -> dict[str, list[Any]]:
    tables = MetaData()
    tables.reflect(session.connection())
    return {table.name: list(session.execute(table.select())) for table in tables.sorted_tables}


@contextmanager
def recording(context: BrowserContext, backend: Backend) -> Iterator[Traces]:
    """Traces of what happens while the block runs."""
    log, before = io.StringIO(), list(logging.root.handlers)
    logs.configure(log)
    traces = Traces(context, backend, log)
    try:
        yield traces
    finally:
        context.remove_listener("request", traces.note)
        structlog.reset_defaults()
        logging.root.handlers[:] = before
