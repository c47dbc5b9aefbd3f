"""The weekly mail as a letter: text and HTML, in the person's language, with its way out in the headers.

It holds no picture and no link of ours that would tell who opened it.
"""

from datetime import datetime
from email.message import EmailMessage

from flask import render_template
from flask_babel import force_locale, gettext
from itsdangerous import BadSignature, URLSafeSerializer

from backend.config import Config
from backend.digest.news import News
from backend.errors import Problem
from backend.mail import letters
from backend.people.models import Person
from backend.people.names import LANGUAGE_NAMES


def way_out(config: Config, person: object) -> str:
    """The address that takes this person off the list, whoever opens it; it never expires."""
    return f"{config.public_url}/unsubscribe/{_signer(config.secret).dumps(str(person))}"


def person_of(secret: str, token: str) -> str:
    """Whose address it is. Raises Problem for one that we did not make."""
    try:
        return str(_signer(secret).loads(token))
    except BadSignature:
        raise Problem(
            gettext("This address is not whole."),
            gettext("Copy it from the mail once more, or switch the mail off on your page."),
        ) from None


def write(
    config: Config, organisation: str, person: Person, news: News, at: datetime, *, is_trial: bool = False
) -> EmailMessage:
    """The letter. `is_trial`: the one who gets it asked for this one. Raises letters.NoAddress."""
    out = way_out(config, person.id)
    pages = {"home": "mail/", "guidelines": "guidelines/", "share": "share/"}
    ours = {name: f"{config.public_url}/me/{path}" for name, path in pages.items()}
    about = {
        "organisation": organisation,
        "person": person,
        "news": news,
        "out": out,
        "is_trial": is_trial,
        "language_names": LANGUAGE_NAMES,
    }
    about |= ours
    with force_locale(person.language):
        letter = letters.begin(config, person, _subject(news), at)
        html = render_template("digest/letter.html", **about, language=person.language)
        text = render_template("digest/letter.txt", **about)
    letter["List-Unsubscribe"] = f"<{out}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(text, cte="quoted-printable")
    letter.add_alternative(html, subtype="html", cte="quoted-printable")
    return letter


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="unsubscribe")


def _subject(news: News) -> str:
    title, others = news.items[0].title, len(news.items) - 1 + news.more
    if others:
        return str(gettext("New to share: %(title)s, and %(num)s more", title=title, num=others))
    return str(gettext("New to share: %(title)s", title=title))
