"""Conventions of the extension, read off the tree."""

import json
import re
from pathlib import Path

import pytest

from backend import translations
from backend.rules.compiler import names
from backend.sites import admin, health

ROOT = Path(__file__).resolve().parents[3]
EXTENSION = ROOT / "extension"
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text())
CONTENT = sorted(EXTENSION.glob("content/**/*.js"))
SCRIPTS = sorted(EXTENSION.glob("**/*.js"))
LOCALES = {
    path.parent.name: json.loads(path.read_text()) for path in EXTENSION.glob("_locales/*/messages.json")
}
LONGEST_LINE = 140
# what only an adapter may know of a site
SITE_WORDS = re.compile(
    r"data-testid|componentkey|ql-editor|ProseMirror|DraftEditor|tweet|artdeco|feed-shared|urn:li"
)


def relative(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(EXTENSION)) for path in paths]


def camel(path: Path) -> str:
    head, *rest = path.stem.split("-")
    return head + "".join(part.capitalize() for part in rest)


def test_the_manifest_lists_every_content_file_once() -> None:
    (entry,) = MANIFEST["content_scripts"]
    assert sorted(entry["js"]) == relative(CONTENT)


def test_a_content_file_comes_after_those_it_names_while_loading() -> None:
    """A file may name a later one only inside functions, so the order of the folders is what matters."""
    order = [name.split("/")[1] for name in MANIFEST["content_scripts"][0]["js"] if name.count("/") > 1]
    assert list(dict.fromkeys(order)) == ["rules", "sites", "ui", "features"]


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.name)
def test_a_content_file_declares_one_name_its_own(path: Path) -> None:
    names = re.findall(r"^(?:const|let|var|function|class|async function)\s+(\w+)", path.read_text(), re.M)
    assert names == [camel(path)]


@pytest.mark.parametrize("path", [p for p in CONTENT if "sites" not in p.parts], ids=lambda path: path.name)
def test_only_the_sites_know_a_selector_of_a_site(path: Path) -> None:
    assert not SITE_WORDS.search(path.read_text())


@pytest.mark.parametrize("path", [*SCRIPTS, EXTENSION / "types.d.ts"], ids=lambda path: path.name)
def test_no_line_is_too_long_to_be_read(path: Path) -> None:
    lines = enumerate(path.read_text().splitlines(), start=1)
    assert [f"{number}: {line}" for number, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("name", ["content/health.js", "background/messages.js", "types.d.ts"])
def test_both_sides_know_the_same_faults_of_a_feed(name: str) -> None:
    assert set(re.findall(r"'(no_\w+)'", (EXTENSION / name).read_text())) == set(health.FAULTS)
    assert set(admin.FAULT_NAMES) == set(health.FAULTS)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_nothing_is_put_into_a_page_as_html_and_nothing_is_evaluated(path: Path) -> None:
    forbidden = (
        r"(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createPolicy|setHTML"
    )
    assert not re.search(forbidden, path.read_text())


def test_only_api_js_talks_http_and_only_ask_js_talks_to_the_worker() -> None:
    for path in SCRIPTS:
        text = path.read_text()
        http = text.replace("fetch(chrome.runtime.getURL(", "")  # a packaged file
        assert "fetch(" not in http or path.name == "api.js", path
        assert "XMLHttpRequest" not in text and "WebSocket" not in text, path
        if path in CONTENT and path.name != "ask.js":
            assert "runtime.sendMessage" not in text, path


def test_the_extension_asks_for_no_more_than_it_needs() -> None:
    assert set(MANIFEST["permissions"]) == {"storage", "alarms", "identity", "sidePanel", "activeTab"}
    assert MANIFEST["host_permissions"] == MANIFEST["content_scripts"][0]["matches"]
    assert {url.split("/")[2] for url in MANIFEST["host_permissions"]} == {
        "www.linkedin.com",
        "x.com",
        "twitter.com",
    }
    assert "web_accessible_resources" not in MANIFEST
    assert "externally_connectable" not in MANIFEST
    assert MANIFEST["content_scripts"][0].get("all_frames", False) is False


def test_every_text_exists_in_german_and_english_and_is_used() -> None:
    assert LOCALES["de"].keys() == LOCALES["en"].keys()
    sources = "".join(path.read_text() for path in [*SCRIPTS, EXTENSION / "manifest.json"])
    for key in LOCALES["en"]:
        prefix = key.split("_")[0] + "_${" if "_" in key else key
        assert re.search(rf"\b{re.escape(key)}\b", sources) or prefix in sources, f"{key} is used nowhere"


def test_every_text_that_is_asked_for_exists() -> None:
    for path in SCRIPTS:
        for key in re.findall(r"(?:\bt|getMessage)\('(\w+)'", path.read_text()):
            assert key in LOCALES["en"], f"{path.name} asks for {key}"


def test_all_words_come_in_the_language_the_employee_chose() -> None:
    """So nobody but those who know of that choice asks the browser, which speaks its own language only."""
    asking = {
        path.relative_to(EXTENSION)
        for path in SCRIPTS
        if re.search(r"getMessage\((?!'language')", path.read_text())
    }
    assert asking == {Path("content/t.js"), Path("background/words.js")}


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, entry in LOCALES["en"].items():
        of = [sorted(set(re.findall(r"\$\d", lang[key]["message"]))) for lang in LOCALES.values()]
        assert all(found == of[0] for found in of), f"{key}: {entry}"


def test_the_packaged_hooks_are_those_the_backend_serves() -> None:
    packaged = (EXTENSION / "content/sites/hooks.js").read_text()
    body = packaged[packaged.index("const hooks = ") + len("const hooks = ") :].strip().rstrip(";")
    served = json.loads((ROOT / "backend/sites/hooks.json").read_text())
    assert json.loads(body) == served, "write the same into both, under a higher version"


def test_both_sides_know_the_same_legal_forms() -> None:
    listed = (EXTENSION / "content/features/listed.js").read_text()
    [forms] = re.findall(r"LEGAL_FORMS = new Set\(\s*`([^`]+)`", listed)
    no_word_in_a_headline = {"&"}
    assert set(forms.split()) == set(names.word_lists()["legal_forms"].split()) - no_word_in_a_headline


@pytest.mark.parametrize("site", ["linkedin", "x"])
def test_the_first_page_and_the_admin_page_tell_a_sites_terms_in_the_same_words(site: str) -> None:
    english, german = (LOCALES[lang][f"terms_{site}"]["message"] for lang in ("en", "de"))
    assert translations.german().get(english).string == german


def test_how_a_finding_looks_is_said_once() -> None:
    pages = [*EXTENSION.glob("*/*.css"), *EXTENSION.glob("*/*.html")]
    assert [path for path in pages if re.search(r"\.(finding|severity|reason)\b", path.read_text())] == []


def test_every_page_loads_the_judge_whole_and_in_the_order_of_the_manifest() -> None:
    in_order = MANIFEST["content_scripts"][0]["js"]
    rules = [name for name in in_order if name.startswith("content/rules/")]
    for page in EXTENSION.glob("*/*.html"):
        loaded = re.findall(r'src="../(content/[^"]+)"', page.read_text())
        assert [name for name in loaded if name in rules] == rules, page.name
