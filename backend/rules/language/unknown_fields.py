"""What is said of a name in a file that is no field there, with the way out."""

from collections.abc import Mapping
from typing import Any

from backend.rules.language.faults import nearest

PROTECTED = "\u00a0"  # looks like a blank and is a letter to YAML
NO_BLANK = "a protected blank stands in this line; use ordinary blanks"


def said(name: str, schema: Mapping[str, Any]) -> str:
    """`schema`: of what holds the name."""
    known = list(schema.get("properties", {}))
    word, colon, _value = name.partition(":")
    if PROTECTED in name:
        return NO_BLANK
    if colon and word in known:
        return f"a blank is missing after the colon of {word}:"
    if homes := ", ".join(_homes(name, schema)):
        return f'"{name}" is not a field here: it belongs below {homes}, with two blanks before it'
    meant = nearest(name, known)
    way_out = f"did you mean {meant}?" if meant else "allowed: " + ", ".join(known)
    return f'"{name}" is not a field; {way_out}'


def _homes(name: str, schema: Mapping[str, Any]) -> list[str]:
    """The fields of a whole file that have such a field of their own."""
    parts = {f"#/$defs/{part}": fields for part, fields in schema.get("$defs", {}).items()}
    inside = {
        field: parts.get(each.get("$ref", ""), each) for field, each in schema.get("properties", {}).items()
    }
    return [field for field, each in inside.items() if name in each.get("properties", {})]
