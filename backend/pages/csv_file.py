"""CSV files that a spreadsheet opens as they are and runs nothing of."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from flask import Response, stream_with_context

PIECE = 1 << 16  # bytes or more at once: a line each would be as many small sends
MARK = "\ufeff"  # tells Excel that it is UTF-8
# what a spreadsheet takes for the beginning of a formula, wide forms too
FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
# a German one parts cells by semicolons: there each stretch of a text, and each line, is a cell of its own
_BEGINS = r'(?=(?:[^\S\r\n]|")*[=+\-@|%＝＋－＠])'
_NEXT = re.compile(rf"([;\r\n]){_BEGINS}")
_MARKED = re.compile(rf"([;\r\n])'{_BEGINS}")


def download(name: str, lines: Iterable[Iterable[object]]) -> Response:
    """An answer that sends `lines` as they come, as the file `name`.csv."""
    answer = Response(stream_with_context(_written(lines)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def safe(value: object) -> object:
    """A cell: numbers as they are, text never as a formula."""
    if value is None or isinstance(value, int | float):
        return value
    text = f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
    text = _NEXT.sub(r"\1'", text)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def typed(cell: str) -> str:
    """A text that `safe` has written, without its marks."""
    cell = _MARKED.sub(r"\1", cell)
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _written(lines: Iterable[Iterable[object]]) -> Iterator[str]:
    out = io.StringIO(MARK)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([safe(value) for value in line])
        if out.tell() > PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
