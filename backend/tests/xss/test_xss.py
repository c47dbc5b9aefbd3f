"""Two hundred strings that were made to run somewhere, through every form and every text of the API: all come
out as text. What is walked is read off the pages and the description of the API, so that what is new is in.
"""

import csv
import io
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import wtforms
from flask import Flask
from sqlalchemy import select
from wtforms.fields import PasswordField, StringField
from wtforms.form import BaseForm

from backend.arrivals import roster, take
from backend.pages.csv_file import FORMULA
from backend.people.models import Group
from backend.rules.authoring import inflections
from backend.rules.models import Release
from backend.rules.releases import changes, review
from backend.tests import acme, cast
from backend.tests.audit.scene import Send, everything, set_up
from backend.tests.audit.test_every_change import doors, send
from backend.tests.cast import Visitor
from backend.tests.forms import fields
from backend.tests.routes import NOBODY
from backend.tests.rules_api.test_admin import PUBLISH, THIEVES
from backend.tests.sign_in.journeys import connect_url
from backend.tests.sign_in.test_sign_in import make_stale
from backend.tests.where import ON_ONE_DATABASE
from backend.tests.xss.walk import STRINGS, Attack, Walk, look
from backend.web import floods

pytestmark = ON_ONE_DATABASE
# fields that no page shows here, and why that does no harm
NOT_REACHED = {
    ("rules.pages.edit_forms.RuleForm", "fix_text_de"): "a text as message_de, of a rule with a fix",
    ("rules.pages.edit_forms.RuleForm", "fix_text_en"): "a text as message_en, of a rule with a fix",
    ("rules.pages.edit_forms.SourceForm", "text"): "the form that the two others are made of",
    ("rules.pages.edit_forms.SourceForm", "read"): "the same",
    ("rules.pages.edit_forms.SourceForm", "touched"): "the same",
}


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk is a flood; and of words that nobody knows no dictionary need be read."""
    monkeypatch.setattr(floods, "USUAL", ())
    monkeypatch.setattr(inflections, "_lemmas", lambda _language: {})


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """(form, field) of each that got a string of ours."""
    found: set[tuple[str, str]] = set()
    own = BaseForm.process

    def note(form: BaseForm, *arguments: Any, **options: Any) -> None:
        own(form, *arguments, **options)
        for name, one in form._fields.items():
            if isinstance(one, StringField) and is_odd(one.raw_data):
                found.add((name_of(type(form)), name))

    monkeypatch.setattr(BaseForm, "process", note)
    return found


def is_odd(sent: list[Any] | None) -> bool:
    """Is a string of ours in it?"""
    return any(text in str(value) for value in sent or () for text in STRINGS)


def name_of(form: type) -> str:
    return f"{form.__module__.removeprefix('backend.')}.{form.__name__}"


def text_fields(form: type = wtforms.Form) -> Iterator[tuple[str, str]]:
    """(form, field) of every field of the backend that takes a text and could show it again."""
    for one in form.__subclasses__():
        kinds = {name: getattr(getattr(one, name), "field_class", None) for name in dir(one)}
        for name, kind in kinds.items():
            is_text = kind and issubclass(kind, StringField) and not issubclass(kind, PasswordField)
            if is_text and one.__module__.startswith("backend."):
                yield name_of(one), name
        yield from text_fields(one)


@pytest.fixture
def full(app: Flask, clara: Visitor, amira: Visitor, release: Release, tx: Any) -> list[str]:
    """One of everything, all that can be done with it was done once; pages to begin with."""
    keys = tx(lambda session: set_up(session, amira.person, clara.person))
    for one in everything(keys, tx):
        send(clara, one)
    lines = b"name,email,groups\nEmil,emil.e@acme.example,"
    file = tx(lambda session: take.keep(session, clara.person.id, roster.read(lines).lines).id)
    return ["/me", "/admin/", f"/admin/people/file/{file}"]


@pytest.fixture
def waiting(full: list[str], clara: Visitor, amira: Visitor, tx: Any) -> list[str]:
    """Something is proposed and drafted; pages to begin with."""
    send_tips(amira)
    for url in ("/admin/guidelines/edit", f"/admin/rules/edit/{THIEVES}"):
        form = fields(clara.pages.get(url).text)
        form |= {"en": form.get("en", "") + "\nMore.", "message_en": "Kinder, please."}
        assert clara.pages.client.post(url, data=form).status_code == 302
    item = tx(acme.item)
    share = f"/me/share/{item.id}"
    shared = [share, f"{share}?caption={item.captions[0].id}"]
    return [
        *shared,
        *full,
        f"/admin/rules/edit/{THIEVES}",
        "/admin/rules/edit/lexicons/insult.yaml",
        connect_url(),
    ]


def answer_oddly(clara: Visitor, amira: Visitor, tx: Any) -> None:
    """While somebody asks for a second person's yes, the page has another form."""
    asked = {"note": "Kinder", "read": tx(changes.state)}
    tx(lambda session: review.choose(session, True))
    clara.pages.submit(f"{PUBLISH}/ask", asked, page=PUBLISH)
    tx(lambda session: setattr(review.latest(session), "asker_id", amira.person.id))
    for form in look(clara.pages.get(PUBLISH), PUBLISH).forms:
        Attack(clara.pages, PUBLISH).every_field(form)
    tx(lambda session: session.delete(review.latest(session)))
    tx(lambda session: review.choose(session, False))


