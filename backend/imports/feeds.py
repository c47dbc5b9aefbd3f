"""What a feed (RSS, Atom) holds: every entry is found or told as a flaw, with its place."""

import re
from typing import Any

import feedparser

from backend.content import addresses
from backend.content.drafts import Found
from backend.imports.fetch import Fetched
from backend.imports.told import Flaw, is_charset, language_of, plain

BEGINNING = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]")
CHARSET = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", re.I)
# we take its words only, and what would clean the rest takes minutes for a text that is made for it
AS_IT_IS = {"sanitize_html": False, "resolve_relative_uris": False}
NO_FLAW = ("CharacterEncodingOverride", "NonXMLContentType")  # it was read all the same


def is_feed(document: Fetched) -> bool:
    """By what it holds: servers call feeds many names."""
    return BEGINNING.search(document.body[:4096]) is not None


def read(document: Fetched) -> tuple[str, list[Found | Flaw]]:
    """The title of the feed and all that is in it, flaws of the whole first."""
    if b"<!ENTITY" in document.body:
        return "", [Flaw("entities", line=_line_of(document.body, b"<!ENTITY"))]
    if not all(map(is_charset, _charsets(document))):
        return "", [Flaw("xml", line=1, detail="unknown encoding")]
    headers = {"content-type": document.headers.get("Content-Type", "")}
    headers["content-location"] = document.url
    parsed = feedparser.parse(document.body, response_headers=headers, **AS_IT_IS)
    title = plain(parsed.feed.get("title"), 200)
    whole: list[Found | Flaw] = _flaws(parsed)
    entries = [_entry(entry, n, parsed, document.url, title) for n, entry in enumerate(parsed.entries, 1)]
    return title, [*whole, *(entries or ([] if whole else [Flaw("no_feed")]))]


def _charsets(document: Fetched) -> list[str]:
    """In which it says that it is written, also where two bytes make a sign."""
    named = CHARSET.search(document.body.replace(b"\0", b""))
    return [*filter(None, [document.charset]), *([named[1].decode()] if named else [])]


def _flaws(parsed: Any) -> list[Found | Flaw]:
    """What the XML parser stumbled on, with the line."""
    problem = parsed.get("bozo_exception")
    if not problem or type(problem).__name__ in NO_FLAW:
        return []
    line = problem.getLineNumber() if hasattr(problem, "getLineNumber") else 0
    said = problem.getMessage() if hasattr(problem, "getMessage") else problem
    return [Flaw("xml", line=line or 0, detail=plain(said, 120))]


def _entry(entry: Any, number: int, parsed: Any, base: str, feed_title: str) -> Found | Flaw:
    title = plain(entry.get("title"), 200) or plain(entry.get("summary"), 80)
    link = entry.get("link", "").strip()
    url = addresses.joined(base, link) if link else ""
    if not addresses.is_link(url):
        return Flaw("no_link", entry=number, title=title)
    if not title:
        return Flaw("no_title", entry=number, title=url[:200])
    said: dict[str, Any] = next(iter(entry.get("content", [])), {})
    return Found(
        url=url,
        title=title,
        description=plain(entry.get("summary") or said.get("value"), 600),
        source=plain(entry.get("source", {}).get("title"), 120) or feed_title[:120],
        language=language_of(said.get("language") or parsed.feed.get("language")),
        picture=_picture(entry, base),
    )


def _picture(entry: Any, base: str) -> str:
    """The first picture that comes with an entry."""
    media = [*entry.get("media_thumbnail", []), *entry.get("media_content", []), *entry.get("enclosures", [])]
    for one in media:
        kind, url = one.get("type") or one.get("medium") or "image", one.get("url") or one.get("href")
        if url and kind.startswith("image"):
            return addresses.joined(base, str(url))
    return ""


def _line_of(body: bytes, part: bytes) -> int:
    return body[: body.index(part)].count(b"\n") + 1
