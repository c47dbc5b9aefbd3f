"""The fixtures of the subjects, and a small web that may be read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from backend.tests.small_web import Web, serving
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def app(app: Flask) -> Flask:
    """May read from this machine, as only tests may."""
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], fetch_loopback=True)
    return app
