"""What somebody decides about must still be as they read it."""

from backend import etag


class Meanwhile(Exception):
    """Somebody else has changed it since."""


def must_be(known: object, read: str | None) -> None:
    """Raises Meanwhile where the digest that a form carried along is of something else than is there now."""
    if etag.digest(known) != read:
        raise Meanwhile