def send_tips(amira: Visitor) -> None:
    formulas = [text for text in STRINGS if text.startswith(FORMULA)]  # so that lists have some to export
    for number, text in enumerate([*STRINGS[:: len(STRINGS) // 6], *formulas]):
        tip = {"url": f"https://acme.example/{number}", "title": f"{text} {number}", "note": text}
        assert amira.post("/api/v1/tips", json=tip, headers=acme.key()).status_code == 201


def test_whatever_is_typed_comes_out_as_text(
    app: Flask,
    amira: Visitor,
    clara: Visitor,
    stranger: Visitor,
    waiting: list[str],
    filled: set[tuple[str, str]],
    tx: Any,
) -> None:
    answer_oddly(clara, amira, tx)
    for visitor, begin in ((stranger, ["/admin/sign-in", "/admin/join", connect_url()]), (clara, waiting)):
        attack = Attack(visitor.pages, begin[0])
        for form in Walk(visitor.pages, [*begin]).forms.values():
            attack.every_field(form)
    left_out = set(text_fields()) - filled
    assert (left_out - set(NOT_REACHED), set(NOT_REACHED) - left_out) == (set(), set()), "which page has it?"
    read = Walk(clara.pages, ["/me", "/admin/"], of_a_kind=1).read
    assert len([text for text in STRINGS if text in read]) > len(STRINGS) / 2  # kept, and told as they were
    asked_again(clara, tx)
    exports(app, clara, tx)


def asked_again(clara: Visitor, tx: Any) -> None:
    """The page that asks for the password holds all that was sent."""
    make_stale(tx)
    token = clara.pages.csrf_token("/me")
    form = {
        "csrf_token": token,
        "name": "Deniz",
        "email": "d@acme.example",
        "role": "curator",
        "language": "de",
    }
    form |= {f"{number}{text}": text for number, text in enumerate(STRINGS)}
    answer = clara.pages.client.post("/admin/people/invite", data=form)
    assert answer.status_code == 403
    look(answer, "the password once more")
    cast.sign_in(clara, with_password=True)


def exports(app: Flask, clara: Visitor, tx: Any) -> None:
    """No cell of any list begins as a formula does."""
    works = tx(lambda session: session.scalar(select(Group.id)))
    cells = []
    for endpoint in (one for one in doors(app) if one.rpartition(".")[2].startswith("export")):
        of = {"group": works} if endpoint == "group_admin.export_members" else {}
        answer = send(clara, Send(endpoint, of, {}))
        if answer.mimetype == "text/csv":
            cells += [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    formulas = [one for one in cells if one.lstrip("\ufeff \n").startswith(FORMULA) and not is_number(one)]
    assert formulas == []
    assert [one for one in cells if "1337*7331" in one]


def is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "").isdigit()


# ---- the API ----


def test_every_text_of_the_api_is_answered_as_data(
    amira: Visitor, stranger: Visitor, release: Release
) -> None:
    """JSON, never to be taken for a page, whatever is sent."""
    described = stranger.get("/api/v1/openapi.json").json
    fields = list(api_fields(described))
    assert len(fields) > 10
    strings = itertools.cycle(STRINGS)
    for path, method, name, body in fields:
        for text in itertools.islice(strings, 8):
            url = path.replace("{share}", NOBODY)
            answer = amira.call(method, url, json=body | {name: text}, headers=acme.key())
            assert answer.status_code < 500
            assert answer.mimetype in ("application/json", "application/problem+json"), f"{path} {name}"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def api_fields(described: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(path, method, field, a body) of every text that the API takes."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if isinstance(operation, dict) and "requestBody" in operation:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
                taken = described["components"]["schemas"][schema.rpartition("/")[2]]["properties"]
                body = {name: SAMPLES.get(str(one.get("type")), "x") for name, one in taken.items()}
                texts = [name for name, one in taken.items() if one.get("type") == "string"]
                yield from ((path, method, name, body) for name in texts)


SAMPLES = {"integer": 1, "boolean": True, "array": [], "object": {}}
