"""What is wrong between files that are each right by themselves."""

from collections.abc import Iterable, Iterator

from backend.rules.language import yaml_file
from backend.rules.language.faults import Fault, did_you_mean
from backend.rules.language.rule import TIES, Lexicon, Rule


def check(rules: list[Rule], lexicons: list[Lexicon]) -> list[Fault]:
    """What only shows when all files are seen together: names used and not defined, names defined twice."""
    known = {lexicon.id for lexicon in lexicons}
    faults = [*_twice("id", rules), *_twice("id", lexicons)]
    for rule in rules:
        unknown = list(_unknown_lexicons(rule, known))
        faults += unknown or _check_mark(rule)
        for tie in rule.own_tie:
            if (needed := TIES.get(tie, TIES["draft"])) not in known:
                at = rule.lines.get("own_tie", 1)
                faults.append(
                    Fault(rule.file, at, "own_tie", needed, "a lexicon of that name, which the tie needs")
                )
    return faults


def _unknown_lexicons(rule: Rule, known: set[str]) -> Iterator[Fault]:
    for path, line in rule.asked():
        if line.lexicon not in known:
            meant = did_you_mean(line.lexicon, known) or " See the files in lexicons/, yours and ours."
            said = f'there is no lexicon "{line.lexicon}".{meant}'
            yield Fault(rule.file, yaml_file.line_of(path, rule.lines), path.split(".")[0], said)


def _check_mark(rule: Rule) -> Iterator[Fault]:
    marks = [line.lexicon for line in rule.draft_lines()]
    if rule.mark is not None and not marks:
        said = "this rule asks for no list of words that could be underlined; name one under all"
        yield Fault(rule.file, rule.lines.get("mark", 1), "mark", said)
    elif rule.mark is not None and rule.mark not in marks:
        said = "a lexicon that this rule asks: " + ", ".join(dict.fromkeys(marks))
        yield Fault(rule.file, rule.lines.get("mark", 1), "mark", rule.mark, said)


def unwritten(rule: Rule, known: Iterable[str]) -> Fault:
    """The rule names a paragraph that is not among the `known` ones of the guidelines."""
    meant = did_you_mean(rule.guideline, known) or f" They have: {', '.join(sorted(known))}."
    said = f'the guidelines have no paragraph "{rule.guideline}".{meant} Or give one of them this name, too.'
    return Fault(rule.file, yaml_file.line_of("guideline", rule.lines), "guideline", said)


def _twice(field_name: str, parts: list[Rule] | list[Lexicon]) -> list[Fault]:
    first: dict[str, str] = {}
    faults = []
    for part in parts:
        if part.id in first:
            faults.append(Fault(part.file, 1, field_name, part.id, f"a name not used by {first[part.id]}"))
        first.setdefault(part.id, part.file)
    return faults
