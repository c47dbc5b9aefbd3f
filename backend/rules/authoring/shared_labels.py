"""Rules of one's own that share a label which nobody chose for them: about a text only one of them speaks.

Rules share a label on purpose, too: ours do, and so do those that are named after one another, as refund
and refund-answer. What nobody chose is the label that all new rules once had, and that of the rule which a
rule was copied from.
"""

from collections.abc import Iterable, Iterator

from backend.rules.authoring import skeleton
from backend.rules.authoring.lint import Advice
from backend.rules.language.rule import Rule

ONCE_OF_ALL = "HOUSE_RULE"  # which skeletons gave until 1 December 2026


def find(rules: Iterable[Rule]) -> Iterator[Advice]:
    """One piece of advice for each rule that has the label of another instead of one of its own."""
    own = [rule for rule in rules if rule.pack != skeleton.OURS and rule.status != "retired"]
    for rule in own:
        if others := [other.id for other in own if _is_shared(rule, other)]:
            yield _advice(rule, others)


def _is_shared(rule: Rule, other: Rule) -> bool:
    if rule.id == other.id or rule.label != other.label or rule.label == skeleton.label(rule.id):
        return False
    is_copy = rule.label == skeleton.label(other.id) and not rule.id.startswith(f"{other.id}-")
    return is_copy or rule.label == ONCE_OF_ALL


def _advice(rule: Rule, others: list[str]) -> Advice:
    said = (
        f"shared with {', '.join(others)}: of rules with one label only one speaks about a text; "
        f"if each is to speak, give this one a label of its own, such as {skeleton.label(rule.id)}"
    )
    return Advice(rule.file, rule.lines["label"], "label", said)
