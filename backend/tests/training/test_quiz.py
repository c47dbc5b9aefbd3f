"""Questions are drawn by lot from the rules' own examples, the same ones for the same seed."""

import re
from functools import cache

import pytest

from backend.rules.language import reading
from backend.training import drills, quiz
from backend.training.drills import Drill


@cache
def every() -> dict[str, list[Drill]]:
    """Every drill of the rules that Plainspoken brings along, by language."""
    return drills.of(*reading.load())


def shipped(tongue: str) -> list[Drill]:
    return every()[tongue]


@pytest.mark.parametrize("tongue", ["en", "de"])
def test_the_shipped_rules_have_something_to_teach_about_every_paragraph_they_name(tongue: str) -> None:
    rules, _lexicons = reading.load()
    assert {drill.paragraph for drill in shipped(tongue)} == {rule.guideline for rule in rules}
    assert len(shipped(tongue)) > 40


def test_what_is_found_is_found_by_its_own_rule_and_what_is_silent_by_none() -> None:
    for drill in shipped("en"):
        assert all(found.finding["rule"] == drill.rule for found in drill.found)
        assert drill.beside(drill.found[0]) in drill.silent


TELLS_TO_TRY = re.compile(r"\b(Get|Try|Seen|Nehmt|Probiert|Kennt)\b.*(HomeBot|FlowDesk)[^?]*(\?.*)?[.!]$")
SAYS_WHO_SPEAKS = re.compile(r"\b(work at|arbeite bei)\b")


@pytest.mark.parametrize("tongue", ["en", "de"])
def test_nobody_learns_that_an_own_product_may_be_praised_without_a_word_on_who_speaks(tongue: str) -> None:
    posts = [draft for drill in shipped(tongue) for draft in drill.silent if "target" not in draft]
    praises = [post["draft"] for post in posts if TELLS_TO_TRY.search(post["draft"])]
    assert [one for one in praises if not SAYS_WHO_SPEAKS.search(one)] == []


def test_ten_questions_about_ten_rules_and_the_same_for_the_same_seed() -> None:
    questions = quiz.draw(shipped("en"), 1)
    assert len(questions) == quiz.MANY
    assert len({one.paragraph for one in questions}) == quiz.MANY, "as many paragraphs as there are"
    assert questions == quiz.draw(shipped("en"), 1)


def test_no_two_of_many_draws_are_alike_and_all_kinds_come_up() -> None:
    draws = [quiz.draw(shipped("en"), seed) for seed in range(50)]
    assert len({str([one.shown for one in draw]) for draw in draws}) == 50
    assert {one.kind for draw in draws for one in draw} == set(quiz.KINDS)
    for draw in draws:
        assert all(one.right in one.choices for one in draw)


def test_every_kind_asks_what_its_answer_says() -> None:
    leads = {drill.rule: drill.leads for drill in shipped("de")}
    for seed in range(30):
        for one in quiz.draw(shipped("de"), seed):
            if one.kind == quiz.FINE:
                assert (one.shown[0] == one.silent) == (one.right == quiz.YES)
            elif one.kind == quiz.BETTER:
                assert one.shown[int(one.right)] == one.silent
            else:
                assert one.right == one.paragraph and len(set(one.choices)) == quiz.TOPICS
                assert leads[one.found.finding["rule"]], "nothing else may be meant"


@pytest.mark.parametrize(
    ("right", "asked", "passed"), [(8, 10, True), (7, 10, False), (2, 2, True), (1, 2, False), (0, 0, False)]
)
def test_eight_of_ten_pass(right: int, asked: int, passed: bool) -> None:
    assert quiz.is_passed(right, asked) is passed
