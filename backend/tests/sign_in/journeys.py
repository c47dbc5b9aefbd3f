"""Steps that tests of signing in share, through the public door."""

import base64
import hashlib
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from werkzeug.test import TestResponse

from backend.config import EXTENSION_ID
from backend.tests.cast import Visitor

REDIRECT = f"https://{EXTENSION_ID}.chromiumapp.org/connect"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-as-the-rfc-says"


def challenge(verifier: str = VERIFIER) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def connect_url(**changes: str) -> str:
    """The address the extension opens, with some parts changed."""
    asked = {
        "redirect_uri": REDIRECT,
        "code_challenge": challenge(),
        "state": "st4te",
        "device": "Chromium, Linux",
    }
    return f"/connect?{urlencode(asked | changes)}"


def invite(clara: Visitor, name: str = "Amira Aziz", email: str = "amira@acme.example", **form: str) -> str:
    """Clara invites somebody; the code she is shown."""
    sent = {"name": name, "email": email, "role": "employee", "language": "en"} | form
    return shown_code(clara.pages.submit("/admin/people/invite", sent))


def shown_code(answer: TestResponse) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', answer.text)
    assert found, answer.text
    return found[1]


def give_code(visitor: Visitor, code: str, url: str | None = None) -> TestResponse:
    """The visitor types an invitation code at /connect."""
    return visitor.pages.submit(url or connect_url(), {"code": code, "device_name": "Work laptop"})


def code_in(answer: TestResponse) -> str:
    """The one-time code the browser carries back to the extension."""
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def trade(visitor: Visitor, code: str, **changes: str) -> TestResponse:
    """The extension trades the one-time code for a token."""
    sent = {"code": code, "code_verifier": VERIFIER, "redirect_uri": REDIRECT}
    return visitor.post("/api/v1/connect/token", json=sent | changes)
