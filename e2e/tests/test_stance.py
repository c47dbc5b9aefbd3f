"""Whose post is it? Ids first, then names, then headlines; where they disagree, nobody guesses."""

import json
from html import escape

import pytest
from playwright.sync_api import BrowserContext, Route

from backend.rules.compiler import compiler
from e2e.world import World, beside, content_files

ORGANISATION = {
    "name": "Acme",
    "aliases": ["@acme", "Acme GmbH"],
    "products": ["HomeBot"],
    "competitors": [
        {"name": "Globex", "aliases": ["Globex Robotics"]},
        {"name": "Initech Inc."},
        {"name": "Vögele & Söhne"},
    ],
    "pages": [
        {"stance": stance, "platform": platform, "kind": kind, "id": page_id, "name": name}
        for stance, platform, kind, page_id, name in [
            ("own_company", "linkedin", "company", "acme", "Acme"),
            ("own_company", "x", "company", "acme", "Acme"),
            ("competitor", "linkedin", "company", "globex", "Globex"),
            ("competitor", "x", "company", "globex", "Globex"),
            ("competitor", "linkedin", "company", "1048577", "Globex Butler"),
            ("competitor", "linkedin", "person", "jörg-müller", "Jörg Müller"),
            ("competitor", "linkedin", "person", "greta-global", "Greta Global"),
            ("customer", "linkedin", "company", "wayne-industries", "Wayne Industries"),
            ("competitor", "linkedin", "company", "initrode", "Initrode"),
            ("other", "linkedin", "company", "initrode-bakery", "Initrode"),
        ]
    ],
}  # fmt: skip
LINKEDIN, X = "https://www.linkedin.com/feed/", "https://x.com/home"
COMPANY, PERSON = "https://www.linkedin.com/company/", "https://www.linkedin.com/in/"
OURS, THEIRS, CUSTOMER, OTHER, UNSURE = "own_company", "competitor", "customer", "other", None
SDUI = """<div data-sdui-screen="com.linkedin.sdui.X"><div role="listitem" componentkey="aFeedType_X">
  <a href="{href}"><figure></figure></a><a href="{href}"><div><p>{name}</p></div><p>{headline}</p></a>
  <button aria-label="Open control menu for post by {name}"></button>
  <p><span data-testid="expandable-text-box">Robots.</span></p></div></div>"""
EMBER = """<div class="feed-shared-update-v2" data-urn="urn:li:activity:1">
  <a class="update-components-actor__meta-link" href="{href}">
    <span class="update-components-actor__title"><b dir="ltr"><b aria-hidden="true">{name}</b></b></span>
    <span class="update-components-actor__description"><b aria-hidden="true">{headline}</b></span>
  </a></div>"""
TWEET = """<article data-testid="tweet"><div data-testid="User-Name">
  <a href="{href}"><div dir="ltr">{name}</div>{gold}</a>
  <a href="{href}"><div dir="ltr"><span>@{handle}</span></div></a></div></article>"""
GOLD = "<svg><linearGradient></linearGradient><linearGradient></linearGradient><path fill='#d18800'></svg>"
WHOSE = """(() => {
  document.body.innerHTML = %s;
  const [post] = site.posts(document);
  return stance.of(release, site.name, site.readPost(post).author);
})()"""
PARTS = (
    "rules/alphabet",
    "rules/normalise",
    "/sites/",
    "features/listed",
    "features/employer",
    "features/stance",
)
SCRIPTS = "".join(content_files(part) for part in PARTS)


def _world(context: BrowserContext, address: str, site: str) -> World:
    def answer(route: Route) -> None:
        route.fulfill(body="<!doctype html><body></body>", content_type="text/html; charset=utf-8")

    page = context.new_page()
    page.route(address, answer)
    page.goto(address)
    world = beside(page, SCRIPTS)
    release = compiler.compile_release([], [], ORGANISATION, number=1, installation="test")
    world.evaluate(f"globalThis.release = {json.dumps(release)}, globalThis.site = {site}, null")
    return world


@pytest.fixture(scope="module")
def linkedin(plain_browser: BrowserContext) -> World:
    return _world(plain_browser, LINKEDIN, "linkedin(hooks.linkedin)")


@pytest.fixture(scope="module")
def x(plain_browser: BrowserContext) -> World:
    return _world(plain_browser, X, "x(hooks.x)")


def whose(world: World, card: str, **author: str) -> str | None:
    """The stance of the author of this card."""
    html = card.format(**{key: value if key == "gold" else escape(value) for key, value in author.items()})
    return world.evaluate(WHOSE % json.dumps(html))


