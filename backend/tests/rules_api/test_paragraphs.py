"""A rule names a paragraph of the guidelines; where there are guidelines, it must be one of theirs."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli import cli
from backend.rules.language.faults import RuleFaults
from backend.rules.models import Release
from backend.rules.releases import publishing
from backend.tests.cast import Visitor
from backend.tests.guidelines.texts import EN, RULE, published, rename


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
