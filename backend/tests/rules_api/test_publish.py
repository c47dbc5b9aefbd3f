"""Publishing: everything or nothing, and all faults at once."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli import cli
from backend.rules import examples
from backend.rules.language.faults import RuleFaults
from backend.rules.models import Release, Source
from backend.rules.releases import profiles, publishing, releases, sources
from backend.tests import acme

THIEVES = "packs/acme/thieves.yaml"
PRAISE = "packs/acme/nosy-praise.yaml"


def source(session: Any, file: str) -> Source:
    return sources.get(session, file)


def spoil(session: Any, file: str, old: str, new: str) -> None:
    """Change a source behind the back of the form."""
    found = source(session, file)
    assert old in found.text
    found.text = found.text.replace(old, new)


def faults(tx: Any) -> list[tuple[str, int, str]]:
    with pytest.raises(RuleFaults) as caught:
        tx(lambda session: publishing.publish(session, None, "broken"))
    return [(fault.file, fault.line, fault.field) for fault in caught.value.faults]


def test_all_faults_of_all_rules_are_told_with_their_places(release: Release, tx: Any) -> None:
    tx(lambda session: spoil(session, THIEVES, "severity: confirm", "severity: deadly"))
    tx(lambda session: spoil(session, PRAISE, "{company}", "{firm}"))
    assert faults(tx) == [(PRAISE, 8, "message.de"), (PRAISE, 9, "message.en"), (THIEVES, 3, "severity")]
    assert tx(lambda session: releases.newest(session).number) == 1


def test_a_rule_whose_examples_fail_is_not_published(release: Release, tx: Any) -> None:
    tx(lambda session: spoil(session, THIEVES, 'draft: "Globex is a company"', 'draft: "thieves!"'))
    [(file, _line, field)] = faults(tx)
    assert (file, field) == (THIEVES, "examples.silent.0")


def test_a_rule_that_nobody_touched_is_tried_again_where_its_words_changed(release: Release, tx: Any) -> None:
    insults = "lexicons/insult.yaml"
    tx(lambda session: spoil(session, insults, 'en: ["thieves"]', 'en: ["thief"]'))
    assert {file for file, _line, _field in faults(tx)} == {insults, THIEVES}


def test_a_rule_that_asks_for_unknown_words_is_not_published(release: Release, tx: Any) -> None:
    tx(lambda session: spoil(session, THIEVES, "all: [insult]", "all: [slander]"))
    assert (THIEVES, "all") in {(file, field) for file, _line, field in faults(tx)}


def test_the_release_names_installation_number_note_and_author(release: Release, clara: Any, tx: Any) -> None:
    made = tx(lambda session: publishing.publish(session, clara.person.id, "nothing new"))
    assert (made.number, made.note, made.author_id) == (2, "nothing new", clara.person.id)
    bodies = [
        json.loads(tx(lambda session, number=number: releases.body(session, number))) for number in (1, 2)
    ]
    assert bodies[0]["installation"] == bodies[1]["installation"]
    assert bodies[0] | {"number": 2} == bodies[1]


def test_seeding_again_keeps_what_somebody_edited(release: Release, tx: Any) -> None:
    text = tx(lambda session: source(session, THIEVES).text).replace("like an insult", "like a slur")
    tx(lambda session: sources.edit(session, THIEVES, text))
    tx(lambda session: spoil(session, PRAISE, "Comments stay", "Nobody edited this, comments stay"))
    tx(lambda session: sources.seed(session, None, acme.RULES))
    assert "like a slur" in tx(lambda session: source(session, THIEVES).text)
    assert "Nobody edited" not in tx(lambda session: source(session, PRAISE).text)


def test_seeding_again_drops_what_is_no_longer_shipped(release: Release, tx: Any) -> None:
    tx(lambda session: session.add(Source(file="packs/acme/old.yaml", text="")))
    tx(lambda session: sources.seed(session, None, acme.RULES))
    assert tx(lambda session: session.get(Source, "packs/acme/old.yaml")) is None


@pytest.fixture
def run(run_rules: Any) -> Any:
    """`rules publish` on the test's database."""
    return lambda *words: run_rules("publish", *words)


def test_the_command_publishes_a_folder(run: Any, tmp_path: Path, tx: Any) -> None:
    file = tmp_path / THIEVES
    file.parent.mkdir(parents=True)
    text = tx(lambda session: source(session, THIEVES).text)
    file.write_text(text.replace("like an insult", "like a slur"))
    done = run(str(tmp_path), "--note", "milder words")
    assert done.exit_code == 0, done.output
    assert "Release 2" in done.output
    assert "like a slur" in tx(lambda session: releases.body(session, 2).decode())


