"""What a release would change, so that the one who publishes can read it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Literal

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from backend.rules import service, source_files, yaml_nodes

SAID = {"message", "why"}
SPOKEN = ("severity", "status", "message", "why", "fix")  # what people read; shown word for word


@dataclass(frozen=True)
class Step:
    """One value that changes: dotted `path`, and what stood and will stand there (None = nothing)."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """What happens to one rule or lexicon. `steps`: what people read; `other`: names of further fields."""

    file: str
    kind: Literal["new", "changed", "gone"]
    steps: list[Step] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return PurePath(self.file).stem

    @property
    def part(self) -> Literal["rule", "lexicon", "profile"]:
        """What the file holds."""
        folder = self.file.split("/")[0]
        return {"packs": "rule", "lexicons": "lexicon"}.get(folder, "profile")  # type: ignore[return-value]

    @property
    def only_said(self) -> bool:
        """Does it speak about the same drafts as before, in other words?"""
        return not self.other and {step.path.split(".")[0] for step in self.steps} <= SAID


def pending(session: Session) -> list[Change]:
    """What publishing now would change. The sources must be valid (service.parse)."""
    newest = service.newest_release(session)
    return since(session, newest.number) if newest else list(between({}, service.written(session)))


def since(session: Session, number: int) -> list[Change]:
    """What publishing now would change against a release. Raises NotFound."""
    return list(between(service.release_sources(session, number), service.written(session)))


def releases(session: Session, old: int, new: int) -> list[Change]:
    """What release `new` changed against release `old`. Raises NotFound."""
    return list(between(service.release_sources(session, old), service.release_sources(session, new)))


def drafts(texts: Mapping[str, str]) -> list[str]:
    """The names of the rules among these sources that stay silent, since they are drafts."""
    rules = [file for file in texts if file.startswith("packs/")]
    status = {file: yaml_nodes.load(texts[file], file)[0]["status"] for file in rules}
    return [PurePath(file).stem for file in rules if status[file] == "draft"]


def state(session: Session) -> str:
    """SHA-256 (hex) of all that `pending` compares: with another value there is something new to read."""
    newest = service.newest_release(session)
    texts = service.written(session)
    return hashlib.sha256(json.dumps([newest.number if newest else 0, texts]).encode()).hexdigest()


def between(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """The differences of two sets of sources, by file. Comments and layout are no difference."""
    for file in sorted({*before, *after}):
        if file not in before:
            yield Change(file, "new")
        elif file not in after:
            yield Change(file, "gone")
        elif before[file] != after[file]:
            steps = list(_steps(dict(_flat(plain(before[file]))), dict(_flat(plain(after[file])))))
            if steps:
                yield _changed(file, steps)


def _changed(file: str, steps: list[Step]) -> Change:
    spoken = [step for step in steps if file == source_files.PROFILE or step.path.split(".")[0] in SPOKEN]
    other = {step.path.split(".")[0] for step in steps if step not in spoken}
    return Change(file, "changed", spoken, sorted(other))


def _steps(before: dict[str, str], after: dict[str, str]) -> Iterator[Step]:
    for path in {**before, **after}:
        if before.get(path) != after.get(path):
            yield Step(path, before.get(path), after.get(path))


@lru_cache(maxsize=2048)
def plain(text: str) -> dict[str, Any]:
    """The YAML of a source that was checked before, as plain data; each text is read once, so leave it be."""
    return dict(YAML(typ="safe").load(text))


def _flat(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _flat(value, f"{path}.{key}".strip("."))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _flat(value, f"{path}.{at}")
    else:
        yield path, str(node)
