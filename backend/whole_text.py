"""Text that can be written down and seen: half a character (a lone surrogate) has no bytes in any file."""

import unicodedata

from marshmallow import ValidationError

# spaces, marks without a letter, what steers or joins; and letters and a symbol that are drawn as nothing
UNSEEN = frozenset(("Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cc", "Cf", "Cs"))
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def whole_text(value: str) -> None:
    """A marshmallow validator: refuses text that was cut within a character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValidationError("This text holds half a character; it was cut in its middle.") from None


def is_blank(text: str) -> bool:
    """Is nothing of it to be seen?"""
    return all(unicodedata.category(sign) in UNSEEN or sign in FILLERS for sign in text)


def is_seen(text: str) -> bool:
    """Is every sign of it to be seen, or an ordinary blank?"""
    return text.isprintable()


def seen_text(value: str) -> None:
    """A marshmallow validator: refuses text of which nothing is to be seen."""
    if is_blank(value):
        raise ValidationError("Nothing of this text is to be seen.")
