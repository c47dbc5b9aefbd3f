"""From what is being written to the next version, if nothing is wrong with it."""

import uuid
from collections.abc import Iterator, Mapping

from flask_babel import gettext, ngettext
from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.guidelines import service
from backend.guidelines.markdown import Fault, Guideline, TextFaults
from backend.guidelines.models import Draft, Reached, Version
from backend.people import installed
from backend.people.models import LANGUAGES


def publish(
    session: Session, author: uuid.UUID | None, notes: Mapping[str, str], asks: bool, named: Mapping[str, int]
) -> Version:
    """Freeze the draft under the next number. `notes`: what is new, by language; `named`: see `faults_of`.

    Raises TextFaults with every fault of both languages.
    """
    installed.hold_installation(session)  # two who publish at once wait for each other
    last = service.newest(session)
    texts = service.draft(session, last)
    if faults := faults_of(session, texts, named):
        raise TextFaults(faults)
    number = last.number + 1 if last else 1
    said = {f"note_{language}": notes[language] for language in LANGUAGES}
    found = Version(number=number, **texts, **said, asks=asks, author_id=author)
    session.add(found)
    session.execute(delete(Draft))
    if asks:
        _forget_readers(session)
    session.flush()
    trail.note(session, "guidelines.version", str(number), after=said)
    return found


def _forget_readers(session: Session) -> None:
    """All are asked to read anew: who had read is no news of what is in force now."""
    session.execute(delete(Reached).where(Reached.measure == "read"))


def faults_of(session: Session, texts: Mapping[str, str], named: Mapping[str, int]) -> list[Fault]:
    """What keeps these texts from being published: their own faults, else what only shows between them.

    `named`: the paragraphs that rules name, and how many do.
    """
    try:
        read = service.read(session, texts)
    except TextFaults as found:
        return found.faults
    return [*_untranslated(read), *_asked_for(named, read)]


def _untranslated(read: Mapping[str, Guideline]) -> Iterator[Fault]:
    every = frozenset().union(*(one.names for one in read.values()))
    for language in LANGUAGES:
        for name in sorted(every - read[language].names):
            yield Fault(
                language,
                0,
                gettext("The paragraph {#%(name)s} is missing here; the other language has it.", name=name),
            )


def _asked_for(named: Mapping[str, int], read: Mapping[str, Guideline]) -> Iterator[Fault]:
    """Rules name paragraphs; what they name must be there."""
    first = LANGUAGES[0]
    for name, count in sorted(named.items()):
        if name not in read[first].names:
            said = ngettext(
                "One rule names the paragraph {#%(name)s}. Write it, or give another its name, too.",
                "%(num)s rules name the paragraph {#%(name)s}. Write it, or give another its name, too.",
                count,
                name=name,
            )
            yield Fault(first, 0, said)
