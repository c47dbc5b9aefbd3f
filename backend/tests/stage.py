"""Fixtures of the subjects: rules in force, an item to share, and an eye on the queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from backend.content.models import Item
from backend.people import service
from backend.rules.models import Release
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.queries import recorded


@pytest.fixture
def release(tx: Any) -> Release:
    """Release 1 of the tests' small pack."""
    return tx(acme.rules_in_force)


@pytest.fixture
def item(tx: Any, release: Release) -> Item:
    """Something everybody at Acme may share."""
    return tx(acme.item)


@pytest.fixture
def keen(amira: Visitor, tx: Any) -> Visitor:
    """Amira, who has switched points on."""
    tx(lambda session: service.choose(session, amira.person.id, wants_points=True))
    return amira


@pytest.fixture
def queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with queries() as asked:` collects the SQL of a block."""
    return lambda: recorded(app)
