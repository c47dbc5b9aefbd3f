"""Advice about rules and lexicons that are valid and could be better. Each check is one small function."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from backend.rules.compiler import names, patterns, vocabulary
from backend.rules.language import yaml_file
from backend.rules.language.rule import TIES, Lexicon, Rule

FEWEST_EXAMPLES = 3
LONGEST_MESSAGE = 180  # characters that the card shows without growing tall
SHORTEST_BEGINNING = 3  # letters beside a *
LEFT_OVER = ("replace me", "ersetze mich", "replaced", "ersetzt werden")
ROW = re.compile(r"[,;](\s|$)")
WORD = re.compile(r"[^\s()|]+")
Found = Iterator[tuple[str, str]]  # dotted field, advice


@dataclass(frozen=True, order=True)
class Advice:
    """One piece of advice and its place (1-based line, dotted field)."""

    file: str
    line: int
    field: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.advice}"


def advise(rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> list[Advice]:
    """What could be better, in the order of file and line."""
    rules, lexicons = list(rules), list(lexicons)
    parts: list[Rule | Lexicon] = [*rules, *lexicons]
    return sorted([*(each for part in parts for each in about(part)), *unasked(rules, lexicons)])


def about(part: Rule | Lexicon) -> Iterator[Advice]:
    """What could be better about one, whatever the others are."""
    if isinstance(part, Rule):
        yield from (_placed(part, *each) for check in RULE_CHECKS for each in check(part))
    else:
        yield from (_placed(part, *each) for check in LEXICON_CHECKS for each in check(part))


def unasked(rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> Iterator[Advice]:
    """A piece of advice for each lexicon that no rule asks."""
    used = {*TIES.values(), vocabulary.CONTEXT}.union(*(rule.lexicons() for rule in rules))
    for one in lexicons:
        if one.id not in used:
            yield _placed(one, "id", "no rule asks for this lexicon: delete it, or name it in a rule")


def _placed(part: Rule | Lexicon, field: str, advice: str) -> Advice:
    return Advice(part.file, yaml_file.line_of(field, part.lines), field, advice)


# ---- rules ----


def _few_examples(rule: Rule) -> Found:
    for kind in ("found", "silent"):
        for tongue in ("de", "en"):
            count = sum(example["lang"] == tongue for example in rule.examples[kind])
            if count < FEWEST_EXAMPLES:
                yield f"examples.{kind}", f"{count} in {tongue}; {FEWEST_EXAMPLES} show how far the rule goes"


def _repeated_examples(rule: Rule) -> Found:
    seen: set[str] = set()
    for kind in ("found", "silent"):
        for at, example in enumerate(rule.examples[kind]):
            case = str({key: value for key, value in example.items() if key != "fixed"})
            if case in seen:
                yield f"examples.{kind}.{at}", "stands here twice"
            seen.add(case)


def _long_message(rule: Rule) -> Found:
    for tongue, text in rule.message.items():
        if len(text) > LONGEST_MESSAGE:
            yield (
                f"message.{tongue}",
                f"{len(text)} characters; say it in {LONGEST_MESSAGE}, the rest under why",
            )


def _untried_fix(rule: Rule) -> Found:
    if rule.fix and not any("fixed" in example for example in rule.examples["found"]):
        yield "fix", "no example says what the text is after it (field fixed)"


def _glued_fix(rule: Rule) -> Found:
    """The text of a fix is put to the draft as it is, without a blank between."""
    kind, texts = (rule.fix["kind"], rule.fix["text"]) if rule.fix else ("", {})
    for tongue, text in texts.items():
        if kind == "insert_start" and not text[-1].isspace():
            yield f"fix.text.{tongue}", f'glued to what follows: end it with a blank, "{text} "'
        if kind == "insert_end" and not text[0].isspace():
            yield f"fix.text.{tongue}", f'glued to what stands before: begin it with a blank, " {text}"'


def _draft(rule: Rule) -> Found:
    if rule.status == "draft":
        yield "status", "a draft stays silent when it is published; make it active when it is ready"


def _left_over(rule: Rule) -> Found:
    for field, text in {"source": rule.source, **_said("message", rule), **_said("why", rule)}.items():
        if any(word in text.lower() for word in LEFT_OVER):
            yield field, "still says what the skeleton said"


def _said(field: str, rule: Rule) -> dict[str, str]:
    texts: dict[str, str] = getattr(rule, field)
    return {f"{field}.{tongue}": text for tongue, text in texts.items()}


RULE_CHECKS: tuple[Callable[[Rule], Found], ...] = (
    _few_examples, _repeated_examples, _long_message, _untried_fix, _glued_fix, _draft, _left_over,
)  # fmt: skip


# ---- lexicons ----


def _repeated_entries(lexicon: Lexicon) -> Found:
    seen: dict[str, str] = {}
    for field, entry in _entries(lexicon):
        first = seen.setdefault(entry, field)
        tongue, line = first.split(".")[1], lexicon.lines.get(first, 1)
        if first.split(".")[:2] != field.split(".")[:2]:
            yield (
                field,
                f"{entry!r} stands also under {tongue} (line {line}); put it under any, for all languages",
            )
        elif first != field:
            yield field, f"{entry!r} stands here twice"


def _covered_entries(lexicon: Lexicon) -> Found:
    begins = {entry[:-1] for _, entry in _entries(lexicon) if _is_word(entry) and entry.endswith("*")}
    for field, entry in _entries(lexicon):
        shorter = next((begin for begin in begins if _is_word(entry) and entry[:-1].startswith(begin)), None)
        if shorter and entry != shorter + "*":
            yield field, f"{shorter}* finds {entry!r} already"


def _short_beginnings(lexicon: Lexicon) -> Found:
    """In a phrase the other words see to it that such a one finds little."""
    for field, entry in _entries(lexicon):
        words = [word for word in WORD.findall(entry) if not word.startswith("..")]
        short = [word for word in words if "*" in word and len(word.strip("*#@")) < SHORTEST_BEGINNING]
        if " " not in entry or short == words:
            yield from ((field, f"{word!r} is found in very many words") for word in short)


def _everyday_entries(lexicon: Lexicon) -> Found:
    lists = names.word_lists()["function_words"]
    everyday = {word for words in lists.values() for word in words.split()}
    for field, entry in _entries(lexicon) if lexicon.id not in TIES.values() else ():
        if _is_word(entry) and entry in everyday:
            yield field, f"{entry!r} stands in nearly every text"


def _rows_of_words(lexicon: Lexicon) -> Found:
    for field, entry in _entries(lexicon):
        if ROW.search(entry):
            yield field, f"{entry!r} is looked for as it stands, one after the other; make an entry of each"


def _lone_signs(lexicon: Lexicon) -> Found:
    for field, entry in _entries(lexicon):
        for word in WORD.findall(entry):
            is_plain = not word.startswith(("..", "<")) and "{" not in word
            if is_plain and not patterns.pattern(word):
                yield field, f"{word!r} is passed over in a text, so nothing is found by it; leave it out"


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for tongue, entries in lexicon.entries.items():
        for at, entry in enumerate(entries):
            yield f"entries.{tongue}.{at}", entry


def _is_word(entry: str) -> bool:
    return not set(entry) & set(" (|){}<>#@")


LEXICON_CHECKS: tuple[Callable[[Lexicon], Found], ...] = (
    _repeated_entries, _covered_entries, _short_beginnings, _everyday_entries, _lone_signs,
    _rows_of_words,
)  # fmt: skip
