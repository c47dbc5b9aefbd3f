"""An author's folder: which files are read, their texts, what stands there and is not read; writing one."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from backend.rules.language.faults import Fault, RuleFaults

PATTERNS = ("lexicons/*.yaml", "packs/*/*.yaml")
FOLDERS = ("packs", "lexicons")
SHIPPED = Path(__file__).parent.parent  # has packs/ and lexicons/
WHERE = "rules belong in packs/<name>/, lexicons in lexicons/, and both end in .yaml"
PROFILE = "organisation.yaml"
BACKUP = re.compile(r"\..*|.*~|#.*#|.*\.(bak|orig|sw[op])", re.IGNORECASE)  # what editors leave behind
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def below(folder: Path) -> dict[str, Path]:
    """Lexicons and rules below `folder`, by their path in it."""
    found = (path for pattern in PATTERNS for path in folder.glob(pattern) if not _is_left(path, folder))
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


def texts(folder: Path) -> dict[str, str]:
    """What these files say. Raises RuleFaults: all that are not UTF-8, or stand or end where none is read."""
    read: dict[str, str] = {}
    faults = list(misplaced(folder))
    for file, path in below(folder).items():
        try:
            read[file] = text(path, file)
        except RuleFaults as found:
            faults += found.faults
    if faults:
        raise RuleFaults(faults)
    return read


def text(path: Path, file: str) -> str:
    """The text of one file. `file` names it in faults. Raises RuleFaults."""
    return decoded(path.read_bytes(), file)


def decoded(raw: bytes, file: str) -> str:
    """What these bytes say, without a byte order mark, each line ended by \\n. Raises RuleFaults."""
    if _is_utf_16(raw):
        raise RuleFaults([_fault(raw, file)])
    try:
        return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig").read()
    except UnicodeDecodeError:
        raise RuleFaults([_fault(raw, file)]) from None


def write(folder: Path, written: Mapping[str, str]) -> None:
    """Files with these texts below `folder`, over those that are there; others stay."""
    for file, text in written.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def zipped(written: Mapping[str, str]) -> bytes:
    """The folder as one file; the same texts always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in sorted(written.items()):
            archive.writestr(zipfile.ZipInfo(file), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unread(folder: Path) -> Iterator[str]:
    """A sentence for each file that looks like a rule or lexicon and is none; it may be something else."""
    ours = {folder / PROFILE, *below(folder).values()}
    for path in _files(folder):
        if path not in ours and _is_yaml(path) != _is_among_ours(path, folder):
            yield f"{path} is not read: {WHERE}"


def misplaced(folder: Path) -> Iterator[Fault]:
    """A fault for each file among the rules and lexicons that is read as neither."""
    read = set(below(folder).values())
    for path in filter(_is_yaml, _files(folder)):
        if path not in read and _is_among_ours(path, folder):
            yield Fault(path.relative_to(folder).as_posix(), 1, "", f"this file is not read: {WHERE}")


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _is_left(path, folder):
            yield path


def _is_left(path: Path, folder: Path) -> bool:
    """A hidden file or an editor's backup, or one in such a folder."""
    return any(BACKUP.fullmatch(part) for part in path.relative_to(folder).parts)


def _is_yaml(path: Path) -> bool:
    return bool(re.search(r"\.ya?ml\b", path.name.lower()))


def _is_among_ours(path: Path, folder: Path) -> bool:
    """Where a rule or lexicon is looked for; notes about them (.md) may lie there, too."""
    return path.relative_to(folder).parts[0] in FOLDERS and path.suffix.lower() != ".md"


def _is_utf_16(raw: bytes) -> bool:
    """By its mark or, without one, by the empty half of its first letter."""
    return raw.startswith(UTF_16) or 0 in raw[:2]


def _fault(raw: bytes, file: str) -> Fault:
    line, place = (1, "it is UTF-16") if _is_utf_16(raw) else _first(raw)
    way_out = "In your editor: Save as, Encoding UTF-8."
    return Fault(file, line, "", f"this file is not saved as UTF-8 ({place}). {way_out}")


def _first(raw: bytes) -> tuple[int, str]:
    """The line and the word that cannot be read, as Windows would show it."""
    text = raw.decode("utf-8", errors="surrogateescape")
    at = next(place for place, letter in enumerate(text) if "\udc80" <= letter <= "\udcff")
    word = next(each[0] for each in re.finditer(r"[^\s\"'\[\]{}()|,]+", text) if each.end() > at)
    shown = word.encode("utf-8", "surrogateescape").decode("cp1252", errors="replace")
    return text.count("\n", 0, at) + 1, f'first at "{shown}"'
