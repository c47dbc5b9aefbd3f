"""The fixtures of the subjects."""

import pytest

from backend.db import now
from backend.sign_in import tries
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here


@pytest.fixture(autouse=True)
def within_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a test takes: tries are counted anew with each full hour."""
    at = now()
    monkeypatch.setattr(tries, "now", lambda: at)
