"""How two sets of sources differ, rule by rule, as people read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Literal

from ruamel.yaml import YAML

from backend.rules.language import source_files
from backend.rules.releases import profiles

SAID = {"message", "why"}
# what people read, and what a list of words finds; shown word for word
SPOKEN = ("severity", "status", "message", "why", "fix", "entries", "not")
BESIDE = " · "


@dataclass(frozen=True)
class Step:
    """One value that changes: dotted `path`, and what stood and will stand there (None = nothing)."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """What happens to one rule or lexicon. `steps`: what people read or write; `other`: names of the rest."""

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


def between(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """The differences of two sets of sources, by file. Comments and layout are no difference.

    What a new rule says is told, too, but in the first release, in which all are new.
    """
    for file in sorted({*before, *after}):
        if file not in before:
            yield Change(
                file, "new", _spoken(file, _steps_of(file, {}, plain(after[file]))) if before else []
            )
        elif file not in after:
            yield Change(file, "gone")
        elif before[file] != after[file]:
            steps = list(_steps_of(file, plain(before[file]), plain(after[file])))
            if steps:
                yield _changed(file, steps)


def _changed(file: str, steps: list[Step]) -> Change:
    spoken = _spoken(file, steps)
    other = {step.path.split(".")[0] for step in steps if step not in spoken}
    return Change(file, "changed", spoken, sorted(other))


def _spoken(file: str, steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if file == source_files.PROFILE or step.path.split(".")[0] in SPOKEN]


def _steps_of(file: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Step]:
    if file == source_files.PROFILE:
        yield from _entries_that_differ(_in_lists(before), _in_lists(after))
    elif file.startswith("lexicons/"):
        yield from _words_that_differ(_by_language(before), _by_language(after))
    else:
        yield from _steps(dict(_flat(before)), dict(_flat(after)))


def _in_lists(profile: dict[str, Any]) -> dict[str, Any]:
    """A profile whose `ambiguous` is two lists of names, as in its form."""
    return {key: value for key, value in profile.items() if key != "ambiguous"} | profiles.chosen(profile)


def _by_language(lexicon: dict[str, Any]) -> dict[str, Any]:
    """A list of words with those of each language by themselves."""
    entries = {f"entries.{tongue}": words for tongue, words in lexicon.get("entries", {}).items()}
    return {key: value for key, value in lexicon.items() if key != "entries"} | entries


def _words_that_differ(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Step]:
    """In a list of words the order says nothing: all that went and all that came."""
    for key in {**before, **after}:
        gone, came = _gone_and_come(before.get(key), after.get(key))
        if gone or came:
            yield Step(key, BESIDE.join(gone) or None, BESIDE.join(came) or None)


def _entries_that_differ(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Step]:
    """Nor does it in the profile: what went and what came, each as a whole."""
    for key in {**before, **after}:
        gone, came = _gone_and_come(before.get(key), after.get(key))
        if isinstance(after.get(key), list):
            yield from (Step(key, one, None) for one in gone)
            yield from (Step(key, None, one) for one in came)
        elif gone or came:
            yield Step(key, next(iter(gone), None), next(iter(came), None))


def _gone_and_come(before: Any, after: Any) -> tuple[list[str], list[str]]:
    old, new = _entries(before), _entries(after)
    return [one for one in old if one not in new], [one for one in new if one not in old]


def _entries(value: Any) -> list[str]:
    """Each in a line that begins with its name."""
    parts = value if isinstance(value, list) else [] if value is None else [value]
    return [BESIDE.join(text for _, text in sorted(_flat(part), key=_is_no_name)) for part in parts]


def _is_no_name(leaf: tuple[str, str]) -> bool:
    return leaf[0] != "name"


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
