"""One YAML file, checked against its schema; every fault knows its line."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from backend.rules import yaml_nodes
from backend.rules.faults import Fault, RuleFaults

HERE = Path(__file__).parent
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
    data, lines = _load(text, file)
    faults = [_fault(error, file, lines) for error in _validator(kind).iter_errors(data)]
    if faults:
        raise RuleFaults(faults)
    return data, lines


def _load(text: str, file: str) -> tuple[Any, dict[str, int]]:
    try:
        return yaml_nodes.load(text)
    except yaml_nodes.NotPlain as error:
        raise RuleFaults([Fault(file, error.line, "", error.found[:200], error.allowed)]) from None


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
