"""The words of pages and letters: German with du, or with Sie where the organisation says so."""

from contextlib import suppress
from pathlib import Path

from flask import g
from flask_babel import Babel, Domain, get_locale
from sqlalchemy.exc import SQLAlchemyError

from backend import translations
from backend.people import address

WORDS, SIE = str(Path(translations.__file__).parent), str(translations.FORMAL)


class Words(Domain):  # type: ignore[misc]
    """The catalogue for whoever reads."""

    def __init__(self) -> None:
        super().__init__([WORDS])
        self._formal = Domain([WORDS, SIE])  # what differs stands in the second

    def get_translations(self) -> object:
        """Of the language in force here."""
        if get_locale().language == "de" and _is_formal():
            return self._formal.get_translations()
        return super().get_translations()


class Catalogues(Babel):  # type: ignore[misc]
    """flask-babel, asking these words."""

    domain_instance = Words()


def _is_formal() -> bool:
    if "is_formal" not in g:
        g.is_formal = False
        with suppress(SQLAlchemyError):  # what is to be told may be that there is no database
            g.is_formal = address.is_formal()
    return bool(g.is_formal)