PROFILE = """name: Umbrella
aliases: ["@umbrella"]
products: [Parasolo]
competitors:
  - {name: Raincoat, aliases: ["@raincoat"]}
embargoes:
  - {terms: [Parasolo Mini], until: 2031-03-01T08:00:00Z}
pages:
  - {stance: competitor, platform: linkedin, kind: company, id: raincoat, name: Raincoat}
"""


def test_an_organisation_brings_its_profile_and_the_rules_know_it_at_once(
    run: Any, tmp_path: Path, tx: Any, amira: Any
) -> None:
    (tmp_path / "organisation.yaml").write_text(PROFILE)
    done = run(str(tmp_path), "--note", "who we are")
    assert done.exit_code == 0, done.output
    body = json.loads(tx(lambda session: releases.body(session, 2)))
    assert body["organisation"]["own"] == ["Umbrella", "@umbrella"]
    assert body["organisation"]["competitors"] == ["Raincoat", "@raincoat"]
    assert [page["id"] for page in body["organisation"]["pages"]] == ["raincoat"]
    draft = {"platform": "x", "surface": "post", "text": acme.PRAISE, "target": None}
    assert amira.post("/api/v1/checks", json=draft).json["findings"] == []  # FlowDesk is not ours any more
    ours = draft | {"text": acme.PRAISE.replace("FlowDesk", "Parasolo")}
    assert amira.post("/api/v1/checks", json=ours).json["findings"]


def test_all_faults_of_a_profile_are_told_with_line_field_and_what_may_stand_there(
    run: Any, tmp_path: Path, tx: Any
) -> None:
    wrong = (
        PROFILE.replace("stance: competitor", "stance: enemy")
        .replace("id: raincoat", 'id: "@Raincoat"')
        .replace("2031-03-01T08:00:00Z", "next spring")
        .replace("products: [Parasolo]", "product: [Parasolo]")
    )
    (tmp_path / "organisation.yaml").write_text(wrong)
    done = run(str(tmp_path), "--note", "broken")
    assert done.exit_code == 1
    for told in (
        'organisation.yaml:7: embargoes.0.until: found "next spring"; allowed: a day or a time, such as',
        'organisation.yaml:9: pages.0.stance: found "enemy"; allowed: own_company,',
        'organisation.yaml:9: pages.0.id: found "@Raincoat"; allowed: the last part',
        'organisation.yaml:3: "product" is not a field; did you mean products?',
    ):
        assert told in done.output
    assert tx(lambda session: releases.newest(session).number) == 1
    assert tx(lambda session: profiles.get(session)["name"]) == "Acme"


