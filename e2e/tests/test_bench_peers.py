"""Extensions of others, as the bench loads them: where they run, and what becomes of one that is refused."""

import json
from pathlib import Path

import pytest

from e2e.origins import Origins
from tools.bench import unpacked
from tools.bench.page_costs import FEEDS

ON_X = {"matches": ["https://x.com/*"], "js": ["content.js"]}


def lay(folder: Path, **manifest: object) -> Path:
    """An extension that does nothing, in a folder of its own."""
    folder.mkdir()
    (folder / "content.js").write_text("")
    (folder / "manifest.json").write_text(json.dumps({"manifest_version": 3, "name": "peer", **manifest}))
    return folder


@pytest.mark.parametrize("world", ["ISOLATED", "MAIN"])
def test_an_extension_runs_on_the_feeds_that_its_manifest_names(
    origins: Origins, tmp_path: Path, world: str
) -> None:
    peer = lay(tmp_path / "peer", version="1", content_scripts=[{**ON_X, "world": world}])
    with unpacked.opened(origins, peer) as (context, origin):
        there = {site: unpacked.runs(context, origin, feed, within_s=0) for site, feed in FEEDS.items()}
    assert there == {"LinkedIn": False, "X": True}


def test_one_that_the_browser_refuses_is_told_with_its_reason_and_has_no_figures(
    origins: Origins, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path / "unnumbered", content_scripts=[ON_X])
    assert unpacked.measure(origins, tmp_path)["unnumbered"].append == {}
    said = capsys.readouterr().err
    assert "without unnumbered: " in said and "'version' is missing" in said
