"""Texts the organisation brings along to try its rules on: everyday ones, and cases with labels.

They are the organisation's own: what it published, or wrote for this. What employees type comes nowhere near.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.errors import NotFound
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.measuring.sample_files import SampleCase
from backend.rules.models import Sample

MOST = 5000  # texts of all files together: what is tried in minutes


def add(session: Session, name: str, found: Sequence[SampleCase]) -> Sample:
    """Keep the texts of a file. Raises RuleFaults where they would be too many."""
    kept = session.scalar(select(func.sum(Sample.number))) or 0
    if kept + len(found) > MOST:
        said = f"{kept} texts are here and {len(found)} would come; {MOST} is the most. Take some away first."
        raise RuleFaults([Fault(name, 1, "", said)])
    made = Sample(name=name[:120], number=len(found), cases=found)
    with trail.change(session, "rules.sample", made):
        session.add(made)
    return made


def all_of_them(session: Session) -> Sequence[Sample]:
    """The files, without their texts, the newest first."""
    return session.scalars(select(Sample).order_by(Sample.id.desc())).all()


def delete(session: Session, sample: uuid.UUID) -> None:
    """Take a file away, with what was found in it. Raises NotFound."""
    found = session.get(Sample, sample)
    if found is None:
        raise NotFound("There is no such file.", "Somebody may have taken it away.")
    with trail.change(session, "rules.sample", found):
        session.delete(found)
