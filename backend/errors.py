"""What services refuse, in words: what happened, and the way out. They know nothing of HTTP responses.

Sentences are English in the code and told in the reader's language; messages in `errors` are for programs.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext

HINTS = {
    400: lazy_gettext("Check the request against /api/v1/openapi.json."),
    401: lazy_gettext("Sign in again from the extension's popup."),
    403: lazy_gettext("Ask an admin of your organisation for the right to do this."),
    404: lazy_gettext("Check the address; it may have been withdrawn."),
    405: lazy_gettext("Use one of the methods in the Allow header."),
    413: lazy_gettext("Send less at once."),
    415: lazy_gettext("Send JSON with the header Content-Type: application/json."),
    422: lazy_gettext("Correct the fields named in `errors` and send again."),
    429: lazy_gettext("Wait a while, then try again."),
    500: lazy_gettext("Nothing was saved. Try again; if it happens twice, tell your admin the time."),
    503: lazy_gettext("Nothing was saved. Try again in a minute."),
}


class Problem(Exception):
    """Something a person or program can mend: what happened (`detail`) and the way out (`hint`)."""

    status = 400
    title = "Bad request"
    headers: Mapping[str, str] = {}

    def __init__(self, detail: str, hint: str | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint or HINTS[self.status]
        self.extra = extra

    def told(self) -> str:
        """Both, in the reader's language."""
        return f"{gettext(str(self.detail))} {gettext(str(self.hint))}"


class NotSignedIn(Problem):
    status, title = 401, "Not signed in"
    headers: Mapping[str, str] = {"WWW-Authenticate": "Bearer"}


class NotAllowed(Problem):
    status, title = 403, "Not allowed"


class NotFound(Problem):
    status, title = 404, "Not found"


class Conflict(Problem):
    status, title = 409, "Conflict"

    def __init__(self, detail: str, hint: str, **extra: Any) -> None:
        super().__init__(detail, hint, **extra)


class Invalid(Problem):
    status, title = 422, "Not valid"


class TooMany(Problem):
    """`seconds` until another try has a chance."""

    status, title = 429, "Too many tries"

    def __init__(self, detail: str, seconds: int, hint: str | None = None) -> None:
        super().__init__(detail, hint)
        self.headers = {"Retry-After": str(seconds)}


class DatabaseDown(Problem):
    """Not the request's fault; whoever sends it again later has a chance."""

    status, title = 503, "Service unavailable"
    headers: Mapping[str, str] = {"Retry-After": "30"}

    def __init__(self) -> None:
        super().__init__("The database does not answer.")
