"""The letter that invites somebody, in their language, with their code and nothing that tells who read it."""

from datetime import datetime
from email.message import EmailMessage

from flask_babel import force_locale, gettext

from backend.config import Config
from backend.mail import letters
from backend.people.models import Person
from backend.sign_in import invitation_text


def write(config: Config, organisation: str, person: Person, code: str, at: datetime) -> EmailMessage:
    """The letter. Raises letters.NoAddress."""
    with force_locale(person.language):
        subject = gettext("%(organisation)s invites you to take part", organisation=organisation)
        letter = letters.begin(config, person, subject, at)
    text = invitation_text.write(config, organisation, person, code, at)
    letter.set_content(text, cte="quoted-printable")
    return letter
