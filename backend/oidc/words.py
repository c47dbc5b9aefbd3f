"""Words of the standard, such as invalid_client, for the log."""

import re

WORD = re.compile("[a-z_]{1,40}")


def short(word: object, before: str = ": ") -> str:
    """`word` behind `before` if it is one; nothing of what else somebody sent."""
    return f"{before}{word}" if isinstance(word, str) and WORD.fullmatch(word) else ""
