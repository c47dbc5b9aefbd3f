"""Steps that tests of imports share: a feed, an import by Ben, and what came of it."""

import time
from html import unescape
from typing import Any

from sqlalchemy import select

from backend.content.models import Item
from backend.tests.cast import Visitor

URL = "/admin/content/imports/"
FEEDS = f"{URL}feeds"
PAGE = """<!doctype html><html lang="de-AT"><head><title>Nur ein Titel</title>
<meta property="og:title" content="Roboter &amp; Wäsche"><meta property="og:site_name" content="Acme Magazin">
<meta property="og:description" content="Wie sie &lt;b&gt;falten&lt;/b&gt;.">
<meta property="og:image" content="/robot.png"><meta property="og:image:alt" content="Ein Roboter">
</head><body><p>…</p></body></html>"""
ENTRY = (
    "<item><title>{0}</title><link>https://acme.example/{0}</link><description>About {0}</description></item>"
)
RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Acme news</title><language>en-US</language>{}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Acme</title>
<entry><title type="html">Ein &lt;i&gt;Atom&lt;/i&gt;</title><link href="/atom"/><summary>Kurz</summary>
</entry></feed>"""


def feed_of(*titles: str) -> str:
    return RSS.format("\n".join(ENTRY.format(title) for title in titles))


def send(ben: Visitor, *addresses: str, subscribe: bool = False) -> str:
    """Ben imports these and waits for the end; the report."""
    form = {"addresses": "\n".join(addresses)} | ({"subscribe": "y"} if subscribe else {})
    answer = ben.pages.submit(URL, form)
    assert answer.status_code == 302, answer.text
    return report(ben, answer.headers["Location"])


def report(ben: Visitor, address: str) -> str:
    for _ in range(600):
        page = unescape(ben.pages.get(address).text)
        if "Done:" in page:
            return page
        time.sleep(0.05)
    raise AssertionError(page)


def items(tx: Any) -> list[Item]:
    return tx(lambda session: list(session.scalars(select(Item).order_by(Item.id))))


def titles(tx: Any) -> list[str]:
    return [item.title for item in items(tx)]
