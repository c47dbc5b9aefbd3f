"""The one fold table: made once, kept in fold.json, carried by every release; both judges only look up.

Python's and the browser's Unicode versions differ on hundreds of code points; a table cannot.
`python -m backend.rules.language.fold` makes it anew.
"""

import json
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).with_suffix(".json")

# Letters of other alphabets that a reader takes for Latin ones.
LOOK_ALIKES = dict(
    zip(
        "аеіјкорсухѕԁԛԝһӏվօսАВЕІЈКМНОРСТУХЅαιικορνχυΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡłøđħɩᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢŁØĐĦ",
        "aeijkopcyxsdqwhlvouabeijkmhopctyxsaiikopvxuabezhikmnoptyxiaglodhiabcdefghijklmnoprstuvwyzlodh",
        strict=True,
    )
)
LOOK_ALIKES |= {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
LOOK_ALIKES |= {chr(start + i): chr(97 + i) for start in (0x1F150, 0x1F170) for i in range(26)}
LOOK_ALIKES |= dict.fromkeys("’‘ʼ´`′‛", "'")
LOOK_ALIKES |= dict.fromkeys("‐‑⁃−﹣－", "-")
LOOK_ALIKES |= dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
# Signs whose decomposition would glue letters or full stops to a word ("HomeBot™" is not "homebottm").
KEPT = frozenset("™℠℡№…‥")
LATIN = frozenset(map(chr, [*range(0x1E00, 0x2000), *range(0x2C60, 0x2C80), *range(0xA720, 0xA800)]))
DIAERESIS = "\u0308"
UMLAUTS = "aou"
EMOJI = (
    (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1F12F),
    (0x1F18A, 0x1FAFF), (0x1F1E6, 0x1F1FF),
)  # fmt: skip


class FoldTable(TypedDict):
    """`map`: folded characters → [small letters and signs, capitals] that become them.

    `breaks`, `emoji`: flat pairs of first and last code point; all else from U+0080 on belongs to words.
    """

    map: dict[str, list[str]]
    breaks: list[int]
    emoji: list[int]


def _fold_one(char: str) -> str:
    if char in LOOK_ALIKES:
        return LOOK_ALIKES[char]
    folded = ""
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        if part == DIAERESIS and folded[-1:] in tuple(UMLAUTS):
            folded += "e"
        elif unicodedata.category(part) not in ("Mn", "Me", "Cf"):
            folded += LOOK_ALIKES.get(part, part)
    return folded


def _is_folded(char: str) -> bool:
    # Only what ends as Latin, Greek, Cyrillic or Armenian letters, digits, signs: all would be too large.
    folded = _fold_one(char)
    return (
        char not in KEPT
        and char != DIAERESIS
        and folded != char
        and all(ord(c) < 0x590 or c in LATIN for c in folded)
    )


def _ranges(is_member: list[bool], first: int) -> list[int]:
    flat: list[int] = []
    for offset, member in enumerate(is_member):
        if member and (offset == 0 or not is_member[offset - 1]):
            flat += [first + offset, first + offset]
        elif member:
            flat[-1] = first + offset
    return flat


def _breaks() -> list[int]:
    # Unassigned code points follow their left neighbour, which keeps the list short.
    members, last = [], True
    for code in range(0x80, sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        last = last if category == "Cn" else category[0] not in "LMN"
        members.append(last)
    return _ranges(members, 0x80)


@cache
def fold_table() -> FoldTable:
    """The table that travels in every release; about 30 KB."""
    table: FoldTable = json.loads(FILE.read_text(encoding="utf-8"))["table"]
    return table


def make() -> dict[str, object]:
    """The table by this Python's Unicode version, and that version."""
    folded: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if 0xD800 <= code <= 0xDFFF or not _is_folded(char):
            continue
        capital = unicodedata.category(char) in ("Lu", "Lt")
        folded.setdefault(_fold_one(char), ["", ""])[capital] += char
    emoji = [bound for pair in EMOJI for bound in pair]
    table = FoldTable(map=dict(sorted(folded.items())), breaks=_breaks(), emoji=emoji)
    return {"unicode": unicodedata.unidata_version, "table": table}


if __name__ == "__main__":
    FILE.write_text(json.dumps(make(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
