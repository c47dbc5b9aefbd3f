"""The panels of a page that ask before something is done: what opens them, what they say, what they send."""

import re
from dataclasses import dataclass
from html import unescape

OPENS = re.compile(
    r'<button type="button"[^>]*popovertarget="(asks[^"]+)"(?: aria-label="([^"]+)")?>([^<]+)<'
)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Panel:
    """`said`: its words, in one line; `html`: all of it."""

    said: str
    html: str


def panels(page: str) -> dict[str, Panel]:
    """By the names of the buttons that open them."""
    return {unescape(about or label): _panel(page, key) for key, about, label in OPENS.findall(page)}


def _panel(page: str, key: str) -> Panel:
    html = page.split(f'<div class="question" id="{key}"')[1].split('popovertargetaction="hide"')[0]
    said = html.split(f'id="{key}-said">')[1].split("</div>")[0]
    return Panel(" ".join(unescape(TAG.sub(" ", said)).split()), html)
