"""The letter that invites somebody, in their language, with their code and nothing that tells who read it."""

from datetime import datetime
from email.message import EmailMessage

from flask import render_template
from flask_babel import force_locale, gettext

from backend import letters
from backend.config import Config
from backend.people import invitations
from backend.people.models import Person


def write(config: Config, organisation: str, person: Person, code: str, at: datetime) -> EmailMessage:
    """The letter. Raises letters.NoAddress."""
    about: dict[str, object] = {"organisation": organisation, "person": person, "code": code}
    about |= {"server": config.public_url, "join": f"{config.public_url}/admin/join"}
    about |= {"has_account": bool(config.oidc)}
    with force_locale(person.language):
        subject = gettext("%(organisation)s invites you to take part", organisation=organisation)
        letter = letters.begin(config, person, subject, at)
        text = render_template("arrivals/letter.txt", **about, until=at + invitations.LIFE)
    letter.set_content(text, cte="quoted-printable")
    return letter
