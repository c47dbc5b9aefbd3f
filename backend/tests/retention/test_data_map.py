"""The data map is complete: every column of every table has a purpose and an end, or is nobody's."""

import pytest

from backend.migrations.tables import metadata
from backend.retention import data_map, job
from backend.retention.data_map import Kept

MAP = data_map.read()
KEPT = list(MAP.kept.values())
COLUMNS = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}


def named(columns: dict[str, list[str] | str]) -> list[str]:
    """As table.column; "all" are those of the table."""
    return [
        f"{table}.{name}"
        for table, names in columns.items()
        for name in (metadata.tables[table].columns.keys() if names == "all" else names)
    ]


def test_every_column_is_kept_for_a_reason_or_is_nobodys_and_never_both() -> None:
    told = [name for kept in KEPT for name in named(dict(kept.columns))]
    told += [name for columns in MAP.without.values() for name in named(dict(columns))]
    assert sorted(told) == sorted(set(told)), "named twice"
    assert set(told) == COLUMNS, "name it in retention/data_map.yaml"


def test_a_column_that_refers_to_a_person_is_never_nobodys() -> None:
    nobodys = {name for columns in MAP.without.values() for name in named(dict(columns))}
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in ("person", "share"):
                assert f"{table.name}.{key.parent.name}" not in nobodys


def test_what_holds_the_profile_and_so_names_people_is_never_nobodys() -> None:
    nobodys = {name for columns in MAP.without.values() for name in named(dict(columns))}
    assert not nobodys & {"organisation.profile", "rule_release.body", "rule_release.sources"}


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_an_entry_says_all_in_both_languages_and_how_it_ends(kept: Kept) -> None:
    words = [kept.title, kept.why, MAP.bases[kept.basis]] + ([kept.from_] if kept.days else [])
    assert all(said and set(said) == {"en", "de"} and all(said.values()) for said in words)
    assert [bool(kept.days), bool(kept.goes_with), bool(kept.until)].count(True) == 1
    if kept.until:
        assert set(kept.until) == {"en", "de"}
        return
    if kept.goes_with:
        assert goes(kept, kept.goes_with)
        return
    assert kept.since in COLUMNS
    assert kept.then in job.ACTS
    table = kept.since.partition(".")[0]
    assert set(kept.empties) <= set(kept.columns[table])
    assert bool(kept.empties) == (kept.then == "empty")


def goes(kept: Kept, with_: str) -> bool:
    """Do the foreign keys see to it?"""
    return all(
        table == with_ or any(key.column.table.name == with_ for key in metadata.tables[table].foreign_keys)
        for table in kept.columns
    )
