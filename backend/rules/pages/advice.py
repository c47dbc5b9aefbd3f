"""What could be better about a rule or list that is being written, as `rules lint` says it of one file."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from backend.rules.authoring import cut_off, lint, shared_labels
from backend.rules.authoring.lint import Advice
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.releases import sources


def of(session: Session, file: str, text: str) -> Iterator[Advice]:
    """About a text without faults; nothing about one that is as we ship it."""
    if sources.shipped().get(file) == text:
        return
    rules, lexicons = sources.parse({**sources.texts(session), file: text})
    yield from cut_off.within(file, text)
    parts: list[Rule | Lexicon] = [*rules, *lexicons]
    for part in (one for one in parts if one.file == file):
        yield from lint.about(part)
    of_all = (*lint.unasked(rules, lexicons), *shared_labels.find(rules))
    yield from (each for each in of_all if each.file == file)
