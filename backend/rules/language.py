"""Rules and lexicons as people write them: YAML in, checked and typed objects out, all faults at once."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from backend.rules import phrase
from backend.rules.faults import Fault, RuleFaults

HERE = Path(__file__).parent
PLACEHOLDERS = ("company", "match", "target", "until")
Texts = dict[str, str]
Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Line:
    """A lexicon that must (or must not) be found: `count` times, at a `place`, in a draft surely in `lang`."""

    lexicon: str
    count: int = 1
    place: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases for one thing a text can say. `entries`: language (or `any`) → phrases."""

    id: str
    about: str
    entries: dict[str, list[str]]
    drops: list[str]
    asks_language: bool
    examples: dict[str, list[str]]
    file: str
    lines: dict[str, int] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Rule:
    """One rule, typed. Field names are those of the YAML; lists of lists read "any of"."""

    id: str
    pack: str
    label: str
    severity: Literal["note", "warn", "confirm"]
    when: dict[str, list[str]]
    org: list[str]
    own_tie: list[str]
    all: list[list[Line]]
    at_least: list[tuple[int, list[Line]]]
    none: list[Line]
    none_near: list[Line]
    target_all: list[list[Line]]
    target_none: list[Line]
    within: str
    mark: str | None
    message: Texts
    why: Texts
    guideline: str
    source: str
    fix: dict[str, Any] | None
    owner: str
    status: Literal["draft", "active", "retired"]
    examples: dict[str, list[dict[str, Any]]]
    file: str
    lines: dict[str, int] = field(repr=False, compare=False)

    def draft_lines(self) -> list[Line]:
        """Every line that asks the draft."""
        groups = [*self.all, *(lines for _, lines in self.at_least), self.none, self.none_near]
        return [line for group in groups for line in group]

    def target_lines(self) -> list[Line]:
        """Every line that asks the target's text."""
        return [line for group in [*self.target_all, self.target_none] for line in group]


def load(folder: Path = HERE) -> tuple[list[Rule], list[Lexicon]]:
    """Reads `packs/*/*.yaml` and `lexicons/*.yaml` below folder. Raises RuleFaults with all faults of all files."""
    faults: list[Fault] = []
    lexicons = list(_each(sorted((folder / "lexicons").glob("*.yaml")), folder, parse_lexicon, faults))
    rules = list(_each(sorted((folder / "packs").glob("*/*.yaml")), folder, parse_rule, faults))
    faults += check(rules, lexicons) if not faults else []
    if faults:
        raise RuleFaults(faults)
    return rules, lexicons


def _each(
    paths: Iterable[Path], folder: Path, parse: Callable[[str, str], Parsed], faults: list[Fault]
) -> Iterator[Parsed]:
    for path in paths:
        try:
            yield parse(path.read_text(encoding="utf-8"), str(path.relative_to(folder)))
        except RuleFaults as found:
            faults += found.faults


def parse_rule(text: str, file: str) -> Rule:
    """A rule from YAML. `file` names it in faults; its stem must be the rule's id. Raises RuleFaults."""
    data, lines = _read(text, file, "rule")
    faults = [*_check_name(data, file, lines), *_check_texts(data, file, lines)]
    if faults:
        raise RuleFaults(faults)
    at_least = [(int(n), [_line(line) for line in group]) for n, group in data.get("at_least", {}).items()]
    parents = file.split("/")
    return Rule(
        pack=parents[-2] if len(parents) > 1 else "custom",
        when={key: list(value) for key, value in data.get("when", {}).items()},
        at_least=at_least,
        within=data.get("within", "text"),
        mark=data.get("mark"),
        fix=data.get("fix"),
        file=file,
        lines=lines,
        **{key: data.get(key, []) for key in ("org", "own_tie")},
        **{key: [_group(group) for group in data.get(key, [])] for key in ("all", "target_all")},
        **{key: [_line(line) for line in data.get(key, [])] for key in ("none", "none_near", "target_none")},
        **{key: data[key] for key in ("id", "label", "severity", "message", "why", "guideline", "source")},
        **{key: data[key] for key in ("owner", "status", "examples")},
    )


def parse_lexicon(text: str, file: str) -> Lexicon:
    """A lexicon from YAML; every phrase is read once to find its faults. Raises RuleFaults."""
    data, lines = _read(text, file, "lexicon")
    faults = [*_check_name(data, file, lines), *_check_phrases(data, file, lines)]
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


def check(rules: list[Rule], lexicons: list[Lexicon]) -> list[Fault]:
    """What only shows when all files are seen together: names used and not defined, names defined twice."""
    known = {lexicon.id for lexicon in lexicons}
    faults = [*_twice("id", rules), *_twice("id", lexicons)]
    for rule in rules:
        for line in [*rule.draft_lines(), *rule.target_lines()]:
            if line.lexicon not in known:
                at = rule.lines.get("all", 1)
                faults.append(
                    Fault(rule.file, at, "lexicon", line.lexicon, "a lexicon: " + ", ".join(sorted(known)))
                )
        marks = {line.lexicon for line in rule.draft_lines()}
        if rule.mark is not None and rule.mark not in marks:
            faults.append(
                Fault(rule.file, rule.lines.get("mark", 1), "mark", rule.mark, "a lexicon of this rule")
            )
    return faults


