"""Samples: texts of the organisation, read with all their faults told, and what changes would do to them."""

import io
import json
import re
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from backend.db import now
from backend.people.models import Person
from backend.rules.measuring import compared, impact, sample_files, samples
from backend.rules.models import Impact, Release, Sample
from backend.rules.releases import sources
from backend.running import worker
from backend.tests.acme import FINE, OUTRAGE, PRAISE
from backend.tests.cast import Visitor
from backend.tests.waiting import wait_for

PAGE = "/admin/rules/samples/"
TRY = f"{PAGE}try"
INSULT = "lexicons/insult.yaml"
STANDING = {"platform": "linkedin", "surface": "post", "stance": "", "lang": ""}
UMBRELLA = {"company": {"name": "Umbrella", "products": ["Parasolo"]}, "platform": "x", "surface": "post"}
CASES = [
    {
        "id": "1",
        "lang": "en",
        "draft": "You should try Parasolo.",
        "expected": ["UNDISCLOSED_PROMO"],
        **UMBRELLA,
    },
    {
        "id": "2",
        "lang": "en",
        "draft": "Globex is a gang of scoundrels.",
        "expected": ["OFFENSIVE"],
        **UMBRELLA,
    },
    {"id": "3", "lang": "en", "draft": "You scoundrels made my day.", "expected": [], **UMBRELLA},
]


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def bring(visitor: Visitor, content: str | bytes, name: str = "everyday.txt", **standing: str) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return visitor.pages.submit(PAGE, STANDING | standing | {"file": (io.BytesIO(raw), name)})


def lines(*data: Any) -> str:
    return "\n".join(json.dumps(one) for one in data)


def kept(tx: Any) -> list[Any]:
    def cases_of(session: Any) -> list[Any]:
        return [case for sample in session.query(Sample) for case in sample.cases]

    return tx(cases_of)  # type: ignore[no-any-return]


def insult_more(tx: Any) -> None:
    """`scoundrels` becomes an insult."""
    known = tx(lambda session: sources.get(session, INSULT).text)
    new = re.sub(r"en: \[", "en: [scoundrels, ", known)
    tx(lambda session: sources.edit(session, INSULT, new))


def tried(visitor: Visitor) -> str:
    """The page once a run, begun as by the button, is at its end."""
    assert visitor.pages.submit(TRY, page=PAGE).status_code == 302
    wait_for(lambda: "<progress" not in visitor.pages.get(PAGE).text)
    return " ".join(unescape(visitor.pages.get(PAGE).text).split())


def plain(page: str) -> str:
    """Its words, without elements."""
    return " ".join(re.sub(r"<[^>]+>", "", unescape(page)).split())


def test_before_there_are_any_the_page_says_whose_texts_belong_here(ben: Visitor) -> None:
    page = ben.pages.get(PAGE).text
    assert "No texts yet" in page
    assert "Only the organisation’s own texts" in page


def test_the_page_is_the_curators(amira: Visitor, stranger: Visitor) -> None:
    assert amira.pages.get(PAGE).status_code == 302
    assert "/admin/sign-in" in stranger.pages.get(PAGE).headers["Location"]


def test_each_line_of_a_text_file_is_a_text_that_stands_as_the_form_says(ben: Visitor, tx: Any) -> None:
    sent = bring(ben, f"\ufeff{FINE}\r\n\r\n{PRAISE}\n", surface="comment", stance="competitor", lang="en")
    assert sent.status_code == 302
    assert "2 texts came in." in ben.pages.get(PAGE).text
    target = {"stance": "competitor", "text": "", "text_complete": True}
    draft = {"platform": "linkedin", "surface": "comment", "target": target, "lang": "en"}
    assert kept(tx) == [
        {"draft": {**draft, "text": text}, "profile": None, "expected": None} for text in (FINE, PRAISE)
    ]


