"""Rules and lexicons as people write them: YAML in, checked and typed objects out, all faults at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from backend.rules.language import file_faults, source_files, yaml_file
from backend.rules.language.faults import Fault, RuleFaults, did_you_mean

HERE = Path(__file__).parent.parent
# The lexicons behind `own_tie`; the target's text is asked for the same names as the draft.
TIES = {"draft": "own_mention", "author": "own_voice"}
Texts = dict[str, str]
Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Line:
    """A lexicon to be found (or not): `count` times, at a `place`, in a draft surely in `lang`."""

    lexicon: str
    count: int = 1
    place: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases for one thing a text can say. `entries`: language (or `any`) → phrases."""

    id: str
    about: str
    entries: dict[str, list[str]]
    drops: list[str]
    asks_language: bool
    examples: dict[str, list[str]]
    file: str
    lines: dict[str, int] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Rule:
    """One rule, typed. Field names are those of the YAML; lists of lists read "any of"."""

    id: str
    pack: str
    label: str
    severity: Literal["note", "warn", "confirm"]
    when: dict[str, list[str]]
    org: list[str]
    own_tie: list[str]
    all: list[list[Line]]
    at_least: list[tuple[int, list[Line]]]
    none: list[Line]
    none_near: list[Line]
    target_all: list[list[Line]]
    target_none: list[Line]
    within: str
    mark: str | None
    message: Texts
    why: Texts
    guideline: str
    source: str
    fix: dict[str, Any] | None
    owner: str
    status: Literal["draft", "active", "retired"]
    known_false_alarms: list[str]
    examples: dict[str, list[dict[str, Any]]]
    file: str
    lines: dict[str, int] = field(repr=False, compare=False)

    def asked(self) -> Iterator[tuple[str, Line]]:
        """Every line with its dotted path in the YAML."""
        for name in ("all", "target_all"):
            for at, group in enumerate(getattr(self, name)):
                yield from ((f"{name}.{at}.{choice}", line) for choice, line in enumerate(group))
        for number, lines in self.at_least:
            yield from ((f"at_least.{number}.{at}", line) for at, line in enumerate(lines))
        for name in ("none", "none_near", "target_none"):
            yield from ((f"{name}.{at}", line) for at, line in enumerate(getattr(self, name)))

    def draft_lines(self) -> list[Line]:
        """Every line that asks the draft."""
        groups = [*self.all, *(lines for _, lines in self.at_least), self.none, self.none_near]
        return [line for group in groups for line in group]

    def target_lines(self) -> list[Line]:
        """Every line that asks the target's text."""
        return [line for group in [*self.target_all, self.target_none] for line in group]

    def lexicons(self) -> set[str]:
        """The ids of all lexicons it asks, those of its ties included."""
        ties = {TIES.get(tie, TIES["draft"]) for tie in self.own_tie}
        return ties | {line.lexicon for line in (*self.draft_lines(), *self.target_lines())}


def touched_by(files: Iterable[str], rules: Iterable[Rule]) -> set[str]:
    """These files and those of the rules that ask a lexicon among them: what may now say something else."""
    asked = {Path(file).stem for file in files if file.startswith("lexicons/")}
    return {*files, *(rule.file for rule in rules if asked & rule.lexicons())}


def load(*folders: Path) -> tuple[list[Rule], list[Lexicon]]:
    """Reads `packs/*/*.yaml` and `lexicons/*.yaml` below the folders (none: as shipped).

    A later folder replaces files of an earlier one. Raises RuleFaults: all faults of all files.
    """
    faults = [fault for folder in folders for fault in source_files.misplaced(folder)]
    found = {file: path for each in folders or (HERE,) for file, path in source_files.below(each).items()}
    lexicons = list(_each(found, "lexicons/", parse_lexicon, faults))
    rules = list(_each(found, "packs/", parse_rule, faults))
    faults += check(rules, lexicons) if not faults else []
    if faults:
        raise RuleFaults(faults)
    return rules, lexicons


def _each(
    files: dict[str, Path], part: str, parse: Callable[[str, str], Parsed], faults: list[Fault]
) -> Iterator[Parsed]:
    for file, path in sorted(files.items()):
        if not file.startswith(part):
            continue
        try:
            yield parse(source_files.text(path, file), file)
        except RuleFaults as found:
            faults += found.faults


# reading YAML is dear, and every edit reads all the other files once more
@lru_cache(maxsize=2_000)
def parse_rule(text: str, file: str) -> Rule:
    """A rule from YAML. `file` names it in faults; its stem must be the rule's id. Raises RuleFaults."""
    data, lines = yaml_file.read(text, file, "rule")
    faults = [*file_faults.of_name(data, file, lines), *file_faults.of_texts(data, file, lines)]
    if faults:
        raise RuleFaults(faults)
    parents = file.split("/")
    fields: dict[str, Any] = {
        **{key: data.get(key, []) for key in ("org", "own_tie", "known_false_alarms")},
        **{key: [_group(group) for group in data.get(key, [])] for key in ("all", "target_all")},
        **{key: [_line(line) for line in data.get(key, [])] for key in ("none", "none_near", "target_none")},
        **{key: data[key] for key in ("id", "label", "severity", "message", "why", "guideline", "source")},
        **{key: data[key] for key in ("owner", "status", "examples")},
    }
    return Rule(
        pack=parents[-2] if len(parents) > 1 else "custom",
        when=data.get("when", {}),
        at_least=[(int(n), [_line(line) for line in group]) for n, group in data.get("at_least", {}).items()],
        within=data.get("within", "text"),
        mark=data.get("mark"),
        fix=data.get("fix"),
        file=file,
        lines=lines,
        **fields,
    )


@lru_cache(maxsize=2_000)
def parse_lexicon(text: str, file: str) -> Lexicon:
    """A lexicon from YAML; every phrase is read once to find its faults. Raises RuleFaults."""
    data, lines = yaml_file.read(text, file, "lexicon")
    faults = [*file_faults.of_name(data, file, lines), *file_faults.of_phrases(data, file, lines)]
    if faults:
        raise RuleFaults(faults)
    return Lexicon(
        id=data["id"],
        about=data["about"],
        entries=data["entries"],
        drops=data.get("not", []),
        asks_language=data.get("asks_language", False),
        examples=data["examples"],
        file=file,
        lines=lines,
    )


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
    if rule.mark is not None and rule.mark not in marks:
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


def _line(data: str | dict[str, Any]) -> Line:
    if isinstance(data, str):
        return Line(data)
    place = data.get("place", [])
    places = (place,) if isinstance(place, str) else tuple(place)
    return Line(data["lexicon"], data.get("count", 1), places, data.get("lang"))


def _group(data: Any) -> list[Line]:
    return [_line(line) for line in data] if isinstance(data, list) else [_line(data)]
