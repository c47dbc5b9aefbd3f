"""The chain, without a database: whatever is done to it is found, and what is erased leaves it whole."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from backend.audit import chain
from backend.audit.chain import Anchor, Fault
from backend.audit.models import AuditEntry
from backend.db import now

Chain = list[AuditEntry]
CLARA = uuid.UUID(int=1)


def make(length: int = 5) -> Chain:
    """Of changes by Clara and by the terminal in turn."""
    found: Chain = []
    for number in range(1, length + 1):
        entry = AuditEntry(number=number, at=now(), kind="groups.group", words=f"words {number}")
        entry.actor_id = CLARA if number % 2 else None
        entry.who_salt, entry.words_salt = f"a{number}", f"b{number}"
        link_to(entry, found[-1].hash if found else chain.START)
        found.append(entry)
    return found


def link_to(entry: AuditEntry, before: str) -> None:
    entry.who_digest, entry.words_digest = chain.who_digest(entry), chain.words_digest(entry)
    entry.hash = chain.link(before, entry)


def head_of(entries: Chain) -> Anchor:
    return Anchor(entries[-1].number, entries[-1].hash)


def fault_after(tamper: Callable[[Chain], object]) -> Fault | None:
    entries = make()
    head = head_of(entries)
    tamper(entries)
    return chain.first_fault(entries, head)


def swap(entries: Chain) -> None:
    one, other = entries[1], entries[2]
    one.number, other.number = other.number, one.number
    entries[1:3] = [other, one]


def test_a_chain_that_nobody_touched_is_whole() -> None:
    assert fault_after(lambda _entries: None) is None
    assert chain.first_fault([], Anchor(0, chain.START)) is None


@pytest.mark.parametrize(
    ("tamper", "number", "words"),
    [
        (lambda entries: setattr(entries[1], "words", "other"), 2, "what it says"),
        (lambda entries: setattr(entries[1], "about_id", CLARA), 2, "what it says"),
        (lambda entries: setattr(entries[1], "actor_id", CLARA), 2, "who it was"),
        (lambda entries: setattr(entries[0], "actor_id", None), 1, "who it was"),
        (lambda entries: setattr(entries[1], "at", entries[1].at - timedelta(days=1)), 2, "time"),
        (lambda entries: setattr(entries[1], "kind", "groups.member"), 2, "kind"),
        (lambda entries: entries.pop(1), 3, "entry 2 is missing"),
        (lambda entries: entries.pop(0), 2, "entry 1 is missing"),
        (swap, 2, "place"),
        (lambda entries: entries.pop(), 5, "is missing"),
        (lambda entries: entries.clear(), 1, "is missing"),
        (lambda entries: setattr(entries[1], "words_salt", None), 2, "what it says"),
    ],
)
def test_whatever_is_done_to_it_is_found(tamper: Callable[[Chain], object], number: int, words: str) -> None:
    fault = fault_after(tamper)
    assert fault is not None
    assert fault.number == number
    assert words in fault.reason


def test_an_entry_that_the_head_does_not_know_is_found() -> None:
    entries = make()
    assert chain.first_fault(entries, head_of(entries[:4])) == Fault(5, "the head does not know it")


def test_whoever_makes_the_chain_anew_is_found_by_a_line_kept_elsewhere() -> None:
    kept = head_of(make(3))
    forged = make()
    assert chain.first_fault(forged, head_of(forged)) is None
    fault = chain.first_fault(forged, head_of(forged), [kept])
    assert fault and (fault.number, fault.reason) == (3, "it is not the one that was written down")
    short = make(2)
    cut = chain.first_fault(short, head_of(short), [kept])
    assert cut and cut.number == 3


def test_a_forged_chain_of_the_same_length_is_found_by_a_line_kept_elsewhere() -> None:
    kept, forged = head_of(make()), make()
    fault = chain.first_fault(forged, head_of(forged), [kept])
    assert fault and (fault.number, fault.reason) == (5, "it is not the one that was written down")


def test_what_is_erased_leaves_it_whole() -> None:
    def erase(entries: Chain) -> None:
        for entry in entries:
            entry.actor_id = entry.who_salt = entry.words = entry.words_salt = None

    assert fault_after(erase) is None