def test_a_line_of_json_says_itself_how_its_text_stands(ben: Visitor, tx: Any) -> None:
    own = {"text": FINE, "lang": "en", "platform": "x", "surface": "reply", "target_author": "customer"}
    bring(ben, lines(own | {"expected": []}, {"draft": PRAISE}), "mine.jsonl")
    first, second = kept(tx)
    assert (first["draft"]["surface"], first["draft"]["target"]["stance"]) == ("reply", "customer")
    assert (first["expected"], second["expected"]) == ([], None)
    assert (second["draft"]["surface"], second["draft"]["target"]) == ("post", None)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfeA\x00", "not saved as UTF-8"),
        ("fine\nGr\u00fc\u00dfe\n".encode("cp1252"), 'first at "Gr\u00fc\u00dfe"'),
        ("x" * 1_000_001, "larger than 1 MB"),
        ("fine\n" + "x" * 10_001, "line 2"),
        (lines({"text": "a"}) + "\n{oops", "line 2"),
        (lines({"lang": "de"}), "<code>draft</code>"),
        (lines({"text": "a", "surface": "shout"}), "<code>surface</code>"),
        (lines({"text": 5}), "<code>text</code>"),
        ('{"text": "\\ud83d"}', "half a character"),
        ('{"text": ' + "[" * 100_000, "this is no case"),
        ('{"text": ' + "1" * 5000 + "}", "this is no case"),
        (lines({"text": "a"}, ["b"]), "this is no case"),
        (lines({"text": "a", "expected": "LOUD"}), "<code>expected</code>"),
        (lines(CASES[0] | {"company": {"name": ""}}), "<code>name</code>"),
        (lines(CASES[0] | {"company": "Umbrella"}), "this is no case"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line_and_nothing_is_kept(
    ben: Visitor, tx: Any, content: str | bytes, told: str
) -> None:
    answer = bring(ben, content, "texts.jsonl")
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert kept(tx) == []


@pytest.mark.parametrize("line", [{"text": "fine"}, CASES[2]])
def test_a_language_that_does_not_exist_is_told_with_those_that_do(
    ben: Visitor, tx: Any, line: dict[str, Any]
) -> None:
    wrong = lines(CASES[2], line | {"lang": "deutsch"})
    said = plain(bring(ben, wrong, "texts.jsonl").text)
    assert 'line 2, lang: found "deutsch". Allowed: de, en.' in said
    tx(lambda session: setattr(session.get(Person, ben.person.id), "language", "de"))
    said = plain(bring(ben, wrong, "texts.jsonl").text)
    assert 'Zeile 2, lang: gefunden: "deutsch". Erlaubt: de, en.' in said
    assert kept(tx) == []


@pytest.mark.parametrize(
    ("name", "content", "en", "de"),
    [
        ("texts.txt", "", "this file is empty", "diese Datei ist leer"),
        ("texts.txt", "\ufeff\u00a0\r\n", "this file is empty", "diese Datei ist leer"),
        ("texts.csv", "id;text\n1;fine\n", "this is a table", "eine Tabelle"),
        ("TEXTS.TSV", "id\ttext\n", "this is a table", "eine Tabelle"),
        ("texts.txt", b"PK\x03\x04\x14\x00", "a document and no plain text", "ein Dokument"),
        ("texts.pdf", b"%PDF-1.7\n%\xe2\xe3", "a document and no plain text", "ein Dokument"),
        ("texts.json", '[\n  {"text": "fine"}\n]', "this is a list in JSON", "eine Liste in JSON"),
    ],
)
def test_another_kind_of_file_is_told_as_what_it_is_with_what_is_wanted(
    ben: Visitor, tx: Any, name: str, content: str | bytes, en: str, de: str
) -> None:
    assert en in (said := bring(ben, content, name).text)
    assert "bring a file with a text a line, or with JSON lines" in said
    tx(lambda session: setattr(session.get(Person, ben.person.id), "language", "de"))
    assert de in (said := bring(ben, content, name).text)
    assert "eine Datei mit einem Text je Zeile" in said
    assert kept(tx) == []


def test_a_text_may_begin_with_a_bracket(ben: Visitor, tx: Any) -> None:
    bring(ben, "[Werbung] Kommt vorbei!\n")
    assert [case["draft"]["text"] for case in kept(tx)] == ["[Werbung] Kommt vorbei!"]


@pytest.mark.parametrize("content", ["\u00fc".encode("cp1252"), '{"text": "a"}\n{oops'])
def test_what_is_wrong_with_a_file_is_told_in_german_without_a_rest_of_english(
    ben: Visitor, tx: Any, content: str | bytes
) -> None:
    tx(lambda session: setattr(session.get(Person, ben.person.id), "language", "de"))
    said = bring(ben, content, "texts.jsonl").text
    assert "Eine Stelle passt noch nicht" in said
    assert not re.search("first at|Expecting|at sign", said)


@pytest.mark.parametrize("sent", [{}, {"file": "no file but text"}])
def test_without_a_file_its_field_says_so(ben: Visitor, sent: dict[str, str]) -> None:
    answer = ben.pages.submit(PAGE, STANDING | sent)
    assert answer.status_code == 422
    assert 'id="file-fault"' in answer.text


def test_the_name_of_a_file_is_only_text(ben: Visitor, tx: Any) -> None:
    bring(ben, FINE, "C:\\texts\\<b>mine.txt")
    assert "&lt;b&gt;mine" in ben.pages.get(PAGE).text


def test_too_many_texts_are_refused_with_the_way_out(
    ben: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "MOST", 3)
    assert bring(ben, "a\nb").status_code == 302
    answer = bring(ben, "c\nd")
    assert answer.status_code == 422
    assert "Take some away first" in answer.text
    assert len(kept(tx)) == 2


def test_cases_about_too_many_companies_are_refused(ben: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_files, "MOST_PROFILES", 1)
    other = CASES[0] | {"company": {"name": "Initech"}}
    assert "2 companies" in bring(ben, lines(CASES[0], other)).text


def test_ben_sees_which_texts_would_newly_be_found_and_which_no_longer(ben: Visitor, tx: Any) -> None:
    bring(ben, f"{OUTRAGE}\nGlobex is a gang of <i>scoundrels</i>.\n{FINE}")
    known = tx(lambda session: sources.get(session, INSULT).text)
    rule = tx(lambda session: sources.get(session, "packs/acme/thieves.yaml").text)
    swap = re.sub(r"\bthieves\b", "scoundrels", known)
    tx(lambda session: setattr(sources.get(session, INSULT), "text", swap))
    examples = rule.replace('"thieves!"', '"scoundrels!"')
    tx(lambda session: setattr(sources.get(session, "packs/acme/thieves.yaml"), "text", examples))
    page = tried(ben)
    came, went = page.split("no longer speaks about one text")
    assert "speaks about one more text" in came
    assert "gang of <i><mark>scoundrels</mark></i>" in came
    assert "<i>" not in ben.pages.get(PAGE).text
    assert "a bunch of <mark>thieves</mark>" in went
    assert FINE not in page


def test_cases_with_labels_are_judged_for_their_own_company_and_held_against_them(
    ben: Visitor, tx: Any
) -> None:
    bring(ben, lines(*CASES), "cases.jsonl")
    insult_more(tx)
    page = tried(ben)
    assert "Tried on 3 texts. Of 3 with labels 2 are judged as labelled; in force 2." in page
    badges = re.findall(r"<mark>scoundrels</mark>.*?<span class=\"badge[^>]*>([^<]+)<", page, re.S)
    assert sorted(badges) == ["as labelled", "not as labelled"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: confirm", "severity: note"),
        ("nach einer Beleidigung", "unfreundlich"),
        ("strafbar", "roh"),
    ],
)
def test_what_a_rule_would_say_in_other_words_or_more_softly_is_told_with_its_texts(
    ben: Visitor, tx: Any, old: str, new: str
) -> None:
    bring(ben, f"{OUTRAGE}\n{FINE}")
    rule = tx(lambda session: sources.get(session, "packs/acme/thieves.yaml").text)
    tx(lambda session: sources.edit(session, "packs/acme/thieves.yaml", rule.replace(old, new)))
    page = tried(ben)
    assert "says something else about one text" in page
    assert "No text is judged otherwise" not in page
    said = "Hints that come: 0. Hints that go: 0. Hints that say something else: 1."
    assert said in ben.pages.get("/admin/rules/publish").text


