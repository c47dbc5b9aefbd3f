"""What a finding offers to write, written."""

from collections.abc import Mapping
from typing import Any


def apply(text: str, finding: Mapping[str, Any]) -> str:
    """The text after the finding's fix was taken; span and text count code points."""
    kind, new = finding["fix"]["kind"], str(finding["fix"]["text"])
    if kind == "insert_start":
        return new + text
    if kind == "insert_end":
        return text + new
    start, end = finding["span"] or (0, 0)
    return text[:start] + new + text[end:]
