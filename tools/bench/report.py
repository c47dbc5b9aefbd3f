"""The rows as a table to read and as bench.json."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from tools.bench.rows import Row

HEAD = ("", "ours", "unit", "peers in the same run", "goal", "ratio", "met")
MET = {True: "yes", False: "NOT YET", None: ""}


def write(rows: Iterable[Row], path: Path) -> None:
    """A JSON list with one object for each row."""
    path.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", "utf-8")


def table(rows: Sequence[Row]) -> str:
    """One line for each row, sections apart, columns aligned."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    text = [_line(HEAD, widths)]
    for at, row in enumerate(rows):
        if at == 0 or rows[at - 1].section != row.section:
            text += ["", row.section]
        text.append(_line(_cells(row), widths))
    return "\n".join(text)


def summary(rows: Sequence[Row]) -> str:
    """How many goals are met, in a sentence."""
    held = [row for row in rows if row.met is not None]
    return f"{sum(bool(row.met) for row in held)} of {len(held)} goals met."


def _cells(row: Row) -> tuple[str, ...]:
    peers = ", ".join(f"{name} {number(value)}" for name, value in row.against.items())
    ratio = "" if row.ratio is None else number(row.ratio)
    return (f"  {row.what}", number(row.ours), row.unit, peers, row.goal or "", ratio, MET[row.met])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    right = (1, 5)
    return "  ".join(
        cell.rjust(width) if at in right else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ).rstrip()


def number(value: float) -> str:
    """Three digits that matter, thousands apart."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
