"""The fixtures of the subjects, and a company for a pilot."""

from typing import Any

import pytest

from backend.tests.pilots import works
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here


@pytest.fixture
def groups(tx: Any) -> dict[str, str]:
    """Works and Sales, by name."""
    return dict(tx(works.settle))
