"""Faults of one file, of a rule or a lexicon, that a schema cannot see."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.rules.language import atoms, phrase, yaml_file
from backend.rules.language.faults import Fault

PLACEHOLDERS = ("company", "match", "target", "until")
BRACES = re.compile(r"\{[^{}]*\}?")  # also one that nobody closed: it would be shown as it stands
LONGEST_FOUND = 40  # letters told of one


def of_name(data: dict[str, Any], file: str, lines: dict[str, int]) -> Iterator[Fault]:
    """A rule or lexicon is called as its file is."""
    stem = Path(file).stem
    if stem != data["id"]:
        said = f"{data['id']} is not the file's name, {stem}; the two must be the same"
        yield Fault(file, lines["id"], "id", said)


def of_texts(data: dict[str, Any], file: str, lines: dict[str, int]) -> Iterator[Fault]:
    """A rule's texts hold no placeholders but ours."""
    texts = {"message": data["message"], "why": data["why"], "fix.text": data.get("fix", {}).get("text", {})}
    allowed = ["{" + known + "}" for known in PLACEHOLDERS]
    for name, languages in texts.items():
        for language, text in languages.items():
            for placeholder in BRACES.findall(text):
                if placeholder not in allowed:
                    path = f"{name}.{language}"
                    found = placeholder.strip()[:LONGEST_FOUND]
                    yield Fault(file, yaml_file.line_of(path, lines), path, found, " ".join(allowed))


def of_phrases(data: dict[str, Any], file: str, lines: dict[str, int]) -> Iterator[Fault]:
    """Every entry of a lexicon can be read."""
    lists = {f"entries.{language}": entries for language, entries in data["entries"].items()}
    for path, entries in {**lists, "not": data.get("not", [])}.items():
        for index, entry in enumerate(entries):
            try:
                atoms.check(entry)
            except phrase.PhraseError as error:
                at = f"{path}.{index}"
                yield Fault(
                    file, yaml_file.line_of(at, lines), at, f"{error.found} in {entry!r}", error.allowed
                )
