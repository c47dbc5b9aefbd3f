"""/me: Amira's first page has what is there for her, and nothing is shown empty."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from backend.content.models import Item
from backend.db import now
from backend.people import service as people
from backend.points import service as points
from backend.programme import seasons
from backend.programme.models import Season
from backend.shares import clicks
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.guidelines.texts import published
from backend.tests.programme.players import days, win

PAGE = "/me"
BEGIN = "Start with the extension"
ODD = "<b>Odd</b> & “mine”"


def main(visitor: Visitor) -> str:
    """The page below its tabs."""
    tabs = visitor.pages.get(PAGE).text.partition('<nav class="tabs"')[2]
    return str(tabs.partition("</nav>")[2].partition("</main>")[0])


def read(visitor: Visitor) -> str:
    """What stands there, as one reads it."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main(visitor)).split()))


def headings(visitor: Visitor) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", main(visitor))


def figures(visitor: Visitor) -> list[tuple[str, str]]:
    """Each with the page it leads to."""
    found = re.findall(r'<a href="([^"]+)"><strong>(.*?)</strong>(.*?)</a>', main(visitor))
    return [(where, number + words) for where, number, words in found]


def post(visitor: Visitor, item: Item) -> None:
    share = visitor.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    visitor.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})


def propose(visitor: Visitor, title: str = "Stairs", number: int = 1) -> str:
    sent = {"url": f"https://robots.example/{number}", "title": title, "note": ""}
    return str(visitor.post("/api/v1/tips", json=sent, headers=acme.key()).json["id"])


def season(session: Any, first: int, last: int, name: str = "Winter") -> Season:
    people.switch_board(session, True)
    return seasons.save(session, None, name, days(first), days(last), "")


def everything(visitor: Visitor, tx: Any) -> None:
    """All that can stand there; what people wrote is odd."""
    tx(acme.rules_in_force)
    item = tx(acme.item)
    tx(lambda session: acme.item(session, title=ODD, source=ODD))
    tx(lambda session: win(session, visitor.person.id, ODD, ODD))
    post(visitor, item)
    tx(lambda session: season(session, 0, 9, f"{ODD} 2"))
    tx(published)
    visitor.post("/api/v1/acknowledgements", json={"version": 1}, headers=acme.key())
    tx(lambda session: published(session, note=ODD))
    propose(visitor, ODD)


def test_an_address_that_ends_with_a_slash_leads_there_too(amira: Visitor) -> None:
    assert amira.pages.get(f"{PAGE}/").status_code == 200


def test_whoever_has_nothing_yet_is_told_how_to_begin_and_nothing_else(amira: Visitor) -> None:
    assert read(amira).startswith(f"{BEGIN}: a click on its symbol in the browser bar opens the popup.")
    assert headings(amira) == [] and figures(amira) == []


def test_whoever_has_everything_finds_it_in_one_order_and_is_not_told_how_to_begin(
    amira: Visitor, tx: Any
) -> None:
    everything(amira, tx)
    assert headings(amira) == ["For you to share", "When you have a moment", "My tips"]
    parts = (
        *("Place 1 in", "1 posted", "For you to share", "When you have a moment", "runs for 9 more days"),
        "My tips",
    )
    page = read(amira)
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert BEGIN not in page


def test_whoever_shared_all_there_is_is_told_so(amira: Visitor, item: Item) -> None:
    post(amira, item)
    assert headings(amira) == []
    assert "You have shared all that is there for you." in read(amira)


def test_what_people_wrote_is_shown_as_it_is(amira: Visitor, tx: Any) -> None:
    everything(amira, tx)
    assert "<b>Odd" not in main(amira)
    page = read(amira)
    assert page.count(ODD) == 7  # season won, prize, title, source, note, season that runs, tip
    assert f"Place 1 in “{ODD}” · Prize: {ODD}" in page


