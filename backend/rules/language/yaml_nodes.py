"""YAML 1.2 as plain data with the line of every part, read by the C library, since authors wait for it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from backend.rules.language import yaml_signs
from backend.rules.language.faults import Fault, RuleFaults

DEEPEST = 20  # collections within collections; a rule needs five
LONGEST_NAME = 200  # letters; all that lies below a name has it in its path
_TAG = "tag:yaml.org,2002:"
# how a scalar of this tag is read, and what one may write there
_SCALARS: dict[str, tuple[Callable[[str], Any], str]] = {
    "str": (str, "text"),
    "null": (lambda _: None, "nothing"),
    "bool": (lambda text: ("false", "true").index(text.lower()) == 1, "true or false"),
    "int": (int, "a whole number of at most 4300 digits"),
    "float": (float, "a number"),
}


class _Yaml12(yaml.CSafeLoader):
    """Plain scalars as in YAML 1.2: `no` and `on` are words, 1:30 is no number, a date is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (typed by the library as no class variable)


for name, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Yaml12.add_implicit_resolver(_TAG + name, re.compile(rf"^(?:{pattern})$"), first)


@dataclass
class NotPlain(Exception):
    """What the file holds at this line (1-based) and what it may hold there; see faults.Fault."""

    line: int
    found: str
    allowed: str = ""


def load(text: str, file: str) -> tuple[Any, dict[str, int]]:
    """Dicts, lists and scalars, and the line (1-based) of every dotted path. Raises RuleFaults."""
    try:
        node = _compose(text)
        lines: dict[str, int] = {}
        data = _plain(node, "", 1, lines)
    except NotPlain as error:
        raise RuleFaults([Fault(file, error.line, "", error.found[:200], error.allowed)]) from None
    if quotes := [Fault(file, line, "", yaml_signs.PART_OF_TEXT) for line in _odd_quotes(node)]:
        raise RuleFaults(quotes)
    return data, lines


def _compose(text: str) -> yaml.Node | None:
    try:
        _refuse_bombs(text)
        return yaml.compose(text, Loader=_Yaml12)
    except UnicodeEncodeError as error:
        raise NotPlain(text.count("\n", 0, error.start) + 1, "half a character", "text") from None
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        raise NotPlain(line, "a control character", "text") from None
    except yaml.MarkedYAMLError as error:
        raise NotPlain(*yaml_signs.tell(text, error)) from None


def _odd_quotes(node: yaml.Node | None) -> Iterator[int]:
    """The lines of texts that begin with other quotes than straight ones, or only end with a straight one."""
    if isinstance(node, yaml.ScalarNode):
        lone = node.value.endswith('"') and node.value.count('"') % 2
        if not node.style and (lone or node.value.startswith(yaml_signs.ODD_QUOTES)):
            yield _line(node)
    elif isinstance(node, yaml.CollectionNode):
        for item in node.value:
            for part in item if isinstance(item, tuple) else [item]:
                yield from _odd_quotes(part)


def _refuse_bombs(text: str) -> None:
    """Before anything is built: a few aliases, or brackets, can stand for more than fits into memory."""
    depth = 0
    for event in yaml.parse(text, Loader=_Yaml12):
        line = _line(event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise NotPlain(line, yaml_signs.STAR)
        if depth > DEEPEST:
            raise NotPlain(line, "deeper nesting", f"{DEEPEST} levels")


def _line(part: yaml.Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1


def _plain(node: yaml.Node | None, path: str, line: int, lines: dict[str, int]) -> Any:
    """Notes the line of every path on the way: for what a key names, the line of the key."""
    lines[path] = line
    prefix = path + "." if path else ""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, prefix, lines)
    if isinstance(node, yaml.SequenceNode):
        each = enumerate(node.value)
        return [_plain(item, f"{prefix}{i}", _line(item), lines) for i, item in each]
    return None if node is None else _scalar(node)


def _mapping(node: yaml.MappingNode, prefix: str, lines: dict[str, int]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in node.value:
        line = _line(key)
        if not isinstance(key, yaml.ScalarNode):
            raise NotPlain(line, "a collection as a name", "a word")
        if len(key.value) > LONGEST_NAME:
            raise NotPlain(line, "a longer name", f"names of {LONGEST_NAME} letters")
        if key.value in data:
            raise NotPlain(line, f"{key.value!r} a second time", "every name once")
        data[key.value] = _plain(value, prefix + key.value, line, lines)
    return data


def _scalar(node: yaml.Node) -> Any:
    line = _line(node)
    kind = node.tag.removeprefix(_TAG)
    if kind not in _SCALARS:
        raise NotPlain(line, f"the tag {node.tag}", "a value without a tag")
    build, allowed = _SCALARS[kind]
    try:
        return build(node.value)
    except ValueError:
        raise NotPlain(line, repr(node.value), allowed) from None
