"""The list of rules: what each does, since which release, and what came of it, never by person."""

import csv
import io
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from backend.dates import weeks
from backend.reports.models import Figure
from backend.rules.models import Release
from backend.rules.releases import publishing, sources
from backend.tests.cast import Visitor

INDEX = "/admin/rules/"
LEXICONS = f"{INDEX}lexicons"
PRAISE, THIEVES = "packs/acme/nosy-praise.yaml", "packs/acme/thieves.yaml"


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def names(page: str) -> list[str]:
    """Of the rules, in their order."""
    return re.findall(r'<th scope="row"><a.*?<code>([^<]*)</code>', page)


def cells(page: str, name: str) -> list[str]:
    """What stands in the row of a rule."""
    [row] = re.findall(rf"<tr[^>]*>\s*<th scope=\"row\"><a[^\n]*<code>{name}</code>(.*?)</tr>", page, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"<td.*?</td>", row, re.S)]


def figure(measure: str, part: str, value: int, days_ago: int = 7) -> Figure:
    last = weeks.sunday_of(weeks.today() - timedelta(days=days_ago))
    return Figure(measure=measure, part=part, first=last, last=last, value=value, people=5)


def tell(tx: Any, *figures: Figure) -> None:
    tx(lambda session: session.add_all(figures))


def change(tx: Any, file: str, old: str, new: str) -> None:
    tx(lambda session: sources.edit(session, file, sources.get(session, file).text.replace(old, new)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["nosy-praise", "thieves"]),
        ("?sort=-rule", ["thieves", "nosy-praise"]),
        ("?sort=-does", ["thieves", "nosy-praise"]),
        ("?search=INSULT", ["thieves"]),
        ("?search=offensive", ["thieves"]),
        ("?does=warn", ["nosy-praise"]),
        ("?status=draft", []),
    ],
)
def test_ben_searches_filters_and_sorts(ben: Visitor, asked: str, found: list[str]) -> None:
    page = ben.pages.get(INDEX + asked)
    assert names(page.text) == found
    assert page.status_code == 200


def test_rules_that_are_not_published_are_one_click_away_and_say_since_when_they_were(
    ben: Visitor, tx: Any
) -> None:
    change(tx, THIEVES, "like an insult", "like a slur")
    assert names(ben.pages.get(f"{INDEX}?waits=yes").text) == ["thieves"]
    tx(lambda session: publishing.publish(session, None, "slurs"))
    page = ben.pages.get(INDEX).text
    assert (cells(page, "nosy-praise")[1], cells(page, "thieves")[1]) == ("1", "2")
    assert names(ben.pages.get(f"{INDEX}?waits=yes").text) == []


def test_what_an_older_release_brings_back_is_in_force_since_its_new_number(ben: Visitor, tx: Any) -> None:
    change(tx, THIEVES, "like an insult", "like a slur")
    tx(lambda session: publishing.publish(session, None, "slurs"))
    tx(lambda session: publishing.roll_back(session, None, 1, "as it was"))
    page = ben.pages.get(INDEX).text
    assert (cells(page, "nosy-praise")[1], cells(page, "thieves")[1]) == ("1", "3")


def test_what_came_of_a_rule_in_the_last_30_days_stands_beside_it(ben: Visitor, tx: Any) -> None:
    tell(
        tx,
        figure("rule:thieves", "followed", 30),
        figure("rule:thieves", "followed", 10, days_ago=14),
        figure("rule:thieves", "followed", 900, days_ago=50),
        figure("rule:thieves", "ignored", 5),
        figure("rule:thieves", "dismissed", 5),
        figure("rule:thieves", "shown", 6),
        figure("wrong:thieves", "wrong", 7),
    )
    page = ben.pages.get(INDEX).text
    assert cells(page, "thieves")[2:6] == ["56", "40", "7", "80%"]
    assert cells(page, "nosy-praise")[2:6] == ["–"] * 4


def test_where_only_those_who_followed_are_told_nobody_says_how_right_it_felt(ben: Visitor, tx: Any) -> None:
    """The few who did not follow are kept back: it would read like a hundred percent."""
    tell(tx, figure("rule:thieves", "followed", 30))
    assert cells(ben.pages.get(INDEX).text, "thieves")[2:6] == ["30", "30", "–", "–"]


def test_the_worst_felt_are_found_by_a_head(ben: Visitor, tx: Any) -> None:
    tell(tx, figure("wrong:thieves", "wrong", 9))
    assert names(ben.pages.get(f"{INDEX}?sort=-wrong").text) == ["thieves", "nosy-praise"]


def test_the_list_goes_out_as_csv(ben: Visitor, tx: Any) -> None:
    tell(tx, figure("wrong:thieves", "wrong", 9))
    answer = ben.pages.submit(f"{INDEX}export?does=confirm", page="/admin/content/new")
    head, row = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    told = dict(zip(head, row, strict=True))
    assert (told["Rule"], told["Kind"], told["Called wrong"]) == ("thieves", "OFFENSIVE", "9")


def test_lists_of_words_are_searched_too(ben: Visitor) -> None:
    assert re.findall(
        r'<th scope="row"><a[^>]*>([^<]*)', ben.pages.get(f"{LEXICONS}?search=praise").text
    ) == ["praise"]
    assert "Nothing fits" in ben.pages.get(f"{LEXICONS}?waits=yes").text


def test_a_rule_is_called_by_what_it_says_in_the_readers_language_with_words_for_its_places(
    ben: Visitor, tx: Any
) -> None:
    change(tx, THIEVES, "This reads like an", "“{match}” at {company} before {until} is an")
    change(tx, THIEVES, "Das klingt nach", "Für {target} klingt das nach")
    assert "“…” at Acme before the set day is an insult" in ben.pages.get(INDEX).text
    ben.pages.submit("/me/language", {"language": "de"}, page="/me")
    assert "Für dieses Unternehmen klingt das nach einer Beleidigung" in ben.pages.get(INDEX).text


def test_our_lists_of_words_tell_in_german_what_they_find_and_others_as_they_were_written(
    ben: Visitor, tx: Any
) -> None:
    ben.pages.submit("/me/language", {"language": "de"}, page="/me")
    assert "recommends something" in ben.pages.get(LEXICONS).text
    ours = "cheers for people and their work, not for a thing"
    change(tx, "lexicons/praise.yaml", "recommends something", ours)
    assert "bejubelt Menschen und ihre Arbeit, keine Sache" in ben.pages.get(LEXICONS).text


def test_rules_that_say_the_same_are_told_apart_by_a_text_about_which_each_speaks(ben: Visitor) -> None:
    for language in ("en", "de"):
        ben.pages.submit("/me/language", {"language": language}, page="/me")
        page = unescape(ben.pages.get(INDEX).text)
        lines = re.findall(r'<span class="quiet small">[^<]*“[^<]*<br><code>', page)
        assert len(set(lines)) == len(names(page)) == 2, language


def test_a_rule_whose_example_holds_a_sign_that_no_database_keeps_is_listed_all_the_same(
    ben: Visitor, tx: Any
) -> None:
    change(tx, THIEVES, 'draft: "', 'draft: "\\0')
    page = ben.pages.get(INDEX)
    assert names(page.text) == ["nosy-praise", "thieves"]
    assert page.text.count("such as “") == 2
