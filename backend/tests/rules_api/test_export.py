"""Rules as a folder of YAML: what goes out comes in again, comments and all."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from backend.rules.language import source_files
from backend.rules.models import Release
from backend.rules.releases import changes, releases, sources
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_admin import EDIT, INDEX, SAID, THIEVES

EXPORT = f"{INDEX}export.zip"
PRAISE = "packs/acme/nosy-praise.yaml"


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def taken_out(clara: Visitor, address: str = EXPORT) -> dict[str, str]:
    answer = clara.pages.submit(address, page=EDIT)
    assert answer.status_code == 200
    assert answer.content_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_clara_takes_out_all_rules_as_they_are_written_with_their_comments(clara: Visitor, tx: Any) -> None:
    clara.pages.submit(EDIT, SAID)
    files = taken_out(clara)
    assert files == tx(sources.written)
    assert "# Comments stay where they are." in files[PRAISE]
    assert SAID["message_en"] in files[THIEVES]
    assert "name: Acme" in files["organisation.yaml"]


def test_an_older_release_goes_out_as_it_was(clara: Visitor, tx: Any) -> None:
    clara.pages.submit(EDIT, SAID)
    assert taken_out(clara, f"{EXPORT}?release=1") == tx(lambda session: releases.sources_of(session, 1))
    for number in (9, 0, -1, 2**31, 10**30):
        assert clara.pages.submit(f"{EXPORT}?release={number}", page=EDIT).status_code == 404


def test_only_admins_take_out_what_names_the_organisations_secrets(ben: Visitor) -> None:
    assert ben.pages.submit(EXPORT, page=EDIT).status_code == 403


def test_what_was_taken_out_is_published_again_without_a_difference(
    clara: Visitor, tx: Any, tmp_path: Path, run_rules: Any
) -> None:
    for file, text in taken_out(clara).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    assert run_rules("diff", "1", "--folder", str(tmp_path)).output == "no difference\n"
    assert run_rules("publish", str(tmp_path), "--note", "from git").exit_code == 0
    assert tx(changes.pending) == []


def test_what_was_taken_out_and_published_follows_our_updates_all_the_same(
    clara: Visitor, tx: Any, tmp_path: Path, run_rules: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "shipped", lambda: source_files.texts(acme.RULES))
    clara.pages.submit(EDIT, SAID)
    assert run_rules("export", str(tmp_path)).exit_code == 0
    assert run_rules("publish", str(tmp_path), "--note", "from git").exit_code == 0
    assert tx(lambda session: {one.file for one in sources.all_of_them(session) if one.edited}) == {THIEVES}


def test_the_terminal_writes_a_folder_over_what_is_there(
    clara: Visitor, tx: Any, tmp_path: Path, run_rules: Any
) -> None:
    clara.pages.submit(EDIT, SAID)
    assert run_rules("export", str(tmp_path / "house"), "--release", "1").exit_code == 0
    assert "This reads like an insult." in (tmp_path / "house" / THIEVES).read_text("utf-8")
    done = run_rules("export", str(tmp_path / "house"))
    assert done.output == f"6 files written into {tmp_path / 'house'}.\n"
    written = {file: (tmp_path / "house" / file).read_text("utf-8") for file in tx(sources.written)}
    assert written == tx(sources.written)
    assert "There is no release 9." in run_rules("export", str(tmp_path), "--release", "9").output