def test_nobody_finds_anything_of_somebody_else(amira: Visitor, ben: Visitor, tx: Any) -> None:
    everything(amira, tx)
    assert figures(ben) == []
    assert headings(ben) == ["For you to share", "When you have a moment"]
    assert "Place 1" not in read(ben) and "My tips" not in read(ben)


def test_the_page_of_one_with_everything_takes_few_queries(
    amira: Visitor, clara: Visitor, tx: Any, queries: Any
) -> None:
    everything(amira, tx)
    tx(lambda session: people.choose(session, clara.person.id, wants_points=True))
    for visitor in (amira, clara):
        with queries() as asked:
            visitor.pages.get(PAGE)
        assert len(asked) <= 12, asked


def test_the_figures_come_with_the_first_post_and_lead_to_their_pages(
    amira: Visitor, item: Item, tx: Any
) -> None:
    assert figures(amira) == []
    post(amira, item)
    assert figures(amira) == [("/me/shares/", "1 posted"), ("/me/shares/", "0 times opened")]
    tx(lambda session: clicks.add(session, session.query(Share.id).scalar(), None, now()))
    assert figures(amira)[1] == ("/me/shares/", "1 time opened")


def test_points_stand_there_only_for_those_who_want_some(keen: Visitor, tx: Any) -> None:
    assert figures(keen) == []
    tx(lambda session: points.award(session, "quiz", keen.person.id, "quiz:1", now()))
    assert [where for where, _ in figures(keen)] == ["/me/points/"]
    tx(lambda session: people.choose(session, keen.person.id, wants_points=False))
    assert figures(keen) == []


def test_five_items_stand_there_in_their_own_language_those_without_a_link_too(
    amira: Visitor, release: Any, tx: Any
) -> None:
    for number in range(6):
        tx(lambda session, number=number: acme.item(session, title=f"Item {number}"))
    tx(lambda session: acme.item(session, title="Nur Text", url="", language="de", pinned=True))
    tx(lambda session: acme.item(session, title="Still a draft", status="draft"))
    page = main(amira)
    assert '<span lang="de">Nur Text</span>' in page
    assert re.findall(r'lang="en"[^>]*>([^<]+)</a>', page) == [f"Item {number}" for number in (5, 4, 3, 2)]
    assert "For you to share" not in amira.pages.get("/me/shares/").text


def test_an_item_in_another_language_says_so_as_it_does_in_the_popup(
    amira: Visitor, release: Any, tx: Any
) -> None:
    tx(lambda session: acme.item(session, title="Roboter", source="Magazin", language="de"))
    tx(lambda session: acme.item(session, title="Robots", source="Blog"))
    tx(lambda session: acme.item(session, title="Nur Text", source="", language="de"))
    page = read(amira)
    assert "Robots Blog Share Nur Text German Share Roboter Magazin · German Share" in page
    amira.patch("/api/v1/me", json={"language": "de"})
    assert "Nur Text Teilen Roboter Magazin Teilen Robots Blog · Englisch Teilen" in read(amira)


def test_what_she_posted_is_no_longer_there_for_her_and_still_is_for_others(
    amira: Visitor, ben: Visitor, item: Item
) -> None:
    prepared = amira.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    assert "For you to share" in headings(amira)  # not posted yet
    amira.patch(f"/api/v1/shares/{prepared['id']}", json={"state": "posted"})
    assert "For you to share" not in headings(amira)
    assert "For you to share" in headings(ben)


def test_guidelines_that_were_never_read_or_have_changed_are_told_until_they_are_read(
    amira: Visitor, tx: Any
) -> None:
    def acknowledge(version: int) -> None:
        amira.post("/api/v1/acknowledgements", json={"version": version}, headers=acme.key())

    tx(published)
    assert 'href="/me/guidelines/">Your organisation has guidelines</a>' in main(amira)
    acknowledge(1)
    assert "guidelines" not in read(amira)
    tx(lambda session: published(session, note="A comma.", asks=False))
    assert "guidelines" not in read(amira)
    tx(lambda session: published(session, note="About giveaways."))
    assert "Your guidelines have changed About giveaways." in read(amira)
    acknowledge(3)
    assert "guidelines" not in read(amira)


