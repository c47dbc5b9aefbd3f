"""GET sites: where the extension finds what, as data that can do nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError

from backend.sites import service
from backend.tests.cast import Visitor

URL = "/api/v1/sites"
GOOD: dict[str, Any] = {"version": 1, "linkedin": {"sdui.card": ["div"]}, "x": {"card": ["article"]}}


def test_a_stranger_gets_no_hooks(stranger: Visitor) -> None:
    assert stranger.get(URL).status_code == 401


def test_amira_gets_the_hooks_of_both_sites(amira: Visitor) -> None:
    hooks = amira.get(URL).json
    assert set(hooks) == {"version", "linkedin", "x"}
    assert hooks == json.loads(service.FILE.read_text())


def test_hooks_that_have_not_changed_are_not_sent_again(amira: Visitor) -> None:
    etag = amira.get(URL).headers["ETag"]
    assert amira.get(URL, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    "change",
    [
        {"script": "alert(1)"},
        {"version": "1"},
        {"linkedin": {}},
        {"linkedin": {"card": "div"}},
        {"linkedin": {"card": [{"run": "this"}]}},
        {"linkedin": {"card": ["x" * 501]}},
        {"linkedin": {"card": ["div"] * 21}},
        {"linkedin": {f"hook{n}": ["div"] for n in range(201)}},
        {"x": {"a b": ["div"]}},
    ],
)
def test_hooks_that_are_not_flat_and_small_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    file = tmp_path / "hooks.json"
    file.write_text(json.dumps(GOOD | change))
    with pytest.raises(ValidationError):
        service.body(file)


def test_good_hooks_are_served(tmp_path: Path) -> None:
    file = tmp_path / "hooks.json"
    file.write_text(json.dumps(GOOD))
    assert json.loads(service.body(file)) == GOOD
