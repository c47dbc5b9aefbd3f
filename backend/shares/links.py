"""Addresses: the tracked link, where it leads, and the site's own composer, filled."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

UTM_MEDIUM, UTM_CAMPAIGN = "employee", "plainspoken"
# a full stop or a bracket after an address ends the sentence, unless more of an address follows
GOES_ON = r"(?![.,;:!?)'*]*[\w/#%&=+~@$-])(?!\?\S)"


def tracked(public_url: str, code: str) -> str:
    """The address that stands in the post."""
    return f"{public_url}/r/{code}"


def target(url: str, platform: str, campaign: str = "") -> str:
    """Where a click leads: the item's address, platform and campaign, nothing about the sharer."""
    parts = urlsplit(url)
    named = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    utm = {"utm_source": platform, "utm_medium": UTM_MEDIUM, "utm_campaign": campaign or UTM_CAMPAIGN}
    added = urlencode([(name, value) for name, value in utm.items() if name not in named])
    # what stands there stays as it is: some sites sign their addresses
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))


def with_link(text: str, url: str, link: str) -> str:
    """The text with the tracked link: where the item's own address stands, else in a paragraph at the end."""
    whole = re.compile(re.escape(url) + GOES_ON)  # not where it only begins a longer address
    replaced, count = whole.subn(lambda _: link, text)
    return replaced if count else f"{text.rstrip()}\n\n{link}"


def filled(public_url: str, code: str, text: str, item_url: str, platform: str) -> dict[str, str]:
    """The `text` with its tracked `url`, and the `compose_url` that opens the site's composer with both.

    A text of one's own stands for itself and has no link to follow: its `url` is empty.
    """
    url = tracked(public_url, code) if item_url else ""
    whole = with_link(text, item_url, url) if url else text
    return {"url": url, "text": whole, "compose_url": composer(platform, whole, url)}


def composer(platform: str, text: str, link: str) -> str:
    """The address that opens the site's composer with `text`, which holds `link`, if there is one."""
    return COMPOSERS[platform](text, link)


def _linkedin(text: str, _link: str) -> str:
    return "https://www.linkedin.com/feed/?shareActive=true&text=" + quote(text, safe="")


def _x(text: str, link: str) -> str:
    before, _, after = text.rpartition(link) if link else ("", "", text)
    if after:  # the link stands inside the text and stays there, or there is none
        return "https://x.com/intent/post?text=" + quote(text, safe="")
    return f"https://x.com/intent/post?text={quote(before.rstrip(), safe='')}&url={quote(link, safe='')}"


COMPOSERS: dict[str, Callable[[str, str], str]] = {"linkedin": _linkedin, "x": _x}
