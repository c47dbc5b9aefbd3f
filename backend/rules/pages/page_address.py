"""Addresses of pages on LinkedIn and X, as people copy them, and as the profile keeps them."""

import re
from typing import NamedTuple

LINKEDIN = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(company|showcase|school|in)/([^/?#\s]+)", re.I
)
X = re.compile(
    r"(?:(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/|@)([A-Za-z0-9_]{1,15})(?:[/?#].*)?", re.I
)
ADDRESSES = {
    ("linkedin", "company"): "https://www.linkedin.com/company/{}",
    ("linkedin", "person"): "https://www.linkedin.com/in/{}",
    ("x", "company"): "https://x.com/{}",
    ("x", "person"): "https://x.com/{}",
}


class Place(NamedTuple):
    """`kind` is None where the address does not tell a company from a person (X)."""

    platform: str
    kind: str | None
    id: str


def read(address: str) -> Place | None:
    """The page that an address or a handle with its @ names; None for any other text."""
    text = address.strip()
    if found := LINKEDIN.match(text):
        return Place("linkedin", "person" if found[1].lower() == "in" else "company", found[2].lower())
    if found := X.fullmatch(text):
        return Place("x", None, found[1].lower())
    return None


def write(page: dict[str, str]) -> str:
    """The address of a page of the profile."""
    return ADDRESSES[page["platform"], page["kind"]].format(page["id"])