PAGES = [
    ("globex", "Globex", THEIRS),
    ("globex/posts/?feedView=all#top", "Globex", THEIRS),
    ("Globex/", "Globex", THEIRS),
    ("%67lobex", "Globex", THEIRS),
    ("globex/?miniCompanyUrn=urn%3Ali%3A1", "Globex", THEIRS),
    ("acme", "Acme", OURS),
    ("wayne-industries/posts", "Wayne Industries", CUSTOMER),
    ("1048577/admin", "Globex Butler", THEIRS),
    ("kaffeewerk-nord", "Kaffeewerk Nord", OTHER),
    ("globexx", "Something else", OTHER),
    ("gl\u043ebex", "Something else", OTHER),  # a Cyrillic o is another letter in an address
    ("%E0%A4%A", "Something else", OTHER),  # no code at all
    ("globex", "Globex Robotics Deutschland", THEIRS),  # renamed: no list says otherwise
    ("initrode", "Initrode", THEIRS),
    ("initrode-bakery", "Initrode", OTHER),  # listed as a namesake
    ("77123", "Initrode", UNSURE),
    # the number of a page says nothing, the name does
    ("77123", "Globex", THEIRS),
    ("77123", "GLOBEX GmbH", THEIRS),
    ("77123", "Globex, Inc.", THEIRS),
    ("77123", "Initech", THEIRS),
    ("77123", "Initech S.A.", THEIRS),
    ("77123", "Globex 🤖✨", THEIRS),
    ("77123", "🤖 Globex™", THEIRS),
    ("77123", "Gl\u200bob\u00adex", THEIRS),
    ("77123", "Gl\u043ebex", THEIRS),
    ("77123", "𝗚𝗹𝗼𝗯𝗲𝘅", THEIRS),
    ("77123", "Ｇｌｏｂｅｘ", THEIRS),
    ("77123", "Globex (Official)", THEIRS),
    ("77123", "Globex | We are hiring", THEIRS),
    ("77123", "Voegele & Soehne", THEIRS),
    ("77123", "Vo\u0308gele und Söhne", OTHER),
    ("77123", "Vo\u0308gele & So\u0308hne AG", THEIRS),
    ("77123", "Globexperts", OTHER),
    ("77123", "Globex Partners", OTHER),
    ("77123", "Wayne-Industries", CUSTOMER),
    # another page than the one that is listed: a branch, a namesake, a fake
    ("globex-official", "Globex", UNSURE),
    ("globex-official", "Gl\u043ebex", UNSURE),
    ("wayne-industries-2", "Wayne Industries", UNSURE),
    # no page of that name is listed: the name decides
    ("initech-com", "Initech", THEIRS),
    ("globex-robotics", "Globex Robotics", THEIRS),
    # a listed id under a name that the list knows otherwise
    ("globex", "Acme", UNSURE),
    ("acme", "Globex", UNSURE),
    ("wayne-industries", "Globex", UNSURE),
]


@pytest.mark.parametrize("card", [SDUI, EMBER], ids=["SDUI", "Ember"])
def test_whose_company_page_it_is(linkedin: World, card: str) -> None:
    read = [
        (path, name, whose(linkedin, card, href=COMPANY + path, name=name, headline="48,213 followers"))
        for path, name, _ in PAGES
    ]
    assert read == PAGES


ADDRESSES = [
    ("https://de.linkedin.com/company/globex", "Globex", THEIRS),
    ("https://www.linkedin.com/showcase/globex/", "Globex", THEIRS),
    ("/company/globex", "Globex", THEIRS),
    ("https://www.linkedin.com/showcase/globex-butler-3/", "Butler 3", OTHER),
    (PERSON + "globex/", "Rob Obex", OTHER),  # a person's address may be a company's word
    ("https://www.linkedin.com/constructor/globex", "Rob Obex", OTHER),
    ("https://linkedin.example.org/company/globex", "Rob Obex", OTHER),
]


def test_only_a_page_of_its_kind_on_linkedin_is_the_listed_one(linkedin: World) -> None:
    read = [
        (href, name, whose(linkedin, SDUI, href=href, name=name, headline="")) for href, name, _ in ADDRESSES
    ]
    assert read == ADDRESSES


