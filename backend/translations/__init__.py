"""The words of pages and refusals. English is written in code and templates; German in messages.po.

What is said otherwise with Sie stands in formal/.

`python -m backend.translations` brings the German files up to date: new words come in empty, unused ones go.
`make setup` compiles it.
"""

import ast
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from backend import errors

BACKEND = Path(__file__).parent.parent
FILE = Path("de/LC_MESSAGES/messages.po")
GERMAN = Path(__file__).parent / FILE
FORMAL = Path(__file__).parent / "formal"
METHODS = [
    ("tests/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
# in the header of the file; dates that move would only make noise in git
UNCHANGING: dict[str, Any] = {
    "project": "Plainspoken",
    "version": "1",
    "creation_date": EPOCH,
    "revision_date": EPOCH,
    "last_translator": "Plainspoken",
    "msgid_bugs_address": "-",
}


def words() -> Catalog:
    """Every phrase that code and templates mark, with the files that use it."""
    catalog = Catalog()
    for file, _line, phrase, _comments, _context in extract_from_dir(BACKEND, METHODS, OPTIONS, KEYWORDS):
        catalog.add(phrase, locations=[(file, 0)])
    for path, said in refusals():
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            catalog.add(said.value, locations=[(str(path.relative_to(BACKEND)), 0)])
    for path in sorted(BACKEND.glob("rules/lexicons/*.yaml")):
        catalog.add(about(path.read_text()), locations=[(str(path.relative_to(BACKEND)), 0)])
    return catalog


def about(lexicon: str) -> str:
    """What a list of words finds: English in its file, looked up where a page tells it."""
    return str(YAML(typ="safe").load(lexicon)["about"])


def refusals() -> Iterator[tuple[Path, ast.expr]]:
    """The sentences of each `Problem`: services write them plainly, errors of the web look them up."""
    for path in sorted(set(BACKEND.rglob("*.py")) - set(BACKEND.glob("tests/**/*.py"))):
        for node in ast.walk(ast.parse(path.read_text())):
            yield from ((path, said) for said in _sentences(node))


def _sentences(node: ast.AST) -> list[ast.expr]:
    kinds = {"Problem", *(kind.__name__ for kind in errors.Problem.__subclasses__())}
    if isinstance(node, ast.ClassDef) and kinds & {ast.unparse(base) for base in node.bases}:
        calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
        return [said for call in calls if ast.unparse(call.func) == "super().__init__" for said in call.args]
    if not isinstance(node, ast.Call) or (kind := ast.unparse(node.func).split(".")[-1]) not in kinds:
        return []
    return node.args[:1] if kind == "TooMany" else node.args[:2]  # whose second is a number


def german() -> Catalog:
    """The German file as it is."""
    return _read(GERMAN)


def formal() -> Catalog:
    """What is said otherwise with Sie."""
    return _read(FORMAL / FILE)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="de")


def update() -> None:
    """Write the German files anew with today's phrases."""
    said, old = german(), formal()
    new, sie = _new("# German words of the pages."), _new("# Those that are others with Sie.")
    for message in words():
        if message.id:
            known = said.get(message.id)
            new.add(message.id, known.string if known else None, message.locations, message.flags)
            if otherwise := old.get(message.id):
                sie.add(message.id, otherwise.string, message.locations, message.flags)
    _write(new, GERMAN)
    _write(sie, FORMAL / FILE)


def _new(about: str) -> Catalog:
    return Catalog("de", header_comment=about, fuzzy=False, **UNCHANGING)


def _write(catalog: Catalog, path: Path) -> None:
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False)
    path.write_bytes(out.getvalue())
