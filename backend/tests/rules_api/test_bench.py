"""The bench: a draft is tried on the rules as written and as in force, explained, and forgotten."""

import io
import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import text

from backend.rules.models import Release
from backend.rules.releases import sources
from backend.tests.acme import OUTRAGE, PRAISE
from backend.tests.cast import Visitor

BENCH = "/admin/rules/bench/"
INSULT = "lexicons/insult.yaml"
DRAFT = {"platform": "linkedin", "surface": "post", "stance": "", "target_text": "", "lang": ""}


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def tried(visitor: Visitor, words: str, **given: str) -> list[str]:
    """What is said of the draft as the rules are written and, where they differ, as they are in force."""
    page = visitor.pages.submit(BENCH, DRAFT | {"text": words} | given)
    assert page.status_code == 200
    return [unescape(part) for part in page.text.split("<section")[1:]]


def test_ben_sees_what_is_said_which_words_it_is_about_and_why(ben: Visitor) -> None:
    (opinion,) = tried(ben, PRAISE)
    assert "As the rules are written now, and in release 1" in opinion
    assert "Say that you work at Acme." in opinion
    assert "<mark>You should try</mark>" in opinion
    assert "Nobody can see it otherwise." in opinion
    assert "thieves</dt>\n" in opinion and "not found: insult" in opinion


def test_a_changed_word_is_seen_on_the_bench_before_it_is_published(ben: Visitor, tx: Any) -> None:
    words = "Globex is a gang of scoundrels."
    assert all("No rule speaks." in opinion for opinion in tried(ben, words))
    known = tx(lambda session: sources.get(session, INSULT).text)
    tx(lambda session: sources.edit(session, INSULT, re.sub(r"en: \[", "en: [scoundrels, ", known)))
    written, in_force = tried(ben, words)
    assert "<mark>scoundrels</mark>" in written and "As the rules are written now<" in written
    assert "Release 1, in force" in in_force and "No rule speaks." in in_force


def test_where_it_stands_and_whom_it_answers_is_taken_into_account(ben: Visitor, clara: Visitor) -> None:
    clara.patch("/api/v1/me", json={"language": "de"})
    (written,) = tried(clara, OUTRAGE, surface="comment", stance="competitor", platform="x", lang="en")
    assert "Das klingt nach einer Beleidigung." in written
    assert "nicht gefunden: own_mention; praise" in written


@pytest.mark.parametrize("given", [{"text": ""}, {"text": "x" * 10_001}, {"stance": "enemy"}])
def test_a_draft_that_cannot_be_tried_is_told_at_its_field(ben: Visitor, given: dict[str, str]) -> None:
    page = ben.pages.submit(BENCH, DRAFT | {"text": PRAISE} | given)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text


def test_a_draft_is_shown_literally(ben: Visitor) -> None:
    page = ben.pages.submit(BENCH, DRAFT | {"text": "<script>alert(1)</script> thieves"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>thieves</mark>" in page


def test_nothing_of_a_draft_is_kept(ben: Visitor, tx: Any, log: io.StringIO) -> None:
    tried(ben, f"{OUTRAGE} quokkaquince")
    tables = tx(lambda session: session.scalars(text(TABLES[session.get_bind().dialect.name])).all())
    held = [
        tx(lambda session, name=name: str(session.execute(text(f'SELECT * FROM "{name}"')).all()))
        for name in tables
    ]
    assert len(held) > 20 and "quokkaquince" not in "".join(held) + log.getvalue()


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def test_before_the_first_release_there_is_one_opinion(ben: Visitor, tx: Any) -> None:
    tx(lambda session: session.execute(text("DELETE FROM rule_release")))
    (opinion,) = tried(ben, PRAISE)
    assert "As the rules are written now<" in opinion
