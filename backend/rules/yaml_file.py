"""One YAML file, checked against its schema; every fault knows its line."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from ruamel.yaml.reader import ReaderError

from backend.rules.faults import Fault, RuleFaults

HERE = Path(__file__).parent
DEEPEST = 20  # collections within collections; a rule needs five
_formats = FormatChecker(())


@_formats.checks("moment", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = json.loads((HERE / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=_formats)


def read(text: str, file: str, kind: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Plain data and the line (1-based) of every dotted path. `kind`: of the schema. Raises RuleFaults."""
    lines: dict[str, int] = {}
    data = _plain(_load(text, file), "", 1, lines)
    faults = [_fault(error, file, lines) for error in _validator(kind).iter_errors(data)]
    if faults:
        raise RuleFaults(faults)
    return data, lines


def _load(text: str, file: str) -> Any:
    try:
        _refuse_bombs(text, file)
        return YAML(typ="rt").load(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise RuleFaults([Fault(file, line, "", "a control character", "text")]) from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFaults([Fault(file, line, "", str(error.problem), "YAML")]) from None
    except (YAMLError, ValueError, KeyError) as error:  # a date, number or tag that is none
        raise RuleFaults([Fault(file, _line_of_no_value(text), "", str(error)[:200], "YAML")]) from None


def _refuse_bombs(text: str, file: str) -> None:
    """Before anything is built: a few aliases, or brackets, can stand for more than fits into memory."""
    depth = 0
    for event in YAML(typ="rt").parse(text):
        line = event.start_mark.line + 1
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent):
            raise RuleFaults(
                [Fault(file, line, "", f"*{event.anchor}", "the text itself: aliases are not used here")]
            )
        if depth > DEEPEST:
            raise RuleFaults([Fault(file, line, "", "deeper nesting", f"{DEEPEST} levels")])


def _line_of_no_value(text: str) -> int:
    """Where the first plain value stands that YAML cannot build: the library does not tell."""
    for event in YAML(typ="rt").parse(text):
        if isinstance(event, ScalarEvent) and event.style is None:
            try:
                YAML(typ="rt").load(event.value)
            except ValueError:
                return int(event.start_mark.line) + 1
            except YAMLError:
                continue
    return 1


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


_ALLOWED: dict[str, Callable[[Any], str]] = {
    "enum": lambda error: ", ".join(map(str, error.validator_value)),
    "pattern": lambda error: str(error.schema.get("description", error.validator_value)),
    "required": lambda error: "the fields " + ", ".join(error.validator_value),
    "additionalProperties": lambda error: "the fields " + ", ".join(error.schema.get("properties", {})),
    "minItems": lambda error: f"at least {error.validator_value}",
    "minLength": lambda error: "some text",
    "minimum": lambda error: f"{error.validator_value} or more",
    "type": lambda error: str(error.schema.get("description", f"a value of type {error.validator_value}")),
    "format": lambda error: str(error.schema["description"]),
    "anyOf": lambda error: str(error.schema.get("description", "one of the forms in the manual")),
}


def _as_told(error: Any) -> str:
    return str(error.message)


def _fault(error: Any, file: str, lines: dict[str, int]) -> Fault:
    path = ".".join(str(part) for part in error.absolute_path)
    found = json.dumps(error.instance, ensure_ascii=False, default=str)
    if error.validator == "required":
        found = "no " + ", ".join(name for name in error.validator_value if name not in error.instance)
    elif error.validator == "additionalProperties":
        found = ", ".join(key for key in error.instance if key not in error.schema.get("properties", {}))
    allowed = _ALLOWED.get(str(error.validator), _as_told)(error)
    return Fault(file, line_of(path, lines), path, found[:200], allowed)


def line_of(path: str, lines: dict[str, int]) -> int:
    """The line of a dotted path, or of the nearest part of it that stands in the file."""
    while path not in lines and "." in path:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)
