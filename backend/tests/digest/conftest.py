"""The fixtures of the subjects, and a mail server."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from backend.running import worker
from backend.tests.digest.post import Send
from backend.tests.mailbox import Mailbox, serving
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with serving() as mailbox:
        yield mailbox


@pytest.fixture
def app(app: Flask, mailbox: Mailbox) -> Flask:
    """Sends its mail to the mailbox."""
    mail = {"mail": mailbox.url, "mail_from": "Acme <news@acme.example>"}
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], **mail)
    return app


@pytest.fixture
def turn(app: Flask) -> Send:
    """A turn of the worker."""
    return lambda: worker.turn(app)
