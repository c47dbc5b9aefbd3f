"""Rules in force."""

from typing import Any

import pytest
from flask import Flask

from backend.rules.models import Release
from backend.tests import acme
from backend.tests.queries import recorded


@pytest.fixture
def release(tx: Any) -> Release:
    """Release 1 of the tests' small pack."""
    return tx(acme.rules_in_force)


@pytest.fixture
def queries(app: Flask) -> Any:
    """`with queries() as asked:` collects the SQL of a block."""
    return lambda: recorded(app)
