"""The fixtures of the subjects, and the commands about rules."""

from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from backend.cli import cli
from backend.rules.models import Release
from backend.tests.cast import SECRET
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here


@pytest.fixture
def run_rules(app: Flask, monkeypatch: pytest.MonkeyPatch, release: Release) -> Any:
    """The commands about rules on the test's database."""
    monkeypatch.setenv("PLAINSPOKEN_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", app.config["PLAINSPOKEN"].database_url)
    return lambda *words: CliRunner().invoke(cli, ["rules", *words])
