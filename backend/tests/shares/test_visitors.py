"""Who is counted as a reader: judged by bots.yaml, on agents as they really present themselves."""

from datetime import timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from werkzeug.datastructures import Headers

from backend.shares import visitors

AGENTS = YAML(typ="safe").load(Path(__file__).parent / "agents.yaml")
A_MINUTE = timedelta(minutes=1)


def counts(posted_for: timedelta | None = A_MINUTE, **headers: str) -> bool:
    sent = {"User-Agent": AGENTS["people"][0]} | {
        name.replace("_", "-"): said for name, said in headers.items()
    }
    return visitors.counts("GET", Headers(sent), posted_for)


def test_no_machine_is_taken_for_a_reader() -> None:
    assert [agent for agent in AGENTS["machines"] if not visitors.is_bot(agent)] == []


def test_no_person_is_taken_for_a_machine() -> None:
    assert [agent for agent in AGENTS["people"] if visitors.is_bot(agent)] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Purpose": "prefetch"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"X_Moz": "prefetch"},
        {"X_Purpose": "preview"},
        {"DNT": "1"},
        {"Sec_GPC": "1"},
    ],
)
def test_prefetches_and_those_who_opted_out_are_not_counted(headers: dict[str, str]) -> None:
    assert not counts(**headers)


def test_who_says_that_they_may_be_followed_is_counted() -> None:
    assert counts(DNT="0")


@pytest.mark.parametrize(("seconds", "counted"), [(-1, False), (0, False), (9, False), (10, True)])
def test_in_the_first_seconds_of_a_post_come_those_who_fetch_previews(seconds: int, counted: bool) -> None:
    assert counts(timedelta(seconds=seconds)) is counted


def test_a_link_that_is_out_without_our_knowledge_has_no_first_seconds() -> None:
    assert counts(None)
