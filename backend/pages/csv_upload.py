"""CSV files as spreadsheets write them: comma, semicolon or tab; UTF-8, UTF-16 or what Windows writes."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.pages.csv_file import typed

SEPARATORS = ",;\t"
SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
# what Excel takes for the choice of a separator and shows to nobody
CHOICE = re.compile(r"\A\s*\"?sep=([,;\t])\"?[,;\t]*\s*\Z", re.I)
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Unreadable(Exception):
    """`reason`: spreadsheet, encoding, quotes or empty; `line`: where it was, counted from 1."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


@dataclass(frozen=True)
class Row:
    """`number`: the line in the file where it begins, as an editor counts them."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """`guessed`: the file did not say how it writes umlauts, and they are no UTF-8."""

    rows: list[Row]
    guessed: bool


def read(data: bytes) -> Sheet:
    """All rows that are not blank, cells without spaces around them. Raises Unreadable."""
    if data.startswith(SPREADSHEET):
        raise Unreadable("spreadsheet")
    text, guessed = _decoded(data)
    rows = [row for row in _rows(text) if any(row.cells)]
    if not rows:
        raise Unreadable("empty")
    return Sheet(rows, guessed)


def _decoded(data: bytes) -> tuple[str, bool]:
    known = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    for encoding in [known] if known else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding == "cp1252"
    raise Unreadable("encoding")


def _rows(text: str) -> Iterator[Row]:
    first = text.lstrip().partition("\n")[0]
    chosen = CHOICE.match(first)
    separator = chosen[1] if chosen else max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins, choice = 1, chosen is not None
    try:
        for cells in reader:
            if choice and any(cell.strip() for cell in cells):  # after blank lines, if any
                begins, choice = reader.line_num + 1, False
                continue
            yield Row(begins, [typed(cell.replace("\xa0", " ").strip()) for cell in cells])
            begins = reader.line_num + 1
    except csv.Error:
        raise Unreadable("quotes", begins) from None
