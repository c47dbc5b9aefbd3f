"""The organisation's profile as a form shows it: each competitor with its pages, the others in lists."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from backend.rules.compiler import names
from backend.rules.pages import page_address
from backend.rules.releases.profiles import CHOSEN, Profile, chosen

Page = dict[str, str]
# lists of pages that have a field of their own: whose they are, and of what kind
LISTS = {
    "own_pages": ("own_company", "company"),
    "colleagues": ("own_company", "person"),
    "rivals_pages": ("competitor", "company"),
    "rivals_people": ("competitor", "person"),
    "customers": ("customer", "company"),
    "customers_people": ("customer", "person"),
    "others": ("other", "company"),
    "others_people": ("other", "person"),
}
PLAIN = (
    *("name", "aliases", "products", "confidential_terms", "server_only_terms"),
    *("listed", "embargoes", "quiet_periods"),
)


def shown(profile: Profile) -> dict[str, Any]:
    """What the fields hold. A company's first page on a site stands beside its name, the others in lists."""
    pages = [dict(page) for page in profile["pages"]]
    own = _taken(pages, "own_company", [profile["name"], *profile["aliases"]])
    competitors = [_rival(names.rival_names(rival), pages) for rival in profile["competitors"]]
    lists = {
        name: [page for page in pages if (page["stance"], page["kind"]) == of] for name, of in LISTS.items()
    }
    plain = {key: profile[key] for key in PLAIN}
    return {**plain, "own": own, "competitors": competitors, **lists, **chosen(profile)}


def _rival(called: Sequence[str], pages: list[Page]) -> dict[str, Any]:
    return {"name": called[0], "aliases": list(called[1:]), "pages": _taken(pages, "competitor", called)}


def _taken(pages: list[Page], stance: str, called: Sequence[str]) -> dict[str, str]:
    """Address by platform of the company's first page there; it goes out of `pages`."""
    found: dict[str, str] = {}
    for page in list(pages):
        is_theirs = (page["stance"], page["kind"]) == (stance, "company") and page["name"] in called
        if is_theirs and page["platform"] not in found:
            found[page["platform"]] = page_address.write(page)
            pages.remove(page)
    return found


def filled(profile: Profile, typed: dict[str, Any]) -> Profile:
    """The profile with what was typed, in the shape of `shown`; pages that stay keep their place."""
    pages = list(_company_pages("own_company", typed["name"], typed["own"]))
    for rival in typed["competitors"]:
        pages += _company_pages("competitor", rival["name"], rival["pages"])
    for name in LISTS:
        pages += typed[name]
    once: dict[tuple[str, ...], Page] = {}
    for page in pages:
        once.setdefault(_key(page), page)
    order = {_key(page): at for at, page in enumerate(profile["pages"])}
    return {
        **profile,
        **{key: typed[key] for key in PLAIN},
        "competitors": [_plain_rival(one) for one in typed["competitors"]],
        "ambiguous": {name: choice for field, choice in CHOSEN.items() for name in typed[field]},
        "pages": sorted(once.values(), key=lambda page: order.get(_key(page), len(order))),
    }


def _plain_rival(rival: dict[str, Any]) -> dict[str, Any]:
    return {"name": rival["name"], "aliases": rival["aliases"]}


def _key(page: Page) -> tuple[str, ...]:
    return page["platform"], page["kind"], page["id"]


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
