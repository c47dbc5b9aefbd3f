"""What waits is taken back: rule, list of words or organisation stand as in the release in force."""

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.errors import NotFound
from backend.rules import changes, releases, source_files, sources, yaml_file
from backend.rules.models import Source


def own(session: Session) -> set[str]:
    """What may be taken back: files that somebody wrote here. What came with an update would come again."""
    return {source_files.PROFILE, *session.scalars(select(Source.file).where(Source.edited))}


def take_back(session: Session, file: str, read: str | None) -> None:
    """What no release has goes. `read`: changes.state as somebody read it.

    Raises NotFound, Meanwhile, and RuleFaults where others need what would go.
    """
    in_force = releases.sources_of(session, releases.tag(session)[0])
    if file not in own(session):
        raise NotFound(gettext("Nobody has changed this here, or it is gone already."))
    changes.hold_as_read(session, read)
    if file == source_files.PROFILE:
        sources.describe(session, yaml_file.read(in_force[file], file, "organisation")[0])
    elif file in in_force:
        sources.edit(session, file, in_force[file])
        sources.get(session, file).edited = in_force[file] != sources.shipped().get(file)
    else:
        sources.remove(session, file)
