"""How the chain is made, and how it shows that somebody was at it. Pure: no database."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from backend.audit.models import AuditEntry

START = "0" * 64
TERMINAL = "terminal"


@dataclass(frozen=True)
class Anchor:
    """An entry's number and hash, as somebody wrote them down elsewhere; or the head."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True)
class Fault:
    """The first entry that is not as it was written, and what is wrong with it."""

    number: int
    reason: str


def who_digest(entry: AuditEntry) -> str:
    """Of who it was; only with the salt can anybody try a guess."""
    return _digest(entry.who_salt, str(entry.actor_id or TERMINAL))


def words_digest(entry: AuditEntry) -> str:
    """Of about whom and what."""
    return _digest(entry.words_salt, f"{entry.about_id or ''}\n{entry.words}")


def link(before: str, entry: AuditEntry) -> str:
    """The hash of an entry, after the one before."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = (before, str(entry.number), at, entry.kind, entry.who_digest, entry.words_digest)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def first_fault(entries: Iterable[AuditEntry], head: Anchor, anchors: Iterable[Anchor] = ()) -> Fault | None:
    """Walk the chain from its start; `anchors`: what must still be so."""
    kept = {*anchors, head}  # each by itself: a head made anew must not stand in for an anchor
    last = Anchor(0, START)
    for entry in entries:
        reason = _wrong(entry, last, kept)
        if reason:
            return Fault(entry.number, reason)
        last = Anchor(entry.number, entry.hash)
    if any(anchor.number > last.number for anchor in kept):
        return Fault(last.number + 1, "it is missing, and all after it")
    return Fault(head.number + 1, "the head does not know it") if last.number > head.number else None


def _wrong(entry: AuditEntry, last: Anchor, kept: set[Anchor]) -> str:
    if entry.number != last.number + 1:
        return f"entry {last.number + 1} is missing before it"
    if entry.hash != link(last.hash, entry):
        return "its time, kind, digests or place were changed"
    if not _is_whole(entry.who_salt, entry.actor_id, who_digest(entry), entry.who_digest):
        return "who it was, was changed"
    erasable = entry.words or entry.about_id
    if not _is_whole(entry.words_salt, erasable, words_digest(entry), entry.words_digest):
        return "what it says was changed"
    if any(anchor.number == entry.number and anchor.hash != entry.hash for anchor in kept):
        return "it is not the one that was written down"
    return ""


def _is_whole(salt: str | None, content: object, found: str, written: str) -> bool:
    """As written, or erased with its salt."""
    return found == written if salt else not content


def _digest(salt: str | None, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
