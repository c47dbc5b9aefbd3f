"""One YAML file, checked against its schema; every fault knows its line."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from backend.rules.language import kinds, unknown_fields, yaml_nodes
from backend.rules.language.faults import Fault, RuleFaults, nearest

NO_LINES: Mapping[str, int] = {}  # of data that nobody wrote as YAML
_formats = FormatChecker(())


@_formats.checks("moment", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(kinds.schema(kind), format_checker=_formats)


def read(text: str, file: str, kind: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Plain data and the line (1-based) of every dotted path. `kind`: of the schema. Raises RuleFaults."""
    data, lines = yaml_nodes.load(text, file)
    check(data, file, kind, lines)
    return data, lines


def check(data: Any, file: str, kind: str, lines: Mapping[str, int] = NO_LINES) -> None:
    """Raises RuleFaults where plain data is not what the schema says."""
    errors = [cause for error in _validator(kind).iter_errors(data) for cause in _causes(error)]
    if errors and (said := kinds.elsewhere(data, kind)):
        raise RuleFaults([Fault(file, 1, "", said)])
    if errors:
        raise RuleFaults(fault for error in errors for fault in _faults(error, file, lines))


def _causes(error: Any) -> list[Any]:
    """Of the forms that a value may have, the faults of the one that its author chose."""
    forms = [cause for cause in error.context or () if cause.validator != "type" or cause.path]
    deeper = [each for cause in forms for each in _causes(cause) if each.validator != "anyOf" or each.path]
    return deeper or [error]


SOME_TEXT = "some text"
A_LIST = 'write a list: each in a line of its own after "- ", or in square brackets: ["…", "…"]'
NAMES = re.compile(r"[\w-]+(, *[\w-]+)*")
NOTHING = "nothing (what follows a # is a comment)"
TYPES = {
    "string": 'text, in straight quotes "…"',
    "array": "a list in square brackets: [a, b]",
    "object": "fields, each a name with a colon and a value",
    "integer": "a whole number",
    "boolean": "true or false",
}
_ALLOWED: dict[str, Callable[[Any], str]] = {
    "enum": lambda error: ", ".join(map(str, error.validator_value)),
    "pattern": lambda error: str(error.schema.get("description", error.validator_value)),
    "minProperties": lambda error: f"at least {error.validator_value}",
    "minItems": lambda error: f"at least {error.validator_value}",
    "minLength": lambda error: SOME_TEXT,
    "minimum": lambda error: f"{error.validator_value} or more",
    "type": lambda error: str(error.schema.get("description", TYPES[error.validator_value])),
    "format": lambda error: str(error.schema["description"]),
    "anyOf": lambda error: str(error.schema.get("description", "one of the forms in the manual")),
}


def _faults(error: Any, file: str, lines: Mapping[str, int]) -> Iterator[Fault]:
    path = ".".join(str(part) for part in error.absolute_path)
    line = line_of(path, lines)
    if error.validator == "additionalProperties":
        for name in _unknown(error):
            at = line_of(f"{path}.{name}".strip("."), lines)
            yield Fault(file, at, path, unknown_fields.said(name, error.schema))
    elif error.validator == "required":
        misspelt = {nearest(name, _fields(error)) for name in _unknown(error)}
        for name in error.validator_value:
            if name not in error.instance and name not in misspelt:
                needed = ", ".join(error.validator_value)
                yield Fault(file, line, path, f"the field {name} is missing; needed are {needed}")
    elif _is_word_for_list(error):
        yield Fault(file, line, path, _as_list(error.instance, error.schema["items"].get("enum")))
    else:
        found = json.dumps(error.instance, ensure_ascii=False, default=str)
        found = NOTHING if error.instance is None else found
        yield Fault(file, line, path, found[:200], _ALLOWED.get(str(error.validator), _as_told)(error))


def _is_word_for_list(error: Any) -> bool:
    return (error.validator, error.validator_value) == ("type", "array") and isinstance(error.instance, str)


def _as_list(word: str, known: list[str] | None) -> str:
    """How it is written; a text of several words may be one entry, or lines whose hyphens are missing."""
    if not NAMES.fullmatch(word):
        return A_LIST
    return f"write [{word}], in square brackets" + (f"; allowed: {', '.join(known)}" if known else "")


def _as_told(error: Any) -> str:
    return str(error.message)


def _fields(error: Any) -> list[str]:
    return list(error.schema.get("properties", {}))


def _unknown(error: Any) -> list[str]:
    return [str(name) for name in error.instance if name not in _fields(error)]


def line_of(path: str, lines: Mapping[str, int]) -> int:
    """The line of a dotted path, or of the nearest part of it that stands in the file."""
    while path not in lines and "." in path:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)
