"""Rules that name a paragraph which the guidelines beside them do not have.

For the shipped rules those are the texts that Plainspoken brings along; for a folder of one's own
FOLDER/guidelines/en.md and de.md, where they are there. What is in force on a server, publishing says.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from backend.guidelines import markdown, service as guidelines
from backend.rules.authoring.lint import Advice
from backend.rules.language import checks
from backend.rules.language.rule import Rule


def missing(rules: Iterable[Rule], folder: Path | None) -> Iterator[Advice]:
    """What is wrong with the texts, else one piece of advice for each rule and text."""
    for path in sorted((folder / "guidelines" if folder else guidelines.OURS).glob("*.md")):
        file = f"guidelines/{path.name}"
        try:
            known = markdown.read(path.read_text(encoding="utf-8"), path.stem).names
        except markdown.TextFaults as found:
            yield from (Advice(file, fault.line, "", fault.said) for fault in found.faults)
            continue
        for rule in rules:
            if rule.guideline not in known:
                fault = checks.unwritten(rule, known)
                yield Advice(fault.file, fault.line, fault.field, f"{fault.found} See {file}.")