def _twice(field_name: str, parts: list[Rule] | list[Lexicon]) -> list[Fault]:
    first: dict[str, str] = {}
    faults = []
    for part in parts:
        if part.id in first:
            faults.append(Fault(part.file, 1, field_name, part.id, f"a name not used by {first[part.id]}"))
        first.setdefault(part.id, part.file)
    return faults


def _line(data: str | dict[str, Any]) -> Line:
    if isinstance(data, str):
        return Line(data)
    place = data.get("place", [])
    places = (place,) if isinstance(place, str) else tuple(place)
    return Line(data["lexicon"], data.get("count", 1), places, data.get("lang"))


def _group(data: Any) -> list[Line]:
    return [_line(line) for line in data] if isinstance(data, list) else [_line(data)]


# ---- reading and the faults of one file ----


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((HERE / f"{kind}.schema.json").read_text(encoding="utf-8")))


def _read(text: str, file: str, kind: str) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        loaded = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFaults([Fault(file, line, "", str(error.problem), "YAML")]) from None
    lines: dict[str, int] = {}
    data = _plain(loaded, "", 1, lines)
    faults = [_fault(error, file, lines) for error in _validator(kind).iter_errors(data)]
    if faults:
        raise RuleFaults(faults)
    return data, lines


def _plain(node: Any, path: str, line: int, lines: dict[str, int]) -> Any:
    """Plain dicts, lists and scalars; notes the line (1-based) of every path on the way."""
    lines[path] = line
    prefix = path + "." if path else ""
    if isinstance(node, dict):
        marks: Any = getattr(node, "lc", None)
        keys = [(key, marks.key(key)[0] + 1 if marks and marks.data else line) for key in node]
        return {str(key): _plain(node[key], f"{prefix}{key}", at, lines) for key, at in keys}
    if isinstance(node, list):
        marks = getattr(node, "lc", None)
        return [
            _plain(item, f"{prefix}{i}", marks.item(i)[0] + 1 if marks and marks.data else line, lines)
            for i, item in enumerate(node)
        ]
    return str(node) if isinstance(node, str) else node


_ALLOWED: dict[str, Callable[[ValidationError], str]] = {
    "enum": lambda error: ", ".join(map(str, error.validator_value)),
    "pattern": lambda error: str(error.schema.get("description", error.validator_value)),
    "required": lambda error: "the fields " + ", ".join(error.validator_value),
    "additionalProperties": lambda error: "the fields " + ", ".join(error.schema.get("properties", {})),
    "minItems": lambda error: f"at least {error.validator_value}",
    "minLength": lambda error: "some text",
    "minimum": lambda error: f"{error.validator_value} or more",
    "type": lambda error: f"a value of type {error.validator_value}",
    "anyOf": lambda error: str(error.schema.get("description", "one of the forms in the manual")),
}


def _fault(error: ValidationError, file: str, lines: dict[str, int]) -> Fault:
    path = ".".join(str(part) for part in error.absolute_path)
    found = json.dumps(error.instance, ensure_ascii=False)
    if error.validator == "required":
        found = "no " + ", ".join(name for name in error.validator_value if name not in error.instance)
    elif error.validator == "additionalProperties":
        found = ", ".join(key for key in error.instance if key not in error.schema.get("properties", {}))
    allowed = _ALLOWED.get(str(error.validator), lambda e: e.message)(error)
    return Fault(file, _line_of(path, lines), path, found[:200], allowed)


def _line_of(path: str, lines: dict[str, int]) -> int:
    while path not in lines and "." in path:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)


def _check_name(data: dict[str, Any], file: str, lines: dict[str, int]) -> Iterator[Fault]:
    stem = Path(file).stem
    if stem != data["id"]:
        yield Fault(file, lines["id"], "id", data["id"], f"the file's name, {stem}")


def _check_texts(data: dict[str, Any], file: str, lines: dict[str, int]) -> Iterator[Fault]:
    texts = {"message": data["message"], "why": data["why"], "fix.text": data.get("fix", {}).get("text", {})}
    for name, languages in texts.items():
        for language, text in languages.items():
            for placeholder in re.findall(r"\{([^}]*)\}?", text):
                if placeholder not in PLACEHOLDERS:
                    path = f"{name}.{language}"
                    allowed = " ".join("{" + known + "}" for known in PLACEHOLDERS)
                    yield Fault(file, _line_of(path, lines), path, "{" + placeholder + "}", allowed)


def _check_phrases(data: dict[str, Any], file: str, lines: dict[str, int]) -> Iterator[Fault]:
    lists = {f"entries.{language}": entries for language, entries in data["entries"].items()}
    for path, entries in {**lists, "not": data.get("not", [])}.items():
        for index, entry in enumerate(entries):
            try:
                phrase.parse(entry)
            except phrase.PhraseError as error:
                at = f"{path}.{index}"
                yield Fault(file, _line_of(at, lines), at, f"{error.found} in {entry!r}", error.allowed)
