"""A page that comes back with a fault opens at it: one field has the focus, the first that is faulty."""

import re

import pytest

from backend.tests.cast import Visitor
from backend.tests.sign_in.journeys import connect_url

FOCUS = re.compile(r'<\w+ (?=[^>]*\bautofocus\b)[^>]*\bid="(\w+)"|<\w+ [^>]*\bautofocus\b')


@pytest.mark.parametrize(
    ("page", "sent", "focus"),
    [
        ("/admin/sign-in", {"email": "ben@acme.example", "password": "wrong"}, "password"),
        ("/admin/sign-in", {"email": "", "password": ""}, "email"),
        ("/admin/join", {"code": "aaaa", "password": "short"}, "password"),
        ("/admin/join", {"code": "", "password": "short"}, "code"),
    ],
)
def test_a_stranger_goes_on_at_the_first_fault(
    stranger: Visitor, page: str, sent: dict[str, str], focus: str
) -> None:
    assert FOCUS.findall(stranger.pages.submit(page, sent).text) == [focus]


def test_who_connects_goes_on_at_the_first_fault(stranger: Visitor) -> None:
    answer = stranger.pages.submit(connect_url(), {"code": "aaaa", "device_name": ""})
    assert FOCUS.findall(answer.text) == ["device_name"]


def test_clara_goes_on_at_the_first_fault_of_an_invitation(clara: Visitor) -> None:
    sent = {"name": "Dilara", "email": "no address", "role": "employee", "language": "de"}
    assert FOCUS.findall(clara.pages.submit("/admin/people/invite", sent).text) == ["email"]
    assert FOCUS.findall(clara.pages.get("/admin/people/invite").text) == ["name"]
