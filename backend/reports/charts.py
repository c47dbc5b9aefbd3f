"""Where the bars of a chart stand. The templates draw them, with the numbers in a table beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 480, 130  # of the field with the bars, in the units of the drawing
LETTERS, LETTERS_ON_A_PHONE = 12, 16  # height of a label in them: `.chart` of css/reports.css
THIN = " ,.\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
GAP = 0.3  # of a column's place


@dataclass(frozen=True)
class Column:
    """`value`: None where it is kept back; `told`: as people read it; `wide`: how many places it takes."""

    label: str
    value: float | None
    told: str
    wide: int = 1
    kind: str = ""  # a class of the drawing


@dataclass(frozen=True)
class Drawn:
    """A column at its place."""

    column: Column
    x: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def y(self) -> float:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Chart:
    """Columns side by side, and the line of a target where there is one."""

    columns: Sequence[Drawn]
    place: float  # of a column that takes one, its gap included
    target: float | None  # its y
    told_target: str = ""
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def every(self) -> int:
        """One column in so many is labelled: its neighbours' numbers would run into its own."""
        return self._every(LETTERS)

    @property
    def every_on_a_phone(self) -> int:
        """The same of those that are labelled elsewhere, where letters are larger."""
        return ceil(self._every(LETTERS_ON_A_PHONE) / self.every)

    def _every(self, letters: int) -> int:
        texts = (text for one in self.columns for text in (one.column.told, one.column.label))
        return max(1, ceil(letters * max(map(_breadth, texts), default=0) / self.place))


def draw(columns: Iterable[Column], target: float | None = None, told_target: str = "") -> Chart:
    """All columns on one scale that begins at nothing."""
    found = list(columns)
    most = max([column.value or 0 for column in found] + [target or 0]) or 1
    place = WIDTH / max(sum(column.wide for column in found), 1)
    drawn, x = [], 0.0
    for column in found:
        across = column.wide * place
        gap = min(GAP * place, 14)
        height = round(HEIGHT * (column.value or 0) / most, 1)
        drawn.append(Drawn(column, round(x + gap / 2, 1), round(across - gap, 1), height))
        x += across
    line = None if target is None else round(HEIGHT * (1 - target / most), 1)
    return Chart(drawn, place, line, told_target)


def _breadth(text: str) -> float:
    """About, in heights of its letters, in a wide font."""
    return sum(0.32 if sign in THIN else 0.64 if sign.isdecimal() else 0.55 for sign in text)


def lengths(values: Iterable[float | None]) -> list[float]:
    """Of bars that lie, in hundredths of the longest."""
    found = [value or 0 for value in values]
    most = max(found, default=0) or 1
    return [round(100 * value / most, 1) for value in found]
