"""data_map.yaml, read once: what is kept of people, why, on what basis, for how long, and what then."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).parent / "data_map.yaml"
Words = Mapping[str, str]  # by language


@dataclass(frozen=True)
class Kept:
    """One entry. Without `days` it goes with `goes_with`, or stays as `until` says."""

    name: str
    title: Words
    why: Words
    basis: str
    columns: Mapping[str, list[str]]
    days: int = 0
    since: str = ""  # table.column
    from_: Words | None = None
    then: str = ""
    empties: tuple[str, ...] = ()
    goes_with: str = ""
    until: Words | None = None


@dataclass(frozen=True)
class DataMap:
    """`without`: why -> table -> columns, or "all"."""

    bases: Mapping[str, Words]
    kept: Mapping[str, Kept]
    without: Mapping[str, Mapping[str, list[str] | str]]


@cache
def read() -> DataMap:
    """The map as shipped."""
    raw = YAML(typ="safe").load(FILE)
    kept = {
        name: Kept(name, **{"from_" if key == "from" else key: value for key, value in entry.items()})
        for name, entry in raw["kept"].items()
    }
    without = {
        why: {table: columns for part in parts for table, columns in part.items()}
        for why, parts in raw["without"].items()
    }
    return DataMap(raw["bases"], kept, without)
