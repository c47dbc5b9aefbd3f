"""The organisation's profile as a form shows it: each competitor with its pages, the others in lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from backend.rules import page_address

Profile = dict[str, Any]
Page = dict[str, str]
# lists of pages that have a field of their own: whose they are, and of what kind
LISTS = {
    "colleagues": ("own_company", "person"),
    "rivals_people": ("competitor", "person"),
    "customers": ("customer", "company"),
    "customers_people": ("customer", "person"),
}
PLATFORMS = ("linkedin", "x")


def shown(profile: Profile) -> dict[str, Any]:
    """What the fields hold; `rest` is what no field shows."""
    pages = [dict(page) for page in profile["pages"]]
    own = _taken(pages, "own_company", [profile["name"], *profile["aliases"]])
    competitors = [_rival(rival, pages) for rival in profile["competitors"]]
    lists = {
        name: [page for page in pages if (page["stance"], page["kind"]) == of] for name, of in LISTS.items()
    }
    listed = [page for some in lists.values() for page in some]
    return {
        **{key: profile[key] for key in ("name", "aliases", "products", "confidential_terms", "listed")},
        **{key: profile[key] for key in ("embargoes", "quiet_periods")},
        "own": own,
        "competitors": competitors,
        **lists,
        "rest": [page for page in pages if page not in listed],
    }


def _rival(rival: Any, pages: list[Page]) -> dict[str, Any]:
    name, *aliases = [rival] if isinstance(rival, str) else [rival["name"], *rival.get("aliases", [])]
    return {"name": name, "aliases": aliases, "pages": _taken(pages, "competitor", [name])}


def _taken(pages: list[Page], stance: str, names: list[str]) -> dict[str, str]:
    """Address by platform of the company's first page there; it goes out of `pages`."""
    found = {}
    for platform in PLATFORMS:
        for page in pages:
            mine = (page["stance"], page["kind"], page["platform"]) == (stance, "company", platform)
            if mine and page["name"] in names:
                found[platform] = page_address.write(page)
                pages.remove(page)
                break
    return found


def filled(profile: Profile, typed: dict[str, Any]) -> Profile:
    """The profile with what was typed, in the shape of `shown`; what no field shows stays."""
    plain = ("name", "aliases", "products", "confidential_terms", "listed", "embargoes", "quiet_periods")
    pages = list(_company_pages("own_company", typed["name"], typed["own"]))
    for rival in typed["competitors"]:
        pages += _company_pages("competitor", rival["name"], rival["pages"])
    for name in LISTS:
        pages += typed[name]
    return {
        **profile,
        **{key: typed[key] for key in plain},
        "competitors": [{"name": one["name"], "aliases": one["aliases"]} for one in typed["competitors"]],
        "pages": [*pages, *shown(profile)["rest"]],
    }


def _company_pages(stance: str, name: str, addresses: dict[str, str]) -> Iterator[Page]:
    for place in filter(None, map(page_address.read, addresses.values())):
        yield {"stance": stance, "platform": place.platform, "kind": "company", "id": place.id, "name": name}


def pages_in(lines: Iterable[str], stance: str, kind: str) -> list[Page]:
    """Pages from lines of an address and a name. Raises ValueError with the first line that is none."""
    return [_page(line, stance, kind) for line in lines]


def _page(line: str, stance: str, kind: str) -> Page:
    address, _, name = line.partition(" ")
    place = page_address.read(address.rstrip(","))
    if place is None or place.kind not in (kind, None) or not name.strip():
        raise ValueError(line)
    return {"stance": stance, "platform": place.platform, "kind": kind, "id": place.id, "name": name.strip()}


def line_of(page: Page) -> str:
    """A page as `pages_in` reads it."""
    return f"{page_address.write(page)} {page['name']}"
