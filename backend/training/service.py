"""Lessons and quizzes from the rules in force, and how far somebody is."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend.db import insert, now
from backend.guidelines import service as guidelines
from backend.guidelines.markdown import Guideline
from backend.guidelines.models import Version
from backend.points import service as points
from backend.points.models import QUIZ
from backend.rules.models import Release
from backend.rules.releases import releases
from backend.training import library, quiz
from backend.training.drills import Drill, Example, Found
from backend.training.models import Training
from backend.training.quiz import Question

PAIRS = 4  # of a lesson
SEEDS = 2**31


@dataclass(frozen=True)
class Pair:
    """Two drafts that look alike, of which a rule speaks about the first."""

    found: Found
    silent: Example


@dataclass(frozen=True)
class Open:
    """Questions that wait for answers. `key`: no old page is taken for this one."""

    key: str
    questions: Sequence[Question]


@dataclass(frozen=True)
class Result:
    """`given`: what was answered, question by question."""

    questions: Sequence[Question]
    given: Sequence[str]
    right: int
    is_passed: bool
    is_new: bool


def lessons(session: Session, language: str) -> dict[str, list[Pair]]:
    """Pairs to learn from, by the paragraph they are about; rules that say the same appear once."""
    found: dict[str, dict[str, Pair]] = {}
    for drill in _drills(session, _release(session), language):
        first = drill.found[0]
        pairs = found.setdefault(drill.paragraph, {})
        pairs.setdefault(first.finding["message"], Pair(first, drill.beside(first)))
    return {name: list(pairs.values())[:PAIRS] for name, pairs in found.items()}


def of_person(session: Session, person: uuid.UUID, *, for_update: bool = False) -> Training | None:
    """How far somebody is with the version in force; None before they began."""
    newest = guidelines.newest(session)
    key = newest and (person, newest.number)
    return session.get(Training, key, with_for_update=for_update) if key else None


def is_new_to(session: Session, person: uuid.UUID) -> bool:
    """Is there something to learn for somebody who never began a quiz?"""
    theirs = exists().where(Training.person_id == person)
    return session.scalars(
        select(exists().where(Version.number > 0) & exists().where(Release.number > 0) & ~theirs)
    ).one()


def begin(session: Session, person: uuid.UUID, language: str) -> bool:
    """Draw new questions, never the ones of last time; no where there is nothing to ask."""
    newest, release = guidelines.newest(session), _release(session)
    known = _drills(session, release, language)
    if newest is None or not known:
        return False
    row = _held(session, person, newest.number)
    last = quiz.draw(known, row.seed) if row.release == release else None
    seed = secrets.randbelow(SEEDS)
    while len(known) > 1 and quiz.draw(known, seed) == last:
        seed = secrets.randbelow(SEEDS)
    row.release, row.seed, row.is_open = release, seed, True
    return True


def _held(session: Session, person: uuid.UUID, version: int) -> Training:
    """Made where there is none; who presses twice waits for the first here."""
    new = {"person_id": person, "version": version, "release": 0, "seed": 0, "is_open": False}
    session.execute(insert(session, Training).values(new).on_conflict_do_nothing())
    return session.get_one(Training, (person, version), with_for_update=True)


def opened(session: Session, person: uuid.UUID, language: str) -> Open | None:
    """The questions that wait for somebody's answers."""
    row = of_person(session, person)
    if row is None or not row.is_open:
        return None
    return Open(
        f"{row.release}.{row.seed}.{language}", quiz.draw(_drills(session, row.release, language), row.seed)
    )


def answer(
    session: Session, person: uuid.UUID, language: str, key: str, given: Sequence[str]
) -> Result | None:
    """Close the questions; enough right ones bring the points of the tariff, once a version.

    None where these questions, by their `key`, no longer wait for answers.
    """
    row = of_person(session, person, for_update=True)
    waiting = opened(session, person, language)
    if waiting is None or row is None or waiting.key != key:
        return None
    right = sum(one.right == said for one, said in zip(waiting.questions, given, strict=True))
    passed, is_new = quiz.is_passed(right, len(given)), row.passed_at is None
    row.is_open = False
    if passed and is_new:
        row.passed_at = now()
        points.award(session, QUIZ, person, f"quiz:{row.version}", row.passed_at)
    return Result(waiting.questions, given, right, passed, passed and is_new)


def _release(session: Session) -> int:
    newest = releases.newest(session)
    return newest.number if newest else 0


def _drills(session: Session, release: int, language: str) -> list[Drill]:
    """Those of a release, by the paragraph's own name; none before the first one."""
    if not release:
        return []
    guideline = guidelines.in_force(session).get(language)
    made = library.of(session, release)[language]
    return [replace(drill, paragraph=_own_name(guideline, drill.paragraph)) for drill in made]


def _own_name(guideline: Guideline | None, name: str) -> str:
    """Two rules that name one paragraph by different names are about the same."""
    part = guideline.part(name) if guideline else None
    return part.names[0] if part else name
