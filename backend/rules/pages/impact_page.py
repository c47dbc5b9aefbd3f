"""A run over the samples as its page shows it: rule by rule, the texts with the words found."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from backend.rules.measuring.compared import KINDS
from backend.rules.models import Impact, Sample
from backend.rules.pages.bench import pieces

NOTHING: dict[str, Any] = {"times": 0, "texts": []}  # in a run of an older version


@dataclass(frozen=True)
class Text:
    """`pieces`: cut where the finding begins and ends. `fits`: is it now as labelled? None: nobody said."""

    pieces: list[tuple[str, bool]]
    draft: dict[str, Any]
    file: str
    fits: bool | None


@dataclass(frozen=True)
class Side:
    """Texts about which a rule begins to speak, stops, or says something else. `more`: only counted ones."""

    times: int
    texts: Sequence[Text]

    @property
    def more(self) -> int:
        return self.times - len(self.texts)


@dataclass(frozen=True)
class RuleImpact:
    """What changes for one rule."""

    rule: str
    severity: str
    new: Side
    gone: Side
    otherwise: Side

    @property
    def times(self) -> int:
        return self.new.times + self.gone.times + self.otherwise.times


def of(session: Session, run: Impact) -> list[RuleImpact]:
    """The rules that change most first. Texts that were taken away since are left out."""
    samples = _told(session, run)
    told = [
        RuleImpact(rule, entry["severity"], *(_side(entry.get(kind, NOTHING), samples) for kind in KINDS))
        for rule, entry in run.found.items()
    ]
    return sorted(told, key=lambda one: (-one.times, one.rule))


def _told(session: Session, run: Impact) -> dict[str, Sample]:
    """The files with texts that are shown, by their key."""
    keys = {
        told[0]
        for entry in run.found.values()
        for kind in KINDS
        for told in entry.get(kind, NOTHING)["texts"]
    }
    them = select(Sample).where(Sample.id.in_(map(uuid.UUID, keys))).options(undefer(Sample.cases))
    return {str(one.id): one for one in session.scalars(them)}


def _side(entry: dict[str, Any], samples: dict[str, Sample]) -> Side:
    texts = [_text(samples[told[0]], *told[1:]) for told in entry["texts"] if told[0] in samples]
    return Side(entry["times"], texts)


def _text(sample: Sample, at: int, span: list[int] | None, fits: bool | None) -> Text:
    draft = sample.cases[at]["draft"]
    return Text(list(pieces(draft["text"], [span] if span else [])), draft, sample.name, fits)
