"""How much X lets a post say. Its twin for those who share is extension/content/sites/room.js."""

import re
import unicodedata

# X counts letters, its own way: any address as 23, an emoji and most scripts that are not alphabets as two
MOST = 280
AS_A_LINK = "_" * 23
# without the full stop or bracket that ends the sentence
LINK = re.compile(r"(?:https?://|www\.)\S*[A-Za-z0-9_/#%&=+~@$-]", re.I)
# whether what has no https:// or www. is an address only X knows, by a list of endings
PERHAPS = re.compile(
    r"(?<![\w@./-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[a-z]{2,}(?![\w@-])(?:/\S*[A-Za-z0-9_/#%&=+~@$-]|/)?"
)
# keys in a box, flags, pictures with all that joins them, letters drawn as a picture
DOUBLE = re.compile(
    "[0-9#*]\ufe0f?\u20e3"
    "|[\U0001f1e6-\U0001f1ff]{2}"
    "|[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037][\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    "(?:\u200d.[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
    "|.\ufe0f",
    re.S,
)


def missing(text: str, url: str) -> int:
    """By how many letters a post is too long, with its link where it has one; 0 where it has room."""
    whole = f"{text} {url}" if url and url not in LINK.findall(text) else text
    return max(0, _weight(PERHAPS.sub(_longer, LINK.sub(AS_A_LINK, whole))) - MOST)


def _longer(address: re.Match[str]) -> str:
    """Of both readings the longer: better warned than cut off."""
    return AS_A_LINK if _weight(address[0]) < len(AS_A_LINK) else address[0]


def _weight(text: str) -> int:
    return len(DOUBLE.sub("__", unicodedata.normalize("NFC", text)))
