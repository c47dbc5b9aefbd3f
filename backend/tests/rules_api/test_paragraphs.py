"""A rule names a paragraph of the guidelines; where there are guidelines, it must be one of theirs."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli import cli
from backend.rules.language.faults import RuleFaults
from backend.rules.models import Release
from backend.rules.releases import publishing, sources
from backend.tests.cast import Visitor
from backend.tests.guidelines.texts import EN, RULE, published, rename
from backend.tests.rules_api.test_new_rule import RULE as NEW, add
from backend.tests.rules_api.test_side_by_side import checked


def test_a_rule_that_names_no_paragraph_of_the_guidelines_is_not_published(
    clara: Visitor, release: Release, tx: Any
) -> None:
    tx(published)
    tx(lambda session: rename(session, "respekt"))
    with pytest.raises(RuleFaults) as found:
        tx(lambda session: publishing.publish(session, None, "new"))
    assert [str(fault) for fault in found.value.faults] == [
        f'{RULE}:8: guideline: the guidelines have no paragraph "respekt". Did you mean respect?'
        " Or give one of them this name, too."
    ]
    tx(lambda session: rename(session, "tone"))  # another name of the same paragraph
    assert tx(lambda session: publishing.publish(session, None, "new").number) == 2


def test_without_guidelines_a_rule_names_what_it_likes(release: Release, tx: Any) -> None:
    tx(lambda session: rename(session, "house"))
    assert tx(lambda session: publishing.publish(session, None, "new").number) == 2


def told_of(page: str) -> str:
    return " ".join(unescape(page).split())


def test_whoever_saves_a_rule_is_told_that_its_paragraph_is_none(
    ben: Visitor, release: Release, tx: Any
) -> None:
    text, said = tx(lambda session: sources.get(session, RULE).text), 'guidelines have no paragraph "respekt"'
    wrong, edit = text.replace("guideline: respect", "guideline: respekt"), f"/admin/rules/edit/{RULE}"
    assert ben.pages.submit(edit, {"text": wrong, "touched": ""}).status_code == 302
    assert said not in told_of(ben.pages.get("/admin/rules/").text), "there are no guidelines yet"
    ben.pages.submit(edit, {"text": text, "touched": ""})
    tx(published)
    assert ben.pages.submit(edit, {"text": wrong, "touched": ""}).status_code == 302
    page = told_of(ben.pages.get("/admin/rules/").text)
    assert f"Left to do before it can speak: the {said}. Did you mean respect?" in page
    typed = checked(ben, RULE, {"text": wrong, "touched": ""})
    assert (typed["said"], said in typed["hint"]) == ("It fits, and its examples hold.", True)
    assert checked(ben, RULE, {"text": text, "touched": ""})["hint"] == ""
    assert checked(ben, RULE, {"text": wrong.replace("status: active", "status: retired")})["hint"] == ""


def test_before_anybody_is_asked_for_a_second_yes_one_reads_what_is_in_the_way(
    ben: Visitor, release: Release, tx: Any
) -> None:
    tx(published)
    tx(lambda session: rename(session, "respekt"))
    page = told_of(ben.pages.get("/admin/rules/publish").text)
    assert f'<a href="/admin/rules/edit/{RULE}">{RULE}</a>, line 8' in page
    assert 'the guidelines have no paragraph "respekt". Did you mean respect?' in page


def test_a_new_rule_is_made_with_a_hint_at_the_paragraph_that_is_none(
    ben: Visitor, release: Release, tx: Any
) -> None:
    tx(published)
    assert add(ben, guideline="geld").status_code == 302
    assert 'the guidelines have no paragraph "geld"' in told_of(
        ben.pages.get(f"/admin/rules/edit/{NEW}").text
    )


def lint(folder: Path) -> str:
    return CliRunner().invoke(cli, ["rules", "lint", str(folder)]).output


def test_lint_looks_into_the_guidelines_beside_the_rules(tmp_path: Path) -> None:
    source = Path(__file__).parent / "rules"
    (tmp_path / "packs/acme").mkdir(parents=True)
    for name in ("packs/acme/thieves.yaml",):
        (tmp_path / name).write_text((source / name).read_text())
    assert "paragraph" not in lint(tmp_path)
    (tmp_path / "guidelines").mkdir()
    (tmp_path / "guidelines/en.md").write_text(EN.replace("#respect", "#kindness"))
    assert 'the guidelines have no paragraph "respect".' in lint(tmp_path)
    assert "See guidelines/en.md." in lint(tmp_path)
    (tmp_path / "guidelines/en.md").write_text("words")
    assert "guidelines/en.md:1: : Begin with a title" in lint(tmp_path)
