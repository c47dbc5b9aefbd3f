"""Clara takes people over from a file: she reads what would happen; then all of it happens, or nothing."""

import io
from typing import Any

import pytest
from sqlalchemy import delete

from backend.people import groups, service
from backend.people.models import Group, Person
from backend.sign_in import let_in
from backend.tests.arrivals.files import (
    FEW,
    PAGE,
    brought,
    everybody,
    how_many,
    plan_of,
    read_of,
    table_of,
    take_over,
    upload,
)
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.sign_in.test_sign_in import make_stale

DILARA, EMIL = "dilara@acme.example", "emil@acme.example"


# ---- what would happen ----


def test_a_file_changes_nothing_before_it_is_taken_over(clara: Visitor, tx: Any) -> None:
    page = clara.pages.get(plan_of(clara, FEW)).text
    assert table_of(page) == [
        ["2", "Dilara Demir", DILARA, "Curator", "Sales, Works"],
        ["3", "Emil Ek", EMIL, "Employee", "Works"],
    ]
    assert "Works (2), Sales (1)" in page
    assert "Curator: 1" in page
    assert tx(how_many) == 1


def test_taken_over_all_of_them_are_there(clara: Visitor, tx: Any) -> None:
    answer = take_over(clara, plan_of(clara, FEW), language="de")
    assert "Done: 2 new, 0 changed, 0 left out." in clara.pages.get(answer.headers["Location"]).text
    people = tx(everybody)
    assert people[DILARA] == ("Dilara Demir", "curator", "de", ["Sales", "Works"])
    assert people[EMIL] == ("Emil Ek", "employee", "de", ["Works"])


def test_who_is_there_keeps_what_the_file_does_not_say(clara: Visitor, tx: Any) -> None:
    brought(clara)
    plan = plan_of(
        clara, "email,name,role,groups\nDILARA@acme.example,D.,,\nemil@acme.example,E.,curator,Lab\n"
    )
    assert table_of(clara.pages.get(plan).text) == [
        ["3", "E.", EMIL, "Employee → Curator", "Works → Lab"],
    ]
    assert table_of(clara.pages.get(f"{plan}?show=same").text) == [
        ["2", "D.", DILARA, "Curator", "Sales, Works"],
    ]
    take_over(clara, plan)
    people = tx(everybody)
    assert people[DILARA] == ("Dilara Demir", "curator", "de", ["Sales", "Works"])
    assert people[EMIL] == ("Emil Ek", "curator", "en", ["Lab"])


def test_a_file_that_says_what_is_so_already_offers_nothing(clara: Visitor) -> None:
    brought(clara)
    page = clara.pages.get(plan_of(clara, FEW)).text
    assert "All is as the file says already." in page
    assert 'name="read"' not in page


def test_our_own_list_of_people_can_be_read_again(clara: Visitor, tx: Any) -> None:
    brought(clara, 'name,email,groups\n"+49 Hotline",emil@acme.example,"Works, Sales"\n')
    tx(lambda session: groups.save(session, None, "Labs, all of them"))
    brought(clara, 'email,groups\nclara@acme.example,"labs, ALL of them"\n')
    exported = clara.pages.submit("/admin/people/export", page=PAGE).data
    page = clara.pages.get(plan_of(clara, exported)).text
    assert "All is as the file says already." in page
    assert "These columns are not read: Status, Added" in page


@pytest.mark.parametrize("language", ["en", "de"])
def test_our_own_list_brings_the_same_people_to_another_server(
    clara: Visitor, ben: Visitor, tx: Any, language: str
) -> None:
    """As if it were another: everybody else and all groups are gone before it is read."""
    tx(lambda session: groups.save(session, None, "Labs, all of them"))
    brought(
        clara,
        "name,email,role,language,groups\n"
        f'Dilara Demir,{DILARA},curator,de,"Works; Labs, all of them"\n'
        f'Emil Ek,{EMIL},,en,"Labs, all of them"\n',
    )
    tx(lambda session: setattr(session.get(Person, clara.person.id), "language", language))
    before = tx(everybody)
    exported = clara.pages.submit("/admin/people/export", page=PAGE).data
    tx(lambda session: session.execute(delete(Person).where(Person.id != clara.person.id)))
    tx(lambda session: session.execute(delete(Group)))
    brought(clara, exported)
    assert tx(everybody) == before


def test_what_would_happen_is_shown_in_pages(clara: Visitor) -> None:
    lines = "".join(f"Person {n:03},p{n:03}@acme.example\n" for n in range(60))
    plan = plan_of(clara, f"name,email\n{lines}")
    first, second = (table_of(clara.pages.get(f"{plan}?page={page}").text) for page in (1, 2))
    assert [first[0][1], second[0][1], second[-1][1]] == ["Person 000", "Person 050", "Person 059"]


# ---- faults ----

