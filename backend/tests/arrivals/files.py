"""Steps that the tests of people from a file share, through the public door."""

import io
import re
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from backend.people.models import Person
from backend.tests.cast import Visitor

PAGE = "/admin/people/file/"
INVITE = f"{PAGE}invite"
FEW = """name,email,role,language,groups
Dilara Demir,dilara@acme.example,curator,de,"Works, Sales"
Emil Ek,Emil@acme.example,,,Works
"""


def upload(clara: Visitor, file: str | bytes) -> TestResponse:
    """Clara chooses a file."""
    data = file.encode() if isinstance(file, str) else file
    return clara.pages.submit(PAGE, {"file": (io.BytesIO(data), "people.csv")})


def plan_of(clara: Visitor, file: str | bytes) -> str:
    """The address of the page that says what would happen."""
    answer = upload(clara, file)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def read_of(page: str) -> str:
    """As what the plan was read."""
    return re.findall(r'name="read"[^>]*value="([^"]+)"', page)[0]


def take_over(clara: Visitor, plan: str, **form: str) -> TestResponse:
    """Clara presses the button below the plan."""
    sent = {"read": read_of(clara.pages.get(plan).text), "language": "en"} | form
    return clara.pages.submit(plan, sent, page=PAGE)


def brought(clara: Visitor, file: str = FEW) -> TestResponse:
    """Clara chooses a file and takes it over."""
    answer = take_over(clara, plan_of(clara, file))
    assert answer.status_code == 302, answer.text
    return answer


def table_of(page: str) -> list[list[str]]:
    """The cells of the page's table, without markup."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in row] for row in cells]


def everybody(session: Any) -> dict[str, tuple[str, str, str, list[str]]]:
    """By address: name, role, language, groups."""
    people = session.scalars(select(Person).order_by(Person.id)).all()
    return {
        one.email: (one.name, one.role, one.language, sorted(group.name for group in one.groups))
        for one in people
    }


def how_many(session: Any) -> int:
    """People in all."""
    return int(session.scalar(select(func.count(Person.id))))