def test_what_was_tried_is_told_where_rules_are_published_until_they_change_again(
    ben: Visitor, tx: Any
) -> None:
    bring(ben, "Globex is a gang of scoundrels.")
    assert "there is nothing to compare" in ben.pages.get(PAGE).text
    insult_more(tx)
    assert "Not tried yet." in ben.pages.get("/admin/rules/publish").text
    tried(ben)
    assert "Hints that come: 1. Hints that go: 0." in ben.pages.get("/admin/rules/publish").text
    bring(ben, FINE)
    assert "Not tried yet." in ben.pages.get("/admin/rules/publish").text
    assert "have changed since" in ben.pages.get(PAGE).text


def test_a_run_is_in_steps_and_one_that_a_server_left_behind_is_taken_up_by_a_worker(
    ben: Visitor, tx: Any, queries: Any
) -> None:
    bring(ben, "\n".join([OUTRAGE] * 60))
    tx(lambda session: setattr(sources.get(session, INSULT), "text", without_thieves(session)))
    id = tx(impact.start)
    left = {"done": 25, "leased_until": now() - impact.LEASE}
    tx(lambda session: session.query(Impact).update(left))
    assert "Tried on 25 of 60 texts" in ben.pages.get(PAGE).text
    worker.turn(ben.app)
    done = tx(lambda session: session.get(Impact, id))
    assert (done.done, done.failed, done.found["thieves"]["gone"]["times"]) == (60, False, 60)
    assert "and 10 more" in ben.pages.get(PAGE).text


