"""German says du, or Sie where Clara chose it: on pages, in letters, in what rules say."""

import re
from html import unescape
from typing import Any

from flask import Flask
from playwright.sync_api import Browser

from backend.guidelines import service as guidelines
from backend.rules.models import Release
from backend.rules.releases import changes, profiles, publishing, sources
from backend.sign_in import invitation_text
from backend.tests.browser import faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_admin import EDIT, SAID, THIEVES
from backend.tests.rules_api.test_take_back import ORGANISATION as TAKE_BACK
from backend.training import library

PAGE, ME, AUDIT = "/admin/settings/german", "/api/v1/me", "/admin/settings/audit/"
DU = re.compile(r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
# as our own rules say it
WITH_DU = "Du nennst, wem ein Fund gehört. Lass den Namen weg und bitte um eine Direktnachricht."
WITH_SIE = "Sie nennen, wem ein Fund gehört. Lassen Sie den Namen weg und bitten Sie um eine Direktnachricht."


def choose(clara: Visitor, sie: bool) -> Any:
    return clara.pages.submit(PAGE, {"is_formal": "y"} if sie else {})


def read(visitor: Visitor, address: str) -> str:
    """What stands on the page, without its tags."""
    return re.sub(r"<[^>]*>", " ", unescape(visitor.pages.get(address).text))


def test_pages_address_people_as_chosen_and_at_once(clara: Visitor) -> None:
    clara.patch(ME, json={"language": "de"})
    assert DU.search(read(clara, "/admin/settings/"))
    choose(clara, sie=True)
    for address in (
        "/admin/settings/",
        "/me/",
        "/me/mail/",
        "/admin/rules/",
        "/admin/content/",
        "/admin/nowhere",
    ):
        assert DU.findall(read(clara, address)) == [], address
    choose(clara, sie=False)
    assert DU.search(read(clara, "/admin/settings/"))


def test_a_refusal_addresses_people_as_chosen(stranger: Visitor, clara: Visitor) -> None:
    def refused() -> str:
        return str(stranger.get(ME, headers={"Accept-Language": "de"}).json["hint"])

    assert refused() == "Melde dich im Popup der Erweiterung neu an."
    choose(clara, sie=True)
    assert refused() == "Melden Sie sich im Popup der Erweiterung neu an."


def test_letters_address_people_as_chosen(app: Flask, amira: Visitor, clara: Visitor, tx: Any) -> None:
    def letter() -> str:
        with app.app_context():
            config, at = app.config["PLAINSPOKEN"], amira.person.created_at
            return invitation_text.write(config, "Acme", amira.person, "code", at, "de")

    assert DU.search(letter())
    choose(clara, sie=True)
    assert DU.findall(letter()) == []


def test_the_extension_is_told(amira: Visitor, clara: Visitor) -> None:
    assert amira.get(ME).json["is_formal"] is False
    choose(clara, sie=True)
    assert amira.get(ME).json["is_formal"] is True


def test_the_change_is_in_the_audit_and_what_is_chosen_among_the_settings(clara: Visitor) -> None:
    choose(clara, sie=True)
    choose(clara, sie=True)
    assert clara.pages.get(AUDIT).text.count("How German addresses people") == 1  # the second changed nothing
    assert re.search(r'data-head="In force">Sie<', clara.pages.get("/admin/settings/").text)


def test_rules_say_sie_from_the_next_release_on_but_what_was_written_here(
    clara: Visitor, release: Release, tx: Any
) -> None:
    clara.pages.submit(EDIT, SAID | {"message_de": WITH_DU, "why_de": "Sag das nicht, wenn du kannst."})
    choose(clara, sie=True)
    page = clara.pages.get("/admin/rules/publish").text
    assert "German says Sie" in page and "<ins>yes</ins>" in page
    said = tx(lambda session: publishing.publish(session, None, "Sie").body.decode())
    assert WITH_SIE in said and WITH_DU not in said
    assert "Sag das nicht, wenn du kannst." in said


def test_a_lesson_says_sie_as_its_release_does(clara: Visitor, release: Release, tx: Any) -> None:
    text = tx(sources.texts)[THIEVES].replace("Das klingt nach einer Beleidigung.", WITH_DU)
    text = text.replace('"thieves, all of them", lang: en', '"Alles Diebe!", lang: de')
    text = text.replace('"Globex is a company", lang: en', '"Globex ist eine Firma.", lang: de')
    tx(lambda session: sources.edit(session, THIEVES, text))
    choose(clara, sie=True)
    made = tx(lambda session: publishing.publish(session, None, "Sie").number)
    drills = tx(lambda session: library.of(session, made))["de"]
    assert WITH_SIE in {one.finding["message"] for drill in drills for one in drill.found}


def test_what_waits_is_taken_back_with_the_organisation(clara: Visitor, release: Release, tx: Any) -> None:
    choose(clara, sie=True)
    assert [change.file for change in tx(changes.pending)] == ["organisation.yaml"]
    clara.pages.submit(TAKE_BACK, page="/admin/rules/publish")
    assert tx(changes.pending) == []
    assert "formal" not in tx(profiles.get)


def test_a_folder_brings_it_along(clara: Visitor, release: Release, tx: Any, tmp_path: Any) -> None:
    choose(clara, sie=True)
    written = tx(sources.written)["organisation.yaml"]
    choose(clara, sie=False)
    (tmp_path / "organisation.yaml").write_text(written)
    tx(lambda session: sources.take(session, tmp_path))
    assert clara.get(ME).json["is_formal"] is True
    assert tx(profiles.get)["formal"] is True


def test_describing_the_organisation_leaves_it_as_it_is(clara: Visitor, release: Release, tx: Any) -> None:
    choose(clara, sie=True)
    described = tx(profiles.get) | {"products": ["FlowDesk"]}
    tx(lambda session: profiles.describe(session, described))
    assert tx(profiles.get)["formal"] is True


def test_the_guidelines_to_begin_with_say_sie(clara: Visitor, tx: Any) -> None:
    assert DU.search(tx(lambda session: guidelines.draft(session, None))["de"])
    choose(clara, sie=True)
    assert DU.findall(tx(lambda session: guidelines.draft(session, None))["de"]) == []


def test_only_an_admin_chooses(amira: Visitor, ben: Visitor) -> None:
    assert [visitor.pages.get(PAGE).status_code for visitor in (amira, ben)] == [302, 403]


def test_axe_finds_no_fault_on_the_page(browser: Browser, url: str, clara: Visitor) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(f"{url}{PAGE}")
        assert faults_of(page) == []


def test_the_pages_of_rules_show_what_people_read(
    ben: Visitor, clara: Visitor, dora: Visitor, release: Release
) -> None:
    clara.pages.submit(EDIT, SAID | {"message_de": WITH_DU})
    ben.patch(ME, json={"language": "de"})
    assert WITH_SIE not in read(ben, EDIT)
    choose(clara, sie=True)
    for reader in (ben, dora):
        assert WITH_SIE in read(reader, EDIT) and WITH_DU in read(reader, EDIT)
    assert "Sie nennen, wem ein Fund gehört" in read(ben, "/admin/rules/")
