"""Rules and lexicons as people write them: YAML in, checked and typed objects out, all faults at once."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from backend.rules.language import checks, file_faults, source_files, yaml_file
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.language.rule import Lexicon, Line, Rule

Parsed = TypeVar("Parsed")


def load(*folders: Path) -> tuple[list[Rule], list[Lexicon]]:
    """Reads `packs/*/*.yaml` and `lexicons/*.yaml` below the folders (none: as shipped).

    A later folder replaces files of an earlier one. Raises RuleFaults: all faults of all files.
    """
    faults = [fault for folder in folders for fault in source_files.misplaced(folder)]
    found = {
        file: path
        for each in folders or (source_files.SHIPPED,)
        for file, path in source_files.below(each).items()
    }
    lexicons = list(_each(found, "lexicons/", parse_lexicon, faults))
    rules = list(_each(found, "packs/", parse_rule, faults))
    faults += checks.check(rules, lexicons) if not faults else []
    if faults:
        raise RuleFaults(faults)
    return rules, lexicons


def _each(
    files: dict[str, Path], part: str, parse: Callable[[str, str], Parsed], faults: list[Fault]
) -> Iterator[Parsed]:
    for file, path in sorted(files.items()):
        if not file.startswith(part):
            continue
        try:
            yield parse(source_files.text(path, file), file)
        except RuleFaults as found:
            faults += found.faults


# reading YAML is dear, and every edit reads all the other files once more
@lru_cache(maxsize=2_000)
def parse_rule(text: str, file: str) -> Rule:
    """A rule from YAML. `file` names it in faults; its stem must be the rule's id. Raises RuleFaults."""
    data, lines = yaml_file.read(text, file, "rule")
    faults = [*file_faults.of_name(data, file, lines), *file_faults.of_texts(data, file, lines)]
    if faults:
        raise RuleFaults(faults)
    parents = file.split("/")
    fields: dict[str, Any] = {
        **{key: data.get(key, []) for key in ("org", "own_tie", "known_false_alarms")},
        **{key: [_group(group) for group in data.get(key, [])] for key in ("all", "target_all")},
        **{key: [_line(line) for line in data.get(key, [])] for key in ("none", "none_near", "target_none")},
        **{key: data[key] for key in ("id", "label", "severity", "message", "why", "guideline", "source")},
        **{key: data[key] for key in ("owner", "status", "examples")},
    }
    return Rule(
        pack=parents[-2] if len(parents) > 1 else "custom",
        when=data.get("when", {}),
        at_least=[(int(n), [_line(line) for line in group]) for n, group in data.get("at_least", {}).items()],
        within=data.get("within", "text"),
        mark=data.get("mark"),
        fix=data.get("fix"),
        file=file,
        lines=lines,
        **fields,
    )


@lru_cache(maxsize=2_000)
def parse_lexicon(text: str, file: str) -> Lexicon:
    """A lexicon from YAML; every phrase is read once to find its faults. Raises RuleFaults."""
    data, lines = yaml_file.read(text, file, "lexicon")
    faults = [*file_faults.of_name(data, file, lines), *file_faults.of_phrases(data, file, lines)]
    if faults:
        raise RuleFaults(faults)
    return Lexicon(
        id=data["id"],
        about=data["about"],
        entries=data["entries"],
        drops=data.get("not", []),
        asks_language=data.get("asks_language", False),
        examples=data["examples"],
        file=file,
        lines=lines,
    )


def _line(data: str | dict[str, Any]) -> Line:
    if isinstance(data, str):
        return Line(data)
    place = data.get("place", [])
    places = (place,) if isinstance(place, str) else tuple(place)
    return Line(data["lexicon"], data.get("count", 1), places, data.get("lang"))


def _group(data: Any) -> list[Line]:
    return [_line(line) for line in data] if isinstance(data, list) else [_line(data)]
