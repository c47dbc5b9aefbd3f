"""The fixtures of the subjects, and a sign-in service."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.oidc import provider as asked
from backend.tests import oidc_provider
from backend.tests.oidc_provider import Provider
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here


@pytest.fixture
def provider(public_url: str) -> Iterator[Provider]:
    """Where Amira has an account."""
    asked.forget()
    with oidc_provider.serving(f"{public_url}/oidc/back") as provider:
        provider.hire("amira", "Amira@acme.example", "Amira Aziz")
        yield provider


@pytest.fixture
def settle(app: Flask, provider: Provider) -> Callable[..., None]:
    """`settle(groups_claim="groups")` has the app sign people in there, set so."""

    def run(**settings: Any) -> None:
        app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], oidc=provider.settings(**settings))

    return run


@pytest.fixture
def house(app: Flask, settle: Callable[..., None]) -> Flask:
    """Acme, whose people sign in with their account."""
    settle()
    return app