FAULTY = {
    "Emil,emil": ["E-mail address", "emil", "This is no e-mail address."],
    "Emil,": ["E-mail address", "empty", "This is no e-mail address."],
    ",emil@acme.example": ["Name", "empty", "Whoever is new needs a name."],
    "Emil,emil@acme.example,boss": ["Role", "boss", "There are: employee, council, curator, admin"],
    "Emil,emil@acme.example,,fr": ["Language", "fr", "There are: en, de."],
    "Emil,emil@acme.example,,,a,b": ["–", "b", "More cells than heads."],
    f"{'E' * 121},emil@acme.example": ["Name", "E" * 77 + "...", "At most 120 signs."],
    f"Emil,emil@acme.example,,,Lab;{'g' * 81}": ["Groups", "Lab;", "has at most 80 signs"],
    '"Em\nil",emil@acme.example': ["Name", "Em il", "Line breaks"],
    "Emil,ben@acme.example": ["E-mail address", "ben@acme.example", "This person is deactivated."],
    "Emil,zoe@acme.example": ["E-mail address", "zoe@acme.example", "stands in line 2 already."],
    "Clara,clara@acme.example,employee": ["Role", "employee", "no admin of today would be left"],
}


@pytest.mark.parametrize("line", FAULTY)
def test_a_fault_is_told_with_line_column_cell_and_what_would_be_right(
    clara: Visitor, ben: Visitor, tx: Any, line: str
) -> None:
    tx(lambda session: let_in.deactivate(session, ben.person.id))
    page = clara.pages.get(plan_of(clara, f"name,email,role,language,groups\nZoe,zoe@acme.example\n{line}\n"))
    [[number, said, column, cell, _name]] = table_of(page.text)
    assert number == "3"
    assert column == FAULTY[line][0]
    assert cell.startswith(FAULTY[line][1])
    assert FAULTY[line][2] in said


def test_of_five_thousand_lines_the_forty_faulty_ones_are_read_on_one_page_and_stay_out(
    clara: Visitor, tx: Any, queries: Any
) -> None:
    def line(n: int) -> str:
        return f"Person {n},p{n}{'' if n % 125 else ' '}@acme.example,Team {n % 5}\n"

    plan = plan_of(clara, "name,email,groups\n" + "".join(line(n) for n in range(5000)))
    page = clara.pages.get(plan).text
    assert "With a fault: 40" in page and "New: 4,960" in page
    assert [row[0] for row in table_of(page)] == [str(n + 2) for n in range(0, 5000, 125)]
    with queries() as asked:
        assert take_over(clara, plan).status_code == 302
    assert len(asked) < 100  # not one for each
    assert tx(how_many) == 4961


