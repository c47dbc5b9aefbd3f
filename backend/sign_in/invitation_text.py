"""What somebody who is invited reads, in a mail of ours or in one that an admin writes."""

from datetime import datetime

from flask import render_template
from flask_babel import force_locale

from backend.config import Config
from backend.people.models import Person
from backend.sign_in import invitations


def write(
    config: Config, organisation: str, person: Person, code: str, at: datetime, language: str = ""
) -> str:
    """The text with the code of this moment, in `language`, else in the person's own."""
    about: dict[str, object] = {"organisation": organisation, "person": person, "code": code}
    about |= {"server": config.public_url, "join": f"{config.public_url}/admin/join"}
    about |= {"has_account": bool(config.oidc), "until": at + invitations.LIFE}
    with force_locale(language or person.language):
        return render_template("sign_in/invitation.txt", **about)
