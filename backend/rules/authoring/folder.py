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


class FolderForNew(click.Path):
    """A folder in which rules are begun; it may not be there yet."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises click.BadParameter for a part of somebody's folder: it would get such parts of its own."""
        path = Path(value).absolute()
        is_pack = path.parent.name == "packs" and (path.parents[1] / "lexicons").is_dir()
        if path.name in source_files.FOLDERS or is_pack:
            told = f"{value} is where rules or lexicons themselves lie; give the folder around them."
            self.fail(f"{told}{meant(Path(value))}", param, ctx)
        return super().convert(value, param, ctx)


def meant(path: Path) -> str:
    """A question to put behind a sentence about what lies in an author's folder; nothing about another."""
    way = (path.absolute(), *path.absolute().parents)
    part = next((each for each in way if each.name in source_files.FOLDERS), None)
    return f" Did you mean {part.parent}?" if part else ""
