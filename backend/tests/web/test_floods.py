"""Floods are held back, exactly, however many threads count."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.addresses.origin_address import counted
from backend.errors import TooMany
from backend.tests.cast import Visitor
from backend.web import floods
from backend.web.floods import Limit

LONG = 10**9  # one stretch for the whole test


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that interrupt each other all the time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_no_call_is_lost_and_none_fails_under_many_threads() -> None:
    """A library that did this before failed here at times: two threads started the same timer."""
    limit = Limit(16_000, LONG)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: [limit.count("a") for _ in range(1000)], range(16)))
    with pytest.raises(TooMany):
        limit.check("a")
    limit.most += 1
    limit.check("a")


@pytest.mark.usefixtures("within_a_minute")
def test_a_new_stretch_starts_with_nothing() -> None:
    limit = Limit(1, 60)
    limit.count("a")
    with pytest.raises(TooMany) as caught:
        limit.check("a")
    assert 1 <= int(caught.value.headers["Retry-After"]) <= 60
    limit.check("b")
    limit.forget()
    limit.check("a")


def test_a_device_that_asks_too_often_waits_and_its_neighbour_does_not(
    amira: Visitor, clara: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floods, "USUAL", (Limit(3, LONG),))
    assert [amira.get("/api/v1/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert clara.get("/api/v1/me").status_code == 200
    assert amira.get("/api/v1/sites").status_code == 200  # each route counts for itself


def test_made_up_tokens_hold_up_only_those_whose_token_nobody_knows(
    amira: Visitor, stranger: Visitor, clara: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floods, "UNKNOWN_TOKENS", floods.Limit(3, LONG))
    assert amira.get("/api/v1/me").status_code == 200
    guesses = [
        stranger.get("/api/v1/me", headers={"Authorization": f"Bearer no{n}"}).status_code for n in range(5)
    ]
    assert guesses == [401, 401, 401, 429, 429]
    assert amira.get("/api/v1/me").status_code == 200
    assert clara.pages.get("/admin/people/").status_code == 200


def test_readers_of_links_are_never_held_back(stranger: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "USUAL", (Limit(1, LONG),))
    assert [stranger.pages.get("/r/nothing").status_code for _ in range(3)] == [404] * 3


@pytest.mark.parametrize(
    ("address", "caller"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_who_counts_as_one_caller(address: str, caller: str) -> None:
    assert counted(address) == caller
