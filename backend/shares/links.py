"""Addresses: the tracked link, where it leads, and the site's own composer, filled."""

from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

UTM_MEDIUM = "employee"


def tracked(public_url: str, code: str) -> str:
    """The address that stands in the post."""
    return f"{public_url}/r/{code}"


def target(url: str, platform: str) -> str:
    """Where a click leads: the item's address and which platform it came from, nothing about the sharer."""
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    named = {name for name, _ in given}
    utm = {"utm_source": platform, "utm_medium": UTM_MEDIUM, "utm_campaign": "plainspoken"}
    added = [(name, value) for name, value in utm.items() if name not in named]
    return urlunsplit(parts._replace(query=urlencode(given + added)))


def with_link(text: str, url: str, link: str) -> str:
    """The text with the tracked link: where the item's own address stands, else in a paragraph at the end."""
    return text.replace(url, link) if url in text else f"{text.rstrip()}\n\n{link}"


def composer(platform: str, text: str, link: str) -> str:
    """The address that opens the site's composer with `text`, which holds `link`."""
    return COMPOSERS[platform](text, link)


def _linkedin(text: str, _link: str) -> str:
    return "https://www.linkedin.com/feed/?shareActive=true&text=" + quote(text, safe="")


def _x(text: str, link: str) -> str:
    before, _, after = text.rpartition(link)
    if after:  # the link stands inside the text and stays there
        return "https://x.com/intent/post?text=" + quote(text, safe="")
    return f"https://x.com/intent/post?text={quote(before.rstrip(), safe='')}&url={quote(link, safe='')}"


COMPOSERS: dict[str, Callable[[str, str], str]] = {"linkedin": _linkedin, "x": _x}
