"""The organisation's profile as it is written: whose names the rules look for, and when."""

import io
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import facts, trail
from backend.errors import NotFound
from backend.people import address, installed
from backend.rules.language import source_files, yaml_file
from backend.rules.models import Organisation

Profile = dict[str, Any]
EMPTY: Profile = {
    "aliases": [],
    "products": [],
    "competitors": [],
    "confidential_terms": [],
    "server_only_terms": [],
    "embargoes": [],
    "quiet_periods": [],
    "listed": False,
    "ambiguous": {},
    "pages": [],
}


def get(session: Session) -> Profile:
    """The organisation's profile. Raises NotFound before it was seeded."""
    found = session.scalar(select(Organisation))
    if found is None:
        raise NotFound("This server has no organisation yet.", "Run `plainspoken init`.")
    filled: Profile = EMPTY | found.profile
    return filled | _formal(installed.installation(session).is_formal)


def describe(session: Session, profile: Profile) -> None:
    """Keep a new profile of the organisation; it speaks once published. Raises RuleFaults.

    Whether it says Sie is a setting of the whole organisation, and kept there.
    """
    yaml_file.check(profile, source_files.PROFILE, "organisation")
    written = {key: value for key, value in profile.items() if key != "formal"}
    known = session.scalars(select(Organisation)).one()
    trail.note(session, "rules.profile", "", *facts.lines(as_yaml(known.profile), as_yaml(written)))
    address.choose(session, profile.get("formal", False))
    known.profile = written


def _formal(formal: bool) -> Profile:
    # only where it is so: du is no difference to a release that was made before one could choose
    return {"formal": True} if formal else {}


def as_yaml(data: Profile) -> str:
    """As it stands in a folder's organisation.yaml."""
    out = io.StringIO()
    YAML(typ="safe").dump(data, out)
    return out.getvalue()


# names of which the admin said whether they are everyday words, by field
CHOSEN = {"in_context": True, "always": False}


def chosen(profile: Profile) -> dict[str, list[str]]:
    """The names of its `ambiguous`, by field."""
    said = profile.get("ambiguous", {})
    return {
        field: [name for name, is_so in said.items() if is_so is choice] for field, choice in CHOSEN.items()
    }
