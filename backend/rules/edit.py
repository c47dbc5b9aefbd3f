"""Changes a form makes to a rule's YAML; comments, order and quotes stay as their author left them."""

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

WORDS = ("message.en", "message.de", "why.en", "why.de")


def words_of(text: str) -> dict[str, str]:
    """The values a form may change, by dotted path: message and why in both languages, and the status."""
    data = _yaml().load(text)
    words = {path: str(_parent(data, path)[path.split(".")[1]]) for path in WORDS}
    return {**words, "status": str(data["status"])}


def with_words(text: str, values: Mapping[str, str]) -> str:
    """The YAML with these values, by the paths of `words_of`. The same text when nothing is new."""
    known = words_of(text)
    new = {path: value for path, value in values.items() if known[path] != value}
    if not new:
        return text
    yaml = _yaml()
    data = yaml.load(text)
    for path, value in new.items():
        _parent(data, path)[path.split(".")[-1]] = value
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _parent(data: Any, path: str) -> Any:
    return data[path.split(".")[0]] if "." in path else data


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # a message stays on its line
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
