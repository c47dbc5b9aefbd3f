"""Text that can be written down: half a character (a lone surrogate) has no bytes in any file or address."""

from marshmallow import ValidationError


def whole_text(value: str) -> None:
    """A marshmallow validator: refuses text that was cut within a character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValidationError("This text holds half a character; it was cut in its middle.") from None
