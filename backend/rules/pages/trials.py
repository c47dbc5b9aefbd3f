"""The examples of a text that is being written, each with whether it holds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypedDict

from backend.rules.language import yaml_nodes
from backend.rules.language.faults import Fault, RuleFaults

KINDS = ("found", "silent", "match", "miss")
State = Literal["good", "bad", "untried"]


class Trial(TypedDict):
    """`kind`: one of KINDS; `line` (1-based) of the YAML."""

    kind: str
    text: str
    line: int
    state: State


def of(file: str, text: str, faults: Sequence[Fault]) -> list[Trial]:
    """Nothing of what is no YAML. `faults`: all that the text has; with one elsewhere no example was run."""
    try:
        data, lines = yaml_nodes.load(text, file)
    except RuleFaults:
        return []
    bad = {fault.field for fault in faults if fault.file == file and _is_example(fault.field)}
    ran = all(_is_example(fault.field) for fault in faults)
    return [
        Trial(kind=kind, text=said, line=lines.get(path, 1), state=_state(path in bad, ran))
        for kind, path, said in _written(data)
    ]


def _is_example(field: str) -> bool:
    return field.startswith("examples.")


def _state(is_bad: bool, ran: bool) -> State:
    return "bad" if is_bad else "good" if ran else "untried"


def _written(data: Any) -> Iterator[tuple[str, str, str]]:
    """Kind, path and words of each. Of a kind that there is not, a fault speaks already."""
    examples = data.get("examples") if isinstance(data, dict) else None
    for kind, some in examples.items() if isinstance(examples, Mapping) else ():
        for at, one in enumerate(some if kind in KINDS and isinstance(some, list) else ()):
            said = one.get("draft") if isinstance(one, dict) else one
            if isinstance(said, str):
                yield kind, f"examples.{kind}.{at}", said
