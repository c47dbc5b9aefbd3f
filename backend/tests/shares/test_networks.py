"""Networks of data centres: their calls are led on and not counted; a file that is wrong stops the start."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from backend.config import Config, ConfigError, from_environment
from backend.content.models import Item
from backend.tests.cast import Visitor
from backend.tests.shares.test_follow import counted, follow, posted

FILE = """\
# published by a cloud
198.51.100.0/24
198.51.100.128/25   # lies in the one above
203.0.113.7
2001:db8:5::/48
"""


def configured(path: Path, text: str) -> Config:
    path.write_text(text, "utf-8")
    return from_environment({"PLAINSPOKEN_SECRET": "s" * 32, "PLAINSPOKEN_DATA_CENTRES": str(path)})


@pytest.fixture
def link(keen: Visitor, item: Item, tx: Any, app: Flask, tmp_path: Path) -> str:
    """Amira's tracked link, at a server that knows these networks."""
    named = configured(tmp_path / "networks.txt", FILE).data_centres
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], data_centres=named)
    return posted(keen, item, tx)


@pytest.mark.parametrize(
    "address",
    ["198.51.100.0", "198.51.100.255", "203.0.113.7", "2001:db8:5::1", "::ffff:198.51.100.9"],
)
def test_who_calls_from_a_data_centre_is_led_on_and_not_counted(
    stranger: Visitor, link: str, tx: Any, address: str
) -> None:
    assert follow(stranger, link, address=address).status_code == 302
    assert counted(tx) == 0


@pytest.mark.parametrize("address", ["198.51.99.255", "198.51.101.0", "203.0.113.8", "2001:db8:6::1"])
def test_the_neighbours_of_a_data_centre_are_readers(
    stranger: Visitor, link: str, tx: Any, address: str
) -> None:
    follow(stranger, link, address=address)
    assert counted(tx) == 1


def test_every_line_that_is_no_network_is_named_before_the_server_starts(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"line 2: “10.0.0.0/99” is no network.*line 4: “AS1234”"):
        configured(tmp_path / "networks.txt", "10.0.0.0/8\n10.0.0.0/99\n\nAS1234\n")


def test_of_a_file_of_another_kind_a_few_lines_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"line 5: .*and 15 lines more"):
        configured(tmp_path / "networks.json", '{"prefix": 1}\n' * 20)


def test_a_file_that_is_not_there_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"PLAINSPOKEN_DATA_CENTRES names .*gone\.txt"):
        from_environment(
            {"PLAINSPOKEN_SECRET": "s" * 32, "PLAINSPOKEN_DATA_CENTRES": str(tmp_path / "gone.txt")}
        )