def test_a_day_that_does_not_exist_is_a_fault_and_the_sample_has_none(run: Any, tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text(PROFILE.replace("2031-03-01T", "2031-02-31T"))
    assert "embargoes.0.until" in run(str(tmp_path), "--note", "broken").output
    (tmp_path / "organisation.yaml").write_text(examples.ORGANISATION.read_text())
    assert run(str(tmp_path), "--note", "the sample").exit_code == 0


@pytest.mark.parametrize("text", ["id: broken\nseverity: [\n", "\n\n- a list\n"])
@pytest.mark.parametrize("name", ["broken", "thieves"])
def test_the_command_tells_the_faults_and_publishes_nothing(
    run: Any, tmp_path: Path, tx: Any, name: str, text: str
) -> None:
    file = tmp_path / "packs" / "acme" / f"{name}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    done = run(str(tmp_path), "--note", "broken")
    assert done.exit_code == 1
    assert f"packs/acme/{name}.yaml:" in done.output
    assert tx(lambda session: releases.newest(session).number) == 1
    assert tx(lambda session: session.get(Source, "packs/acme/broken.yaml")) is None


def test_the_command_reports_size_and_time(run: Any, tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text(PROFILE)
    done = run(str(tmp_path), "--note", "who we are")
    assert re.search(r"\d+ KB, \d+ KB compressed", done.output)
    assert re.search(r"compiled and frozen in [\d.]+ s", done.output)


def test_what_two_releases_differ_in_is_said_in_plain_words(
    run: Any, run_rules: Any, tmp_path: Path, tx: Any
) -> None:
    (tmp_path / "organisation.yaml").write_text(PROFILE)
    rule = tmp_path / "packs/acme/thieves.yaml"
    rule.parent.mkdir(parents=True)
    text = tx(lambda session: sources.get(session, "packs/acme/thieves.yaml").text)
    rule.write_text(text.replace("like an insult", "like a slur"))
    assert run(str(tmp_path), "--note", "who we are").exit_code == 0
    told = run_rules("diff", "1", "2").output
    assert "profile organisation changed" in told
    assert "  name: “Acme” → “Umbrella”" in told
    assert "rule thieves changed" in told
    assert "  message.en: “This reads like an insult.” → “This reads like a slur.”" in told
    assert "2 differences" in told
    assert run_rules("diff", "2").output == "no difference\n"  # and nothing waits to be published


def test_an_older_release_is_in_force_again_by_command(run_rules: Any, release: Release, tx: Any) -> None:
    done = run_rules("roll-back", "1", "--note", "as it was")
    assert done.exit_code == 0, done.output
    assert "Release 2 is in force" in done.output
    assert tx(lambda session: releases.newest(session).number) == 2


def test_a_release_that_is_not_there_is_said_and_changes_nothing(
    run_rules: Any, release: Release, tx: Any
) -> None:
    for arguments in (("roll-back", "9", "--note", "x"), ("diff", "1", "9"), ("diff", "9")):
        done = run_rules(*arguments)
        assert done.exit_code == 1
        assert "There is no release 9." in done.output
    assert tx(lambda session: releases.newest(session).number) == 1


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with a rule that is still a draft."""
    done = CliRunner().invoke(cli, ["rules", "new", "no-loans", "--folder", str(tmp_path)])
    assert done.exit_code == 0
    return tmp_path


DRAFT = "1 rule is a draft and stays silent: no-loans. Set status: active to make it speak."


def test_what_the_first_release_changed_is_all_that_is_in_it(run_rules: Any) -> None:
    told = run_rules("diff")
    assert (told.exit_code, "rule thieves is new" in told.output) == (0, True), told.output


def test_a_draft_is_told_when_it_is_published_and_in_the_difference(run_rules: Any, house: Path) -> None:
    assert DRAFT in run_rules("publish", str(house), "--note", "loans").output
    assert DRAFT in run_rules("diff", "1", "2").output
    text = (house / "packs/house/no-loans.yaml").read_text("utf-8")
    (house / "packs/house/no-loans.yaml").write_text(text.replace("status: draft", "status: active"), "utf-8")
    assert "stays silent" not in run_rules("publish", str(house), "--note", "loans speak").output


def test_a_folder_is_compared_with_a_release_and_nothing_is_taken_over(
    run_rules: Any, house: Path, tx: Any
) -> None:
    for arguments in (["diff", "1", "--folder", str(house)], ["diff", "--folder", str(house)]):
        told = run_rules(*arguments).output
        assert "rule no-loans is new" in told
        assert "2 differences" in told
    assert tx(lambda session: session.get(Source, "packs/house/no-loans.yaml")) is None


def test_without_numbers_the_last_two_releases_are_compared(run_rules: Any, house: Path) -> None:
    run_rules("publish", str(house), "--note", "loans")
    assert "rule no-loans is new" in run_rules("diff").output


def test_after_a_roll_back_the_changes_that_still_wait_are_told(run_rules: Any, house: Path) -> None:
    run_rules("publish", str(house), "--note", "loans")
    told = run_rules("roll-back", "1", "--note", "as it was").output
    assert "The changes since release 1 still wait: publish would bring them back." in told
    assert 'Edit them, or see "rules diff 3".' in told
    assert "rule no-loans is new" in run_rules("diff", "3").output


def test_the_releases_are_listed_in_the_terminal(run_rules: Any, house: Path) -> None:
    run_rules("publish", str(house), "--note", "No loans")
    first, second = run_rules("releases").output.splitlines()
    assert re.match(r" +2  \d{4}-\d\d-\d\d \d\d:\d\d UTC  terminal +No loans", first)
    assert second.split()[0] == "1"


def test_a_file_that_is_not_read_is_told_when_publishing(run_rules: Any, house: Path) -> None:
    (house / "stray.yml").write_text("id: stray\n", "utf-8")
    assert "stray.yml is not read: rules belong in" in run_rules("publish", str(house), "--note", "x").output


def test_publishing_what_is_in_force_already_makes_no_release(run_rules: Any, house: Path) -> None:
    run_rules("publish", str(house), "--note", "No loans")
    again = run_rules("publish", str(house), "--note", "No loans")
    assert again.output == "Nothing has changed since release 2, which stays in force.\n"
    assert len(run_rules("releases").output.splitlines()) == 2


def test_a_number_that_is_no_release_is_told_with_the_newest(run_rules: Any) -> None:
    assert "There is no release 9. The newest is 1." in run_rules("diff", "9").output