def test_only_the_good_lines_are_taken_and_the_mended_file_brings_the_others(clara: Visitor, tx: Any) -> None:
    broken = FEW.replace("Emil@acme.example", "Emil")
    page = clara.pages.get(plan_of(clara, broken)).text
    assert "Take only the good lines over" in page
    brought(clara, broken)
    assert EMIL not in tx(everybody)
    brought(clara)
    assert EMIL in tx(everybody)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "There is nobody in this file."),
        (b"name,email\n", "There is nobody in this file."),
        (b"name,telephone\nEmil,123\n", "Line 1 should name the columns"),
        (b"email,mail\na@acme.example,b@acme.example\n", "Line 1 should name the columns"),
        (b"PK\x03\x04...", "This is a spreadsheet."),
        (b"email\n\x00\x01\x02", "This is no text."),
        (b'name,email\nEmil,emil@acme.example\n"Zoe,zoe@acme.example\n', "Line 3: a quotation mark"),
        (b"email\n" + b"p@acme.example\n" * 10_001, "at most. Split it"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_at_its_field(clara: Visitor, file: bytes, said: str) -> None:
    answer = upload(clara, file)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_form_without_a_file_asks_for_one(clara: Visitor) -> None:
    for form in ({}, {"file": "no file"}, {"file": (io.BytesIO(b""), "")}):
        answer = clara.pages.submit(PAGE, form)
        assert answer.status_code == 422
        assert "Choose a file." in answer.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read_as_it_is(
    clara: Visitor, tx: Any, encoding: str, separator: str
) -> None:
    rows = ["Name|E-Mail-Adresse|Rolle|Sprache", "", "Jörg Müßig|jm@acme.example|Redaktion|Deutsch"]
    answer = upload(clara, "\r\n".join(rows).replace("|", separator).encode(encoding))
    page = clara.pages.get(answer.headers["Location"]).text
    assert ("was read as Windows writes" in page) == (encoding == "cp1252")
    take_over(clara, answer.headers["Location"])
    assert tx(everybody)["jm@acme.example"][:3] == ("Jörg Müßig", "curator", "de")


@pytest.mark.parametrize("said", ["council", "Works council", "Betriebsrat"])
def test_the_works_council_comes_by_a_file_as_our_lists_call_it(clara: Visitor, tx: Any, said: str) -> None:
    plan = plan_of(clara, f"name,email,role\nEmil Ek,{EMIL},{said}\n")
    assert "More rights" in clara.pages.get(plan).text
    take_over(clara, plan)
    assert tx(everybody)[EMIL][1] == "council"


@pytest.mark.parametrize(
    "heads", ["Vorname;Nachname;E-Mail", "Vorname;Name;E-Mail", "First name;Surname;E-mail"]
)
def test_a_name_may_stand_in_two_columns(clara: Visitor, heads: str) -> None:
    plan = plan_of(clara, f"{heads}\nJörg;Müßig;jm@acme.example\n;Prince;p@acme.example\n")
    page = clara.pages.get(plan).text
    assert [cells[1] for cells in table_of(page)] == ["Jörg Müßig", "Prince"]
    assert "are not read" not in page


def test_a_full_name_is_whole_beside_a_first_name(clara: Visitor) -> None:
    plan = plan_of(clara, "First name;Full name;E-mail\nJörg;Jörg Müßig;jm@acme.example\n")
    assert table_of(clara.pages.get(plan).text)[0][1] == "Jörg Müßig"


def test_a_whole_name_counts_where_its_parts_stand_beside_it(clara: Visitor) -> None:
    plan = plan_of(clara, "Nachname;Vorname;Name;E-Mail\nMüßig;Jörg;Dr. Jörg Müßig;jm@acme.example\n")
    assert table_of(clara.pages.get(plan).text)[0][1] == "Dr. Jörg Müßig"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;;"])
def test_the_line_with_which_excel_chooses_a_separator_is_no_head(clara: Visitor, line: str) -> None:
    plan = plan_of(clara, f"{line}\r\nName;E-Mail\r\nMüßig, Jörg;jm@acme.example\r\n")
    assert table_of(clara.pages.get(plan).text) == [["3", "Müßig, Jörg", "jm@acme.example", "Employee", "–"]]


def test_blank_lines_before_it_do_not_matter(clara: Visitor) -> None:
    plan = plan_of(clara, "\r\n \r\nsep=;\r\nName;E-Mail\r\nMüßig, Jörg;jm@acme.example\r\n")
    assert table_of(clara.pages.get(plan).text) == [["5", "Müßig, Jörg", "jm@acme.example", "Employee", "–"]]


def test_nothing_of_a_file_is_markup_on_the_page(clara: Visitor) -> None:
    evil = "<img src=x onerror=alert(1)>"
    plan = plan_of(
        clara,
        f"{evil},name,email,role,groups\n,{evil},a@acme.example,,{evil}\n,A,b@acme.example,{evil},\n",
    )
    for show in ("new", "faulty"):
        page = clara.pages.get(f"{plan}?show={show}").text
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


# ---- whole or not at all ----


def test_what_has_changed_meanwhile_is_shown_before_anything_happens(clara: Visitor, tx: Any) -> None:
    plan = plan_of(clara, FEW)
    read = read_of(clara.pages.get(plan).text)
    tx(lambda session: service.add_person(session, "Emil Ek", EMIL, "curator"))
    answer = clara.pages.submit(plan, {"read": read, "language": "en"}, page=PAGE)
    assert answer.status_code == 409
    assert "Meanwhile something has changed." in answer.text
    assert DILARA not in tx(everybody)
    assert take_over(clara, plan).status_code == 302
    assert tx(everybody)[EMIL][1] == "curator"


def test_what_breaks_in_the_middle_leaves_nothing_behind(
    clara: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(clara, FEW)
    with monkeypatch.context() as patch:
        patch.setattr(groups, "swap", lambda *_: 1 // 0)
        assert take_over(clara, plan).status_code == 500
    assert tx(how_many) == 1
    assert tx(groups.all_of_them) == []
    assert take_over(clara, plan).status_code == 302
    assert tx(how_many) == 3


def test_a_file_is_taken_over_once_and_by_the_one_who_chose_it(clara: Visitor, ben: Visitor, tx: Any) -> None:
    plan = plan_of(clara, FEW)
    tx(lambda session: setattr(session.merge(ben.person), "role", "admin"))
    assert ben.pages.get(plan).status_code == 404
    read = read_of(clara.pages.get(plan).text)
    assert take_over(clara, plan).status_code == 302
    again = clara.pages.submit(plan, {"read": read, "language": "en"}, page=PAGE)
    assert again.status_code == 404
    assert "Choose it once more." in again.text


def test_taking_over_asks_for_the_password_and_goes_on_from_there(clara: Visitor, tx: Any) -> None:
    plan = plan_of(clara, FEW)
    make_stale(tx)
    assert take_over(clara, plan).status_code == 403
    assert tx(how_many) == 1
    assert take_over(clara, plan, password_again=PASSWORD).status_code == 302
    assert tx(how_many) == 3


def test_an_admin_may_step_down_where_another_of_today_stays(clara: Visitor, tx: Any) -> None:
    tx(lambda session: service.add_person(session, "Carl", "carl@acme.example", "admin"))
    brought(clara, "email,role\nclara@acme.example,employee\n")
    assert tx(everybody)["clara@acme.example"][1] == "employee"
    assert clara.pages.get("/admin/people/").status_code == 403


def test_whom_a_file_changed_reads_it_on_their_own_page(clara: Visitor, amira: Visitor) -> None:
    brought(clara, "email,role,groups\namira@acme.example,curator,Works\n")
    told = amira.pages.get("/me/data/?section=changed_about_you").text
    assert "Role: Employee → Curator; Groups: – → Works" in told
