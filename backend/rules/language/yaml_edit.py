"""Changes a form makes to the YAML of a rule or lexicon: where a value stood the new one stands.

All else stays as its author left it, byte for byte: comments, order, quotes, line breaks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

import yaml

from backend.rules.language import yaml_nodes

Value = str | list[str]
Values = Mapping[str, Value]  # by dotted path
Paths = Mapping[str, type[str] | type[list[str]]]
PLAIN = re.compile(r"[^\W\d_][\w.@-]*( [\w-]+)*")
NOT_PLAIN = ("true", "false", "null")
UNSEEN = re.compile(
    r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)  # ends a line in YAML, or has no place there
LAST = "examples"  # a field that is new stands before it


class Splice(NamedTuple):
    """What stands in `text[start:end]` from now on."""

    start: int
    end: int
    new: str


def read(text: str, paths: Paths) -> dict[str, Value]:
    """What stands at these paths; "" or [] where nothing does. Raises RuleFaults for what is no YAML."""
    data, _lines = yaml_nodes.load(text, "")
    return {path: _at(data, path) or kind() for path, kind in paths.items()}


def write(text: str, values: Values) -> str:
    """The text with these values. Raises RuleFaults for what is no YAML."""
    data, _lines = yaml_nodes.load(text, "")
    if not isinstance(data, dict):
        return text
    text = text if text.endswith("\n") else f"{text}\n"
    for path, value in values.items():
        if (_at(data, path) or type(value)()) != value:
            for splice in sorted(_splices(text, path, value), reverse=True):
                text = text[: splice.start] + splice.new + text[splice.end :]
    return text


def _at(data: object, path: str) -> Value | None:
    for name in path.split("."):
        data = data.get(name) if isinstance(data, dict) else None
    if isinstance(data, list):
        return [str(one) for one in data]
    return None if data is None or isinstance(data, dict) else str(data)


def _splices(text: str, path: str, value: Value) -> Iterator[Splice]:
    node: yaml.Node = yaml.compose(text, Loader=yaml.SafeLoader)  # type: ignore[assignment]  # has a mapping
    names, key = path.split("."), node
    for at, name in enumerate(names):
        entry = _entry(node, name)
        if entry is None:
            yield _added(node, names[at:], value, is_top=at == 0)
            return
        key, node = entry
    if isinstance(value, list) and isinstance(node, yaml.SequenceNode) and node.value and value:
        yield from _changed(text, node, value)
    else:
        yield _instead(text, key.end_mark.index, node, f": {_written(value, node)}")


def _entry(node: yaml.Node, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    return next(((key, value) for key, value in entries if key.value == name), None)


def _added(node: yaml.Node, names: list[str], value: Value, is_top: bool) -> Splice:
    """A new entry: at the top before the examples, deeper before the first one there."""
    written = _written(value)
    for name in reversed(names[1:]):
        written = f"{{{name}: {written}}}"
    written = f"{names[0]}: {written}"
    if not isinstance(node, yaml.MappingNode) or not node.value:
        blank = " " if node.start_mark.index == node.end_mark.index else ""  # nothing stands behind the colon
        return Splice(node.start_mark.index, _end(node), f"{blank}{{{written}}}")
    last = _entry(node, LAST) if is_top else None
    start = (last[0] if last else node.value[0][0]).start_mark
    between = ", " if node.flow_style else "\n" + " " * start.column
    return Splice(start.index, start.index, written + between)


def _instead(text: str, start: int, node: yaml.Node, new: str) -> Splice:
    """`new` from `start` to the end of a node; a text that is indented ends with its line."""
    end = _end(node)
    return Splice(start, end, new + ("\n" if text[end - 1] == "\n" else ""))


def _changed(text: str, node: yaml.SequenceNode, value: list[str]) -> Iterator[Splice]:
    """Of a list only the entries that differ."""
    items = node.value
    known = [item.value for item in items]
    add = _in_a_row if node.flow_style else _below
    for kind, first, last, begin, end in SequenceMatcher(None, known, value, autojunk=False).get_opcodes():
        new = value[begin:end]
        if kind == "replace" and len(new) == last - first:
            for item, one in zip(items[first:last], new, strict=True):
                yield _instead(text, item.start_mark.index, item, _written(one, item))
        elif kind != "equal":
            yield from add(text, items, first, last, new)


def _in_a_row(text: str, items: list[yaml.Node], first: int, last: int, new: list[str]) -> Iterator[Splice]:
    """[one, two]: each with the comma that parts it from its neighbour."""
    written = [_written(one, items[0]) for one in new]
    if first > 0:  # from behind the one before
        start = _end(items[first - 1])
        end = _end(items[last - 1]) if last > first else start
        yield Splice(start, end, "".join(f", {one}" for one in written))
    elif last < len(items):
        yield Splice(
            items[0].start_mark.index, items[last].start_mark.index, "".join(f"{one}, " for one in written)
        )
    else:
        yield Splice(items[0].start_mark.index, _end(items[-1]), ", ".join(written))


def _below(text: str, items: list[yaml.Node], first: int, last: int, new: list[str]) -> Iterator[Splice]:
    """One a line: a comment above an entry stays."""
    for item in items[first:last]:
        yield Splice(_line_start(text, item), _next_line(text, _end(item)), "")
    indent = text[_line_start(text, items[0]) : items[0].start_mark.index]
    lines = "".join(f"{indent}{_written(one, items[0])}\n" for one in new)
    at = _next_line(text, _end(items[first - 1])) if first else _line_start(text, items[0])
    if lines:
        yield Splice(at, at, lines)


def _end(node: yaml.Node) -> int:
    """Behind its last sign; of a list of lines the parser counts to it what follows."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_start(text: str, node: yaml.Node) -> int:
    return text.rindex("\n", 0, node.start_mark.index) + 1


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at - 1)  # the end of a text that is indented is one already
    return len(text) if found < 0 else found + 1


def _written(value: Value, like: yaml.Node | None = None) -> str:
    """As YAML, in the quotes of what stood there where that is possible."""
    if isinstance(value, list):
        return f"[{', '.join(_written(one) for one in value)}]"
    plain = not getattr(like, "style", None) and PLAIN.fullmatch(value) and value.lower() not in NOT_PLAIN
    return value if plain else quoted(value)


def quoted(text: str) -> str:
    """In double quotes, so that whatever it holds is read as text."""
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