def without_thieves(session: Any) -> str:
    return re.sub(r"\bthieves\b", "scoundrels", sources.get(session, INSULT).text)


def test_a_newer_run_takes_the_place_of_one_that_goes_on(ben: Visitor, tx: Any, app: Any) -> None:
    bring(ben, OUTRAGE)
    old, new = tx(impact.start), tx(impact.start)
    with app.app_context():
        impact.run(old)
        impact.run(new)
    assert tx(lambda session: [one.id for one in session.query(Impact)]) == [new]
    assert tx(impact.latest).done == 1


def test_a_run_that_is_taken_up_is_about_what_there_is_then(ben: Visitor, tx: Any) -> None:
    bring(ben, OUTRAGE)
    tx(impact.start)
    insult_more(tx)
    bring(ben, "Globex is a gang of scoundrels.")
    worker.turn(ben.app)
    page = " ".join(ben.pages.get(PAGE).text.split())
    assert "Tried on 2 texts." in page
    assert "have changed since" not in page
    assert "Hints that come: 1." in ben.pages.get("/admin/rules/publish").text


def test_who_comes_back_too_late_adds_nothing_to_what_another_has_taken_up(
    ben: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_asleep(_seconds: float) -> None:
        monkeypatch.undo()
        tx(lambda session: session.query(Impact).update({"leased_until": now() - impact.LEASE}))
        worker.turn(ben.app)

    bring(ben, "\n".join([OUTRAGE] * 60))
    tx(lambda session: setattr(sources.get(session, INSULT), "text", without_thieves(session)))
    id = tx(impact.start)
    monkeypatch.setattr(impact, "time", SimpleNamespace(sleep=fall_asleep))
    with ben.app.app_context():
        impact.run(id)
    done = tx(lambda session: session.get(Impact, id))
    assert (done.done, done.found["thieves"]["gone"]["times"]) == (60, 60)


def test_while_a_run_goes_on_its_page_loads_no_text(ben: Visitor, tx: Any, queries: Any) -> None:
    bring(ben, OUTRAGE)
    tx(impact.start)
    with queries() as asked:
        assert "<progress" in ben.pages.get(PAGE).text
    assert any("rule_sample" in statement for statement in asked)
    assert not [one for one in asked if "rule_sample.cases" in one or "rule_source" in one]


def test_rules_that_cannot_be_compiled_end_a_run_with_a_word(ben: Visitor, tx: Any) -> None:
    bring(ben, OUTRAGE)
    tx(lambda session: setattr(sources.get(session, INSULT), "text", "id: insult\nabout: [\n"))
    id = tx(lambda session: begun(session))
    with ben.app.app_context():
        impact.run(id)
    assert tx(lambda session: session.get(Impact, id).failed)


def test_what_broke_can_be_tried_once_more(ben: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(ben, OUTRAGE)
    insult_more(tx)
    monkeypatch.setattr(compared, "work", lambda _session: 1 / 0)
    page = tried(ben)
    assert "could not be brought to an end" in page
    assert f'action="{TRY}"' in page
    assert "have changed since" not in page


def test_what_breaks_beside_the_request_is_in_the_log_and_a_worker_takes_it_up(
    ben: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    bring(ben, OUTRAGE)
    insult_more(tx)
    before = log.getvalue()
    with monkeypatch.context() as patch:
        patch.setattr(impact, "_claim", lambda *_: 1 / 0)
        assert ben.pages.submit(TRY, page=PAGE).status_code == 302
        wait_for(lambda: "job impact broke" in log.getvalue().removeprefix(before))
    worker.turn(ben.app)
    assert "Tried on one text." in ben.pages.get(PAGE).text


def begun(session: Any) -> Any:
    made = Impact(state="-", total=1)
    session.add(made)
    session.flush()
    return made.id


def test_what_is_taken_away_is_gone_with_what_was_found_in_it(ben: Visitor, tx: Any) -> None:
    bring(ben, "Globex is a gang of scoundrels.")
    bring(ben, FINE)
    insult_more(tx)
    tried(ben)
    [oldest] = tx(lambda session: [samples.all_of_them(session)[-1].id])
    assert ben.pages.submit(f"{PAGE}{oldest}/delete", page=PAGE).status_code == 302
    assert "scoundrels" not in ben.pages.get(PAGE).text
    assert ben.pages.submit(f"{PAGE}{oldest}/delete", page=PAGE).status_code == 404