HEADLINES = [
    ("Head of Product at Globex", THEIRS),
    ("HEAD OF PRODUCT AT GLOBEX IN BERLIN", THEIRS),
    ("Produktleiterin bei Globex", THEIRS),
    ("Entwicklerin bei der Globex GmbH & Co. KG in Köln", THEIRS),
    ("Head of Product @Globex", THEIRS),
    ("Head of Product @ Globex | she/her", THEIRS),
    ("Head of Product at Globex, ex-Acme", THEIRS),
    ("Head of Product at Globex (ex-Acme)", THEIRS),
    ("ex-Acme, now building robots at Globex", THEIRS),
    ("Head of Product at Gl\u043ebex 🤖", THEIRS),
    ("Head of Product at Gl\u200bobex", THEIRS),
    ("Head of Product at \u202bGlobex\u202c", THEIRS),
    ("Head of Product \uff20\uff27lobex", THEIRS),
    ("Head of Product at 𝗚𝗹𝗼𝗯𝗲𝘅", THEIRS),
    ("Designer bei Voegele & Soehne", THEIRS),
    ("Head of Product at Globex Deutschland", THEIRS),
    ("Head of Product | Globex", THEIRS),
    ("Head of Product – Globex Robotics", THEIRS),
    ("Globex, Head of Product", THEIRS),
    ("CEO of Globex", THEIRS),
    ("Gründerin und Geschäftsführerin der Globex AG", THEIRS),
    ("Geschäftsfu\u0308hrer*in der Globex AG", THEIRS),
    ("Gründer:in von Globex", THEIRS),
    ("Working for Globex in Berlin", THEIRS),
    ("Service designer at Acme", OURS),
    ("Designerin @acme 💚", OURS),
    ("CTO at Wayne Industries", CUSTOMER),
    # not there any more, not yet, or never
    ("ex-Globex", OTHER),
    ("Ex Globex", OTHER),
    ("ex–Globex", OTHER),
    ("ex\u2011Globex", OTHER),
    ("Ehemalige*r Ingenieur*in bei Globex", OTHER),
    ("former Head of Product at Globex", OTHER),
    ("Formerly Google, Globex, Meta", OTHER),
    ("Ehemals bei Globex", OTHER),
    ("Frühere Produktleiterin bei Globex", OTHER),
    ("Previously @Globex | Writes about robots", OTHER),
    ("Globex alumni", OTHER),
    ("Globex-Alumna", OTHER),
    ("Engineer at Globex (2015-2020)", OTHER),
    ("Engineer at Globex until May", OTHER),
    ("Bald bei Globex", OTHER),
    ("Not at Globex", OTHER),
    # somebody else
    ("Happy customer of Globex", OTHER),
    ("Kundin bei Globex", OTHER),
    ("Kund*in bei Globex", OTHER),
    ("Nutzer:in bei Globex", OTHER),
    ("Globex customer", OTHER),
    ("Fan of @Globex", OTHER),
    ("Topics: robots, Globex", OTHER),
    ("I write about robots and Globex", OTHER),
    ("Head of Product at Globex Partners", OTHER),
    ("Head of Product at Globexperts", OTHER),
    ("#robots #globex", OTHER),
    ("Investor at Globex", OTHER),
    ("Writes about robots at home", OTHER),
    # two at once
    ("Head of Product at Globex | Advisor at Acme", UNSURE),
]


@pytest.mark.parametrize("card", [SDUI, EMBER], ids=["SDUI", "Ember"])
def test_a_headline_says_where_somebody_works(linkedin: World, card: str) -> None:
    author = {"href": PERSON + "rob-obex/", "name": "Rob Obex"}
    read = [(headline, whose(linkedin, card, headline=headline, **author)) for headline, _ in HEADLINES]
    assert read == HEADLINES


PEOPLE = [
        ("greta-global", "Greta Global", "Likes robots", THEIRS),
        ("greta-global", "Greta Global (She/Her) 🤖", "Head of Product at Globex", THEIRS),
        ("greta-global", "Greta Global", "Head of Product at Acme", UNSURE),  # she changed jobs
        ("greta-global-7b2", "Greta Global", "Likes robots", UNSURE),  # herself, or somebody of her name
        ("greta-global-7b2", "Greta Global", "Head of Product at Globex", THEIRS),
        ("j%C3%B6rg-m%C3%BCller", "Jörg Müller", "", THEIRS),
        ("jo%CC%88rg-mu%CC%88ller", "Jörg Müller", "", THEIRS),
        ("joerg-mueller", "Joerg Mueller", "", UNSURE),
        ("rob-obex", "Globex", "", UNSURE),  # a person's page under a company's name
]  # fmt: skip


def test_whose_person_it_is(linkedin: World) -> None:
    read = [
        (slug, name, headline, whose(linkedin, SDUI, href=PERSON + slug, name=name, headline=headline))
        for slug, name, headline, _ in PEOPLE
    ]
    assert read == PEOPLE


ACCOUNTS = [
    ("globex", "Globex", GOLD, THEIRS),
    ("GLOBEX", "Globex", "", THEIRS),
    ("globex", "Gl🤖bex is hiring", "", THEIRS),
    ("acme", "Acme", GOLD, OURS),
    ("globex_fan", "Globex", "", UNSURE),  # everybody chooses their name
    ("globex_de", "Globex", GOLD, UNSURE),
    ("initech", "Initech", GOLD, THEIRS),  # an organisation's badge, and no account of theirs is listed
    ("initech", "Initech", "", UNSURE),
    ("globex", "Acme", "", UNSURE),
    ("robobex", "Rob Obex", "", OTHER),
]


def test_whose_account_it_is(x: World) -> None:
    read = [
        (handle, name, gold, whose(x, TWEET, href=f"/{handle}", handle=handle, name=name, gold=gold))
        for handle, name, gold, _ in ACCOUNTS
    ]
    assert read == ACCOUNTS


def test_of_an_author_that_is_not_found_nothing_is_said(linkedin: World) -> None:
    assert whose(linkedin, EMBER, href="/feed/", name="", headline="") is None
