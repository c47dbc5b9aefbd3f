"""A file of people: a line each, with all that is wrong in its cells; knows nothing of who is there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.pages import csv_upload
from backend.pages.csv_upload import Row, Unreadable
from backend.people.models import EMAIL, LANGUAGES, LONGEST_EMAIL, LONGEST_NAME, ROLES
from backend.people.service import normal_email
from backend.whole_text import is_seen

MOST = 10_000  # lines: taking them over holds up other writers for some seconds
LONGEST = {"name": LONGEST_NAME, "email": LONGEST_EMAIL, "groups": 2000}
# how the first line may call a column, in small letters; what our own lists call it is among them
HEADS = {
    "name": ("name", "full name", "vollständiger name"),
    "email": ("email", "e-mail", "mail", "e-mail address", "e-mail-adresse"),
    "role": ("role", "rolle"),
    "language": ("language", "sprache"),
    "groups": ("groups", "group", "gruppen", "gruppe"),
}
# the columns of a file that parts the name
GIVEN = ("first name", "firstname", "given name", "vorname")
FAMILY = ("last name", "lastname", "surname", "family name", "nachname", "familienname")
COLUMN_OF = dict.fromkeys(GIVEN, "given") | dict.fromkeys(FAMILY, "family")
COLUMN_OF |= {head: column for column, heads in HEADS.items() for head in heads}
ROLE_OF = {role: role for role in ROLES} | {
    "mitwirkend": "employee",
    "works council": "council",
    "betriebsrat": "council",
    "redaktion": "curator",
}
LANGUAGE_OF = {one: one for one in LANGUAGES} | {
    "english": "en",
    "englisch": "en",
    "german": "de",
    "deutsch": "de",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell. `reason` is a key of reasons.CELL; `detail` stands in its words."""

    column: str
    cell: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Line:
    """`number` counts from 1 in the file. Empty text: the file does not say; `groups` as it stands there."""

    number: int
    name: str
    email: str
    role: str
    language: str
    groups: str
    faults: tuple[Fault, ...]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Line":
        """As `dataclasses.asdict` gave it."""
        return cls(**{**kept, "faults": tuple(Fault(**fault) for fault in kept["faults"])})


@dataclass(frozen=True)
class Roster:
    """`unread`: heads of columns that say nothing to us; `guessed`: see csv_upload.Sheet."""

    lines: list[Line]
    unread: list[str]
    guessed: bool


def read(data: bytes) -> Roster:
    """All lines. Raises Unreadable, also with the reasons `heads` and `too_many`."""
    sheet = csv_upload.read(data)
    heads = _heads(sheet.rows[0].cells)
    known = list(filter(None, heads))
    if "email" not in known or len(known) != len(set(known)):
        raise Unreadable("heads", sheet.rows[0].number)
    if len(sheet.rows) < 2:
        raise Unreadable("empty")
    if len(sheet.rows) > MOST + 1:
        raise Unreadable("too_many")
    unread = [cell for cell, head in zip(sheet.rows[0].cells, heads, strict=True) if cell and not head]
    return Roster(list(_lines(sheet.rows[1:], heads)), unread, sheet.guessed)


def _heads(cells: list[str]) -> list[str]:
    """What each column is; beside a first name, "name" is the family's."""
    heads = [COLUMN_OF.get(cell.casefold(), "") for cell in cells]
    if "given" not in heads or "family" in heads:
        return heads
    return ["family" if cell.casefold() == "name" else head for cell, head in zip(cells, heads, strict=True)]


def _lines(rows: list[Row], heads: list[str]) -> Iterator[Line]:
    first: dict[str, int] = {}  # address -> the line that has it
    for row in rows:
        line = _line(row, heads)
        before = first.setdefault(line.email, row.number)
        if line.email and before != row.number:
            fault = Fault("email", line.email, "again", str(before))
            line = Line(**{**vars(line), "faults": (*line.faults, fault)})
        yield line


def _line(row: Row, heads: list[str]) -> Line:
    cells = dict.fromkeys(HEADS, "") | {
        head: cell for head, cell in zip(heads, row.cells, strict=False) if head
    }
    parted = f"{cells.pop('given', '')} {cells.pop('family', '')}".strip()
    cells["name"] = cells["name"] or parted
    faults = [fault for column, cell in cells.items() if (fault := _fault(column, cell))]
    if surplus := [cell for cell in row.cells[len(heads) :] if cell]:
        faults.insert(0, Fault("", surplus[0], "surplus"))
    return Line(
        row.number,
        cells["name"],
        normal_email(cells["email"]),
        ROLE_OF.get(cells["role"].casefold(), ""),
        LANGUAGE_OF.get(cells["language"].casefold(), ""),
        cells["groups"],
        tuple(faults),
    )


def _fault(column: str, cell: str) -> Fault | None:
    """The first thing that is wrong with a cell, seen by itself."""
    if not is_seen(cell):
        return Fault(column, cell, "signs")
    if len(cell) > LONGEST.get(column, len(cell)):
        return Fault(column, cell, "too_long", str(LONGEST[column]))
    wrong = FAULTY.get(column)
    return Fault(column, cell, wrong[0]) if wrong and wrong[1](cell) else None


def _is_unknown(names: Mapping[str, str], cell: str) -> bool:
    return bool(cell) and cell.casefold() not in names


FAULTY: dict[str, tuple[str, Callable[[str], bool]]] = {
    "email": ("no_address", lambda cell: not re.match(EMAIL, cell)),
    "role": ("no_role", lambda cell: _is_unknown(ROLE_OF, cell)),
    "language": ("no_language", lambda cell: _is_unknown(LANGUAGE_OF, cell)),
}
