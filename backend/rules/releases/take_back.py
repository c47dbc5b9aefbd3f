"""What waits is taken back: rule, list of words or organisation stand as in the release in force."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from backend.errors import NotFound
from backend.rules.language import yaml_file
from backend.rules.language.source_files import PROFILE
from backend.rules.releases import changes, profiles, releases, sources


def take_back(session: Session, file: str, read: str | None) -> None:
    """A rule or list of words; one that no release has goes. `read`: changes.state as somebody read it.

    Raises NotFound, Meanwhile, and RuleFaults where others need what would go.
    """
    in_force = _in_force(session)
    if file not in changes.waiting(session).own:
        raise NotFound(gettext("Nobody has changed this here, or it is gone already."))
    changes.hold_as_read(session, read)
    if file in in_force:
        sources.edit(session, file, in_force[file])
        sources.get(session, file).edited = in_force[file] != sources.shipped().get(file)
    else:
        sources.remove(session, file)


def take_back_organisation(session: Session, read: str | None) -> None:
    """The organisation's profile. Raises NotFound, Meanwhile."""
    before, _lines = yaml_file.read(_in_force(session)[PROFILE], PROFILE, "organisation")
    changes.hold_as_read(session, read)
    profiles.describe(session, before)


def _in_force(session: Session) -> dict[str, str]:
    return releases.sources_of(session, releases.tag(session)[0])
