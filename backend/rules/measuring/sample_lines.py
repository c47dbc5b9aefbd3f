"""The lines of a file of samples, where it is one: no table, no document, not empty, UTF-8."""

from backend.rules.language import source_files
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.measuring import other_files

EMPTY = "this file is empty"


def of(raw: bytes, file: str, wanted: str) -> list[tuple[int, str]]:
    """Those in which something stands, at least one, each with its number from 1.

    `file` names it in faults, `wanted` says in them what is expected. Raises RuleFaults.
    """
    if kind := other_files.kind(raw, file):
        raise RuleFaults([Fault(file, 1, "", f"{kind}; {wanted}")])
    text = source_files.decoded(raw, file)
    found = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not found:
        raise RuleFaults([Fault(file, 1, "", f"{EMPTY}; {wanted}")])
    return found
