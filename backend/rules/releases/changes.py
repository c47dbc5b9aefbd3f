"""What waits to be published, and what releases changed, so that the one who publishes can read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from sqlalchemy.orm import Session

from backend.audit import facts
from backend.audit.as_read import Meanwhile
from backend.rules.language import yaml_nodes
from backend.rules.models import Release, Source
from backend.rules.releases import profiles, releases, sources
from backend.rules.releases.differences import Change, between


@dataclass(frozen=True)
class Waiting:
    """What is written beside the release in force, read once for a page."""

    newest: Release | None
    sources: Sequence[Source]
    texts: Mapping[str, str]

    @cached_property
    def state(self) -> str:
        """SHA-256 (hex) of all that is compared: with another value there is something new to read."""
        return facts.digest([self.newest.number if self.newest else 0, self.texts])

    @cached_property
    def changes(self) -> list[Change]:
        """What publishing now would change. The sources must be valid (sources.parse)."""
        return list(between(self.newest.sources if self.newest else {}, self.texts))

    @property
    def own(self) -> set[str]:
        """The files that somebody wrote here. What came with an update would come again."""
        return {one.file for one in self.sources if one.edited}


def waiting(session: Session) -> Waiting:
    """What is written now, and what is in force."""
    newest, known = releases.newest(session, Release.sources), sources.all_of_them(session)
    return Waiting(newest, known, sources.as_files(known, profiles.get(session)))


def pending(session: Session) -> list[Change]:
    """What publishing now would change. The sources must be valid (sources.parse)."""
    return waiting(session).changes


def from_to(session: Session, old: int, new: int) -> list[Change]:
    """What release `new` changed against release `old` (0: nothing was in force). Raises NotFound."""
    before = releases.sources_of(session, old) if old else {}
    return list(between(before, releases.sources_of(session, new)))


def drafts(texts: Mapping[str, str]) -> list[str]:
    """The names of the rules among these sources that stay silent, since they are drafts."""
    rules = [file for file in texts if file.startswith("packs/")]
    status = {file: yaml_nodes.load(texts[file], file)[0]["status"] for file in rules}
    return [PurePath(file).stem for file in rules if status[file] == "draft"]


def state(session: Session) -> str:
    """The state of what waits (Waiting.state)."""
    return waiting(session).state


def hold_as_read(session: Session, read: str | None) -> None:
    """To the end of the transaction nobody else changes rules. Raises Meanwhile if `state` is not as read."""
    sources.hold(session)
    if state(session) != read:
        raise Meanwhile
