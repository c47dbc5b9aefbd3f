"""The folder with an author's rules, as commands take it: who names what lies in it reads which is meant."""

from pathlib import Path
from typing import Any

import click

from backend.rules.language import source_files


class Folder(click.Path):
    """A folder that is there."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises click.BadParameter."""
        if (path := Path(value)).is_file():
            told = f"{value} is a file. Give the folder that holds packs and lexicons.{meant(path)}"
            self.fail(told, param, ctx)
        return super().convert(value, param, ctx)


def meant(path: Path) -> str:
    """A question to put behind a sentence about what lies in an author's folder; nothing about another."""
    way = (path.absolute(), *path.absolute().parents)
    part = next((each for each in way if each.name in source_files.FOLDERS), None)
    return f" Did you mean {part.parent}?" if part else ""
