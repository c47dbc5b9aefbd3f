"""A verdict on a text of the organisation's own is remembered, and changes when the day for it comes."""

from datetime import datetime, timedelta

import pytest

from backend.rules.judge import judge
from backend.rules.judge.reader import Prepared
from backend.rules.releases import remembered
from backend.tests.rules.pieces import ACME, lexicon, release, rule

BEGIN = datetime.fromisoformat("2029-12-15T00:00Z")
OVER = datetime.fromisoformat("2030-01-15T00:00Z")
OPEN = datetime.fromisoformat("2030-03-01T08:00Z")
MOMENT = timedelta(milliseconds=1)
RULES = [rule("quiet", all=["hello"], org=["quiet_period"]), rule("early", all=["secret"])]
LEXICONS = [lexicon("hello", "hello"), lexicon("secret", "{embargo}")]
PROFILE = ACME | {
    "quiet_periods": [{"from": BEGIN.date().isoformat(), "until": OVER.date().isoformat()}],
    "embargoes": [{"terms": ["HomeBot Mini"], "until": OPEN.isoformat()}],
}


@pytest.fixture
def prepared() -> Prepared:
    """A release that says one thing in a quiet period, and another until an embargo ends."""
    return judge.prepare(release(RULES, LEXICONS, PROFILE))


def said(prepared: Prepared, at: datetime, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that speak about the same post at this time."""
    monkeypatch.setattr(remembered, "now", lambda: at)
    verdict = remembered.judge(prepared, "hello, HomeBot Mini", "linkedin", "en", "en")
    return sorted(finding["rule"] for finding in verdict["findings"])


def test_a_text_is_judged_once(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(prepared, BEGIN, monkeypatch) == ["early", "quiet"]
    monkeypatch.delattr(judge, "judge")
    assert said(prepared, BEGIN + MOMENT, monkeypatch) == ["early", "quiet"]


def test_it_is_judged_anew_when_a_quiet_period_begins_or_ends_and_when_an_embargo_does(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        at: said(prepared, at, monkeypatch)
        for moment in (BEGIN, OVER, OPEN)
        for at in (moment - MOMENT, moment)
    }
    assert list(told.values()) == [
        ["early"],
        ["early", "quiet"],
        ["early", "quiet"],
        ["early"],
        ["early"],
        [],
    ]


def test_no_more_are_remembered_than_have_room(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    texts = ["hello", "good day", "good night", "hello"]
    monkeypatch.setattr(remembered, "now", lambda: BEGIN)
    found = [len(remembered.judge(prepared, text, "x", "en", "en")["findings"]) for text in texts]
    assert found == [1, 0, 0, 1]
