"""What is worth how much on a day: rules.yaml, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).parent / "rules.yaml"


@dataclass(frozen=True)
class Worth:
    """`points` of one award, and how many awards there are at most a person and day, and a link and day."""

    points: int
    per_day: int
    per_link_and_day: int | None = None


@dataclass(frozen=True)
class Tariff:
    """What holds from a day on."""

    start: date
    share: Worth
    click: Worth
    tip: Worth


def on(day: date) -> Tariff:
    """The tariff in force on `day`; before the first one, the first."""
    begun = [tariff for tariff in _all() if tariff.start <= day]
    return begun[-1] if begun else _all()[0]


@cache
def _all() -> list[Tariff]:
    blocks = YAML(typ="safe").load(FILE)
    return sorted(
        (
            Tariff(
                block["from"],
                Worth(**block["share"]),
                Worth(**block["click"]),
                Worth(**block["tip"]),
            )
            for block in blocks
        ),
        key=lambda tariff: tariff.start,
    )
