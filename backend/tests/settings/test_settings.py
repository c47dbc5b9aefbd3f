"""Settings in one place: what is in force and what it means, a threshold that only rises, the agreement."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import url_for
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from backend import fewest, translations
from backend.people import service as people
from backend.programme import seasons
from backend.programme.models import Season
from backend.reports import guard
from backend.reports.models import Figure, Heads, Waiting
from backend.settings.overview import SETTINGS
from backend.tests.cast import Visitor
from backend.tests.programme.players import days, player
from backend.tests.reports.deeds import SUNDAYS, before, close, colleagues, share

PAGE, THRESHOLD, AGREEMENT = (f"/admin/settings/{part}" for part in ("", "threshold", "agreement"))
BACKEND = Path(__file__).resolve().parents[2]


def raise_to(clara: Visitor, number: object) -> Any:
    return clara.pages.submit(THRESHOLD, {"fewest": str(number)})


# ---- at a glance ----


def test_every_setting_says_what_it_means_what_is_in_force_and_where_it_is_changed(clara: Visitor) -> None:
    page = unescape(clara.pages.get(PAGE).text)
    for one in SETTINGS:
        assert str(one.means) in page
        assert str(one.advice) in page
        with clara.app.test_request_context():
            address = url_for(one.endpoint)
        assert f'href="{address}"' in page
        assert clara.pages.get(address).status_code == 200
    assert "5 people" in page
    assert "LinkedIn: In the page; X: In the page" in page


def test_what_is_changed_elsewhere_is_in_force_here(clara: Visitor) -> None:
    clara.pages.submit("/admin/sites/modes", {"linkedin": "panel", "x": "off"}, page="/admin/sites/")
    clara.pages.submit("/admin/sharing/", {"shares_per_day": "", "link_hosts": "acme.example"})
    page = unescape(clara.pages.get(PAGE).text)
    assert "X: Off, for everybody" in page
    assert "no limit; acme.example" in page


# ---- the threshold ----


def test_the_threshold_rises_and_is_never_lowered(clara: Visitor, tx: Any) -> None:
    assert raise_to(clara, 10).status_code == 302
    assert tx(fewest.of) == 10
    for lower in (5, 4, 0, "x"):
        answer = raise_to(clara, lower)
        assert answer.status_code == 422
        assert 'id="fewest-fault"' in answer.text
    assert tx(fewest.of) == 10
    with pytest.raises(fewest.Lower):
        tx(lambda session: fewest.raise_to(session, 5))
    with pytest.raises(IntegrityError):
        tx(lambda session: session.execute(text("UPDATE installation SET fewest = 4")))


def test_whoever_goes_round_it_still_finds_five() -> None:
    four = [guard.Tally("rest", SUNDAYS[0], f"p{n}", 1) for n in range(4)]
    assert guard.ripe(four, at_month_end=True, fewest=1) == []
    assert guard.heads({"rest": {"a", "b"}}, fewest=1) == {}


def test_no_place_but_the_threshold_and_the_guard_knows_the_five() -> None:
    knowing = {
        str(path.relative_to(BACKEND))
        for path in BACKEND.rglob("*.py")
        if "tests" not in path.parts and re.search(r"\bFEWEST\b", path.read_text())
    }
    assert knowing == {"fewest.py", "reports/guard.py"}


# where five is no threshold, or the one that never falls
FIVES = ("nearest five", "five minutes", "five topics", "Five at least", "never fewer than five",
         "never about fewer than five", "five stars")  # fmt: skip


def test_no_sentence_knows_the_five_where_the_organisation_may_ask_for_more() -> None:
    extension = json.loads((BACKEND.parent / "extension/_locales/en/messages.json").read_text())
    said = [message.id for message in translations.words()]
    said += [one["message"] for one in extension.values()]
    wrong = [
        one for one in said if re.search(r"\bfive\b", re.sub("|".join(FIVES), "", str(one), flags=re.I), re.I)
    ]
    assert wrong == []


def test_reports_keep_to_it(clara: Visitor, tx: Any) -> None:
    raise_to(clara, 10)

    def march(session: Any) -> None:
        for person in colleagues(session, 9):
            for sunday in SUNDAYS:
                share(session, person, before(sunday))
        close(session)

    tx(march)
    count = lambda table: tx(lambda session: session.scalar(select(func.count()).select_from(table)))  # noqa: E731
    assert (count(Figure), count(Heads)) == (0, 0)
    assert count(Waiting) > 0


def test_boards_keep_to_it(clara: Visitor, amira: Visitor, tx: Any) -> None:
    tx(lambda session: people.switch_board(session, True))
    tx(lambda session: [player(session, number, 10, days(-8)) for number in range(9)])
    assert amira.get("/api/v1/leaderboard").json["people"] == 9
    raise_to(clara, 10)
    board = amira.get("/api/v1/leaderboard").json
    assert (board["people"], board["items"]) == (0, [])
    assert "at least 10 people" in board["withheld"]
    assert "at least 10 people" in amira.pages.get("/me/board/").text


# ---- the agreement ----


def test_the_agreement_is_filled_with_what_is_in_force_in_both_languages(clara: Visitor) -> None:
    raise_to(clara, 15)
    german = unescape(clara.pages.get(f"{AGREEMENT}?language=de").text)
    english = unescape(clara.pages.get(f"{AGREEMENT}?language=en").text)
    said = {
        german: (
            *("§ 87 Abs. 1 Nr. 1", "Nr. 6 BetrVG", "Art. 88 DSGVO", "Muster, keine Rechtsberatung"),
            *(
                "weniger als 15 Personen",
                "wie viele der Redaktion dieselbe Seite vorgeschlagen haben",
                "90 Tage nach der Deaktivierung",
                "Direkt auf der Seite",
                "ausgeschaltet",
            ),
        ),
        english: (
            *("section 87(1) no. 1", "no. 6", "Art. 88 GDPR", "Template, no legal advice"),
            *(
                "fewer than 15 people",
                "how many proposed the same page",
                "90 days after being deactivated",
                "In the page",
                "switched off",
            ),
        ),
    }
    for page, words in said.items():
        assert [word for word in (*words, "Acme") if word not in page] == []
    assert '<article class="agreement" lang="de">' in german
    assert clara.pages.get(f"{AGREEMENT}?language=fr").status_code == 200


# what the extension writes to the server -> the agreement's words for it
LEAVES = {
    "acknowledgements": ("of the guidelines one has read", "der Leitlinien man gelesen"),
    "connect/revoke": ("when signing in and out, the browser’s name", "beim An- und Abmelden der Name des"),
    "connect/token": ("one-time codes", "Einmalcodes"),
    "engagements": ("was commented on or liked", "kommentiert oder mit"),
    "feedback": ("“This is wrong here”, the id of the rule", "“ die Kennung der Regel"),
    "health": ("that a site is no longer understood", "eine Website nicht mehr verstanden"),
    "me": ("one’s own choices", "eigene Einstellungen"),
    "me/door": ("the way to one’s own pages", "der Weg zu den eigenen Seiten"),
    "outcomes": ("what came of hints", "was aus Hinweisen wurde"),
    "shares": ("the text of a suggested post", "der Text eines vorgeschlagenen"),
    "tips": (
        "pages proposed to the curators, with title and note",
        "Seiten, die jemand der Redaktion vorschlägt, mit Titel und Notiz",
    ),
}


def test_the_agreement_names_all_that_leaves_the_browser(clara: Visitor) -> None:
    source = "\n".join(path.read_text() for path in (BACKEND.parent / "extension/background").glob("*.js"))
    sent = re.findall(r"'(?:POST|PATCH|PUT|DELETE)', ['`]([a-z/]+[a-z])", source)
    assert {*sent, *re.findall(r"const PATH = '([a-z]+)'", source)} == set(LEAVES)
    for at, language in enumerate(("en", "de")):
        page = unescape(clara.pages.get(f"{AGREEMENT}?language={language}").text)
        assert [words[at] for words in LEAVES.values() if words[at] not in page] == []


def test_only_a_season_that_runs_is_in_force_and_where_nothing_is_chosen_nothing_is_changed(
    clara: Visitor, tx: Any
) -> None:
    season = tx(lambda session: seasons.save(session, None, "Autumn", days(-20), days(-1), ""))
    page = clara.pages.get("/admin/settings/").text
    assert ("Autumn" in page, "none runs" in page) == (False, True)
    assert page.count(">See<") == 4
    assert page.count(">Change it<") == 11
    tx(lambda session: setattr(session.get(Season, season.id), "ends", days(2)))
    assert "Autumn, " in clara.pages.get("/admin/settings/").text