def test_the_training_is_told_where_there_is_one_to_whoever_never_began_a_quiz(
    amira: Visitor, ben: Visitor, release: Any, tx: Any
) -> None:
    told = 'href="/me/training/">Lessons and a quiz</a>'
    assert told not in main(amira)
    tx(published)
    assert told in main(amira)
    amira.pages.submit("/me/training/quiz/begin", page="/me/training/")
    assert told not in main(amira)
    assert told in main(ben)


@pytest.mark.parametrize(
    ("last", "said"), [(0, "ends today"), (1, "ends tomorrow"), (20, "runs for 20 more days")]
)
def test_a_season_that_runs_says_how_long_it_does(amira: Visitor, tx: Any, last: int, said: str) -> None:
    tx(lambda session: season(session, -3, last))
    assert read(amira) == f"The season “Winter” {said}. Board and season"
    assert 'href="/me/board/">Board and season</a>' in main(amira)


def test_nothing_is_said_of_a_season_that_does_not_run_or_without_a_board(amira: Visitor, tx: Any) -> None:
    tx(lambda session: season(session, -9, -5))
    tx(lambda session: season(session, 5, 9))
    assert "season" not in read(amira)
    tx(lambda session: season(session, 0, 3))
    assert "Winter" in read(amira)
    tx(lambda session: people.switch_board(session, False))
    assert "season" not in read(amira)


def test_who_won_a_place_is_told_where_the_code_is_and_nobody_else_is(
    amira: Visitor, ben: Visitor, tx: Any
) -> None:
    tx(lambda session: win(session, amira.person.id))
    said = (
        "Place 1 in “Autumn” · Prize: A robot If the prize is for your place, you find the code for it under"
    )
    assert said in read(amira)
    [code] = re.findall(r">(\w{4}-\w{4})</code>", amira.pages.get("/me/board/").text)
    assert code not in main(amira)
    assert "Autumn" not in read(ben)


def test_a_place_is_told_for_sixty_days_and_none_without_a_prize(amira: Visitor, tx: Any) -> None:
    def announced(days_ago: int) -> None:
        at = now() - timedelta(days=days_ago)
        tx(lambda session: setattr(session.query(Season).filter_by(name="Spring").one(), "announced_at", at))

    tx(lambda session: win(session, amira.person.id, "Autumn", prize=""))
    tx(lambda session: win(session, amira.person.id, "Spring", last=-3))
    assert "Spring" in read(amira) and "Autumn" not in read(amira)
    announced(59)
    assert "Spring" in read(amira)
    announced(61)
    assert "Spring" not in read(amira)


def test_her_tips_stand_there_in_pages(amira: Visitor) -> None:
    for number in range(21):
        propose(amira, f"Page {number}", number)
    page = main(amira)
    assert "Page 20<br>" in page and "Page 0<br>" not in page
    assert 'href="/me?page=2#tips" rel="next"' in page
    assert "Page 0<br>" in amira.pages.get(f"{PAGE}?page=2").text
    beyond = amira.pages.get(f"{PAGE}?page=3").text
    assert "Page 20<br>" in beyond and "Page 1</span>" in beyond


def test_a_page_that_has_nothing_is_the_first_here_too(amira: Visitor) -> None:
    assert BEGIN in amira.pages.get(f"{PAGE}?page=2").text


def test_it_is_as_natural_in_german(amira: Visitor, tx: Any) -> None:
    amira.patch("/api/v1/me", json={"language": "de"})
    assert read(amira).startswith("Los geht es mit der Erweiterung: Ein Klick auf ihr Symbol")
    everything(amira, tx)
    page = read(amira)
    for said in ("Gilt der Preis für deinen Platz", "Wenn du kurz Zeit hast", "läuft noch 9 Tage"):
        assert said in page
