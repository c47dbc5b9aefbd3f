"""Files that are brought as samples and are none: which kind each is."""

import re

TABLE = "this is a table"
NO_TEXT = "this is a document and no plain text"
LIST = "this is a list in JSON, and not a line for each of its cases"
TABLES = (".csv", ".tsv")
DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")  # Word and Excel, new and old
OPENS_A_LIST = re.compile(rb"(\xef\xbb\xbf)?\s*\[\s*\{")


def kind(raw: bytes, file: str) -> str | None:
    """What a file of this name is, where it is no samples."""
    if raw.startswith(DOCUMENTS):
        return NO_TEXT
    if file.lower().endswith(TABLES):
        return TABLE
    return LIST if OPENS_A_LIST.match(raw) else None
