"""The fields of a rule, one after the other."""

import pytest

from backend.rules.judge import judge, node
from backend.tests.rules.pieces import ACME, comment, draft, lexicon, release, rule, speaks

HELLO = lexicon("hello", "hallo")
BYE = lexicon("bye", "tschüss")
OWN = lexicon("own_mention", "{own}", "{product}")
VOICE = lexicon("own_voice", "wir")


def test_a_rule_speaks_where_all_its_lines_are_found() -> None:
    both = rule(all=["hello", "bye"])
    assert speaks([both], [HELLO, BYE], draft("Hallo und Tschüss"))
    assert not speaks([both], [HELLO, BYE], draft("Hallo"))


def test_a_list_in_the_list_means_any_of() -> None:
    either = rule(all=[["hello", "bye"]])
    assert speaks([either], [HELLO, BYE], draft("Tschüss"))
    assert not speaks([either], [HELLO, BYE], draft("Moin"))


def test_when_asks_surface_and_stance() -> None:
    below = rule(all=["hello"], when={"surface": ["comment"], "target": ["competitor"]})
    assert speaks([below], [HELLO], comment("Hallo", "competitor"))
    assert not speaks([below], [HELLO], comment("Hallo", "customer"))
    assert not speaks([below], [HELLO], draft("Hallo"))
    assert speaks([rule(all=["hello"], when={"target": ["none"]})], [HELLO], draft("Hallo"))


def test_none_silences_from_anywhere_and_none_near_only_from_the_window() -> None:
    text = draft("Hallo. Moin. Tschüss.")
    assert not speaks([rule(all=["hello"], none=["bye"], within="sentence")], [HELLO, BYE], text)
    assert speaks([rule(all=["hello"], none_near=["bye"], within="sentence")], [HELLO, BYE], text)
    assert not speaks([rule(all=["hello"], none_near=["bye"], within="sentences(3)")], [HELLO, BYE], text)


def test_lines_must_meet_within_the_window() -> None:
    for within, expected in [
        ("sentence", False),
        ("sentences(2)", False),
        ("sentences(3)", True),
        ("text", True),
    ]:
        asked = rule(all=["hello", "bye"], within=within)
        assert bool(speaks([asked], [HELLO, BYE], draft("Hallo. Moin. Tschüss."))) == expected, within


def test_a_line_that_may_stand_anywhere_need_not_be_in_the_window() -> None:
    asked = rule(all=["hello", {"lexicon": "bye", "place": "anywhere"}], within="sentence")
    assert speaks([asked], [HELLO, BYE], draft("Hallo. Moin. Tschüss."))


def test_at_least_counts_lines_and_count_counts_matches() -> None:
    two = rule(at_least={2: ["hello", "bye", {"lexicon": "fire", "count": 3}]})
    lexicons = [HELLO, BYE, lexicon("fire", "🔥")]
    assert speaks([two], lexicons, draft("Hallo 🔥🔥🔥"))
    assert not speaks([two], lexicons, draft("Hallo 🔥🔥"))
    assert speaks([two], lexicons, draft("Hallo, tschüss"))


def test_places_bind_a_line_to_the_part_of_the_text_people_see() -> None:
    early = rule(all=[{"lexicon": "hello", "place": "first(10)"}])
    assert speaks([early], [HELLO], draft("Na, hallo"))
    assert not speaks([early], [HELLO], draft("Lange Rede und dann hallo"))
    assert speaks([rule(all=[{"lexicon": "hello", "place": "first(10)\n"}])], [HELLO], draft("Na, hallo"))
    seen = rule(all=[{"lexicon": "hello", "place": "before_more"}])
    late = "x " * 120 + "hallo"
    assert not speaks([seen], [HELLO], draft(late))
    assert speaks([seen], [HELLO], draft(late, platform="x"))
    assert speaks([seen], [HELLO], comment(late, "other"))


def test_a_run_of_three_closing_hashtags_hides_a_tag() -> None:
    shown = rule(all=[{"lexicon": "hello", "place": "outside_closing_hashtags"}])
    assert not speaks([shown], [HELLO], draft("Moin #eins #zwei #hallo"))
    assert speaks([shown], [HELLO], draft("Moin #zwei #hallo"))
    assert speaks([shown], [HELLO], draft("#hallo #eins #zwei und mehr"))


def test_the_own_tie_may_come_from_draft_target_or_author() -> None:
    lexicons = [HELLO, OWN, VOICE]
    tied = rule(all=["hello"], own_tie=["draft", "target"])
    assert not speaks([tied], lexicons, draft("Hallo"))
    assert speaks([tied], lexicons, draft("Hallo FlowDesk"))
    assert speaks([tied], lexicons, comment("Hallo", "own_company"))
    assert speaks([tied], lexicons, comment("Hallo", "customer", "Wie ist der HomeBot?"))
    assert not speaks([tied], lexicons, comment("Hallo", "customer", "Wie geht's?"))
    assert speaks([rule(all=["hello"], own_tie=["author"])], lexicons, draft("Hallo von uns, wir sind da"))


def test_lines_on_the_target_read_its_text_and_stay_silent_when_it_is_cut_off() -> None:
    asked = rule(all=["hello"], target_all=["bye"])
    assert speaks([asked], [HELLO, BYE], comment("Hallo", "other", "Tschüss"))
    assert not speaks([asked], [HELLO, BYE], comment("Hallo", "other", "Tschüss", text_complete=False))
    assert not speaks([asked], [HELLO, BYE], draft("Hallo"))
    absent = rule(all=["hello"], target_none=["bye"])
    assert speaks([absent], [HELLO, BYE], draft("Hallo"))
    assert speaks([absent], [HELLO, BYE], comment("Hallo", "other", "Moin"))
    assert not speaks([absent], [HELLO, BYE], comment("Hallo", "other", "Moin", text_complete=False))
    assert not speaks([absent], [HELLO, BYE], draft("Hallo", surface="comment", target={"stance": "other"}))


def test_a_rule_without_a_line_on_the_draft_speaks_about_the_whole_of_it() -> None:
    asked = rule(when={"surface": ["repost"]}, target_all=["bye"])
    prepared = judge.prepare(release([asked], [BYE]))
    empty = draft("", surface="repost", target={"stance": "own_company", "text": "Tschüss"})
    assert [finding["span"] for finding in judge.judge(prepared, empty)["findings"]] == [None]


def test_organisation_flags_ask_the_profile() -> None:
    listed = rule(all=["hello"], org=["listed"])
    assert not speaks([listed], [HELLO], draft("Hallo"))
    assert speaks([listed], [HELLO], draft("Hallo"), ACME | {"listed": True})
    quiet = rule(all=["hello"], org=["quiet_period"])
    period = ACME | {"quiet_periods": [{"from": "2029-12-15", "until": "2030-01-15"}]}
    assert speaks([quiet], [HELLO], draft("Hallo"), period)
    assert not speaks([quiet], [HELLO], draft("Hallo", now="2030-01-15T00:00:00Z"), period)


def test_an_embargo_ends_with_its_day_unless_all_are_in_force() -> None:
    profile = ACME | {"embargoes": [{"terms": ["HomeBot Mini"], "until": "2030-03-01T08:00:00Z"}]}
    asked = rule(all=["secret"], message={"de": "bis {until}", "en": "until {until}"})
    secret = lexicon("secret", "{embargo}")
    prepared = judge.prepare(release([asked], [secret], profile))
    before = judge.judge(prepared, draft("Der HomeBot Mini kommt"), "de")["findings"]
    assert [finding["message"] for finding in before] == ["bis 1.3.2030"]
    in_english = judge.judge(prepared, draft("Der HomeBot Mini kommt"), "en")["findings"]
    assert [finding["message"] for finding in in_english] == ["until 2030-03-01"]
    after = draft("Der HomeBot Mini kommt", now="2030-03-01T08:00:00Z")
    assert not judge.judge(prepared, after)["findings"]
    assert judge.judge(prepared, after | {"embargoes_in_force": True})["findings"]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Falke is coming, says Acme.", "2030-04-01"),
        ("Acme on Falke, then Lynxbot", "2030-04-01"),
        ("Acme on Lynxbot, then Falke", "2030-05-01"),
    ],
)
def test_the_day_of_the_first_embargo_is_told_be_its_name_an_everyday_word(text: str, until: str) -> None:
    of = {"Falke": "2030-04-01", "Lynxbot": "2030-05-01"}
    profile = ACME | {"embargoes": [{"terms": [term], "until": day} for term, day in of.items()]}
    asked = rule(all=["own_mention", "secret"], message={"de": "bis {until}", "en": "until {until}"})
    made = release([asked], [lexicon("secret", "{embargo}"), OWN], profile)
    [[in_node]] = node.judge_many([(made, [draft(text)])])
    for verdict in (judge.judge(judge.prepare(made), draft(text)), in_node):
        assert [finding["message"] for finding in verdict["findings"]] == [f"until {until}"]


def test_of_two_embargoes_that_end_together_the_one_that_begins_first_is_told() -> None:
    of = {"Mini": "2030-03-01T08:00:00Z", "HomeBot Mini": "2030-05-01T08:00:00Z"}
    profile = ACME | {"embargoes": [{"terms": [term], "until": until} for term, until in of.items()]}
    asked = rule(all=["secret"], message={"de": "bis {until}", "en": "until {until}"})
    prepared = judge.prepare(release([asked], [lexicon("secret", "{embargo}")], profile))
    [finding] = judge.judge(prepared, draft("The HomeBot Mini comes"), "en")["findings"]
    assert finding["message"] == "until 2030-05-01"


def test_an_everyday_word_is_a_company_only_with_capital_and_context() -> None:
    birke = {"name": "Birke Möbel GmbH", "aliases": ["Birke"], "products": ["Lumi"], "competitors": []}
    context = lexicon("company_context", "bei {maybe_own}")
    asked = rule(all=["own_mention"])

    def named(text: str, **fields: object) -> bool:
        return bool(speaks([asked], [OWN, context], draft(text, **fields), birke))

    assert not named("Die Birke vor dem Haus")
    assert named("Bei Birke gekauft")
    assert not named("bei birke gekauft")
    assert named("Die Lumi von Birke")
    assert named("Birkemöbel")
    competitor = {"stance": "competitor", "text": ""}
    assert named("Schaut zu Birke", surface="comment", target=competitor)


@pytest.mark.parametrize("text", ["mit der Deutschen Fernbahn", "zum Kleinen Grünen Kaktus", "frühem Vogel"])
def test_a_german_name_is_found_as_it_is_declined(text: str) -> None:
    products = ["Kleiner Grüner Kaktus", "Früher Vogel"]
    company = {"name": "Deutsche Fernbahn AG", "aliases": [], "products": products, "competitors": []}
    assert speaks([rule(all=["own_mention"])], [OWN], draft(text), company)


@pytest.mark.parametrize("text", ["our services now", "a game workshop", "in unserer Stube"])
def test_what_only_looks_like_an_adjective_stays_as_it_is(text: str) -> None:
    products = ["Games Workshop", "Unsere Stube"]
    company = {"name": "Service Now", "aliases": [], "products": products, "competitors": []}
    assert not speaks([rule(all=["own_mention"])], [OWN], draft(text), company)


def test_declined_too_a_name_needs_the_context_that_the_admin_asks_for() -> None:
    company = {"name": "Frische Ideen AG", "aliases": [], "products": [], "competitors": []}
    said = company | {"ambiguous": {"Frische Ideen": True}}
    asked = [rule(all=["own_mention"])]
    assert speaks(asked, [OWN], draft("mit frischen Ideen"), company)
    assert not speaks(asked, [OWN], draft("mit frischen Ideen"), said)


@pytest.mark.parametrize("name", ["Lantern", "Specht", "Kassenwart", "Boldly", "Tuesday"])
def test_a_name_that_stands_in_a_dictionary_is_an_everyday_word(name: str) -> None:
    company = {"name": f"{name} GmbH", "aliases": [], "products": [], "competitors": []}
    context = lexicon("company_context", "bei {maybe_own}")
    asked = rule(all=["own_mention"])
    assert not speaks([asked], [OWN, context], draft(f"{name}! Wie schön."), company)
    assert speaks([asked], [OWN, context], draft(f"Danke, bei {name} gibt es alles."), company)


@pytest.mark.parametrize("name", ["Samsung", "Globex", "Zalandro"])
def test_a_name_that_is_nothing_else_counts_everywhere(name: str) -> None:
    company = {"name": name, "aliases": [], "products": [], "competitors": []}
    assert speaks([rule(all=["own_mention"])], [OWN], draft(f"{name.lower()}! Wie schön."), company)


def test_the_admin_decides_which_names_are_everyday_words() -> None:
    asked = rule(all=["own_mention"])
    assert not speaks([asked], [OWN], draft("Acme"), ACME | {"ambiguous": {"acme": True}})
    assert speaks([asked], [OWN], draft("acme"), ACME | {"ambiguous": {"Acme": False}})


def test_a_label_of_the_other_language_does_not_count_unless_the_language_is_unsure() -> None:
    label = lexicon("label", asks_language=True, entries={"de": ["werbung"], "en": ["ad"]})
    foreign = lexicon("foreign", "ad")
    clear = rule("clear", all=["label"])
    unclear = rule("unclear", all=[{"lexicon": "foreign", "lang": "de"}], none=["label"])
    both = [clear, unclear]
    assert speaks(both, [label, foreign], draft("ad HomeBot", lang="en")) == ["clear"]
    assert speaks(both, [label, foreign], draft("ad HomeBot", lang="de")) == ["unclear"]
    assert speaks(both, [label, foreign], draft("ad HomeBot")) == ["clear"]
    assert speaks(both, [label, foreign], draft("ad Der ist nicht wie die aber auch gut")) == ["unclear"]


def test_one_finding_per_label_the_most_serious_first() -> None:
    rules = [
        rule("soft", label="ONE", all=["hello"]),
        rule("hard", label="ONE", severity="confirm", all=["hello"]),
        rule("other", label="TWO", all=["hello"]),
    ]
    assert speaks(rules, [HELLO], draft("Hallo")) == ["hard", "other"]


def test_messages_are_filled_in_the_language_asked_for_and_fixes_in_that_of_the_draft() -> None:
    texts = {"de": "{company}: {match} ({target})", "en": "{company}: {match} ({target})"}
    fix = {"kind": "insert_start", "text": {"de": "Hallo ", "en": "Hello "}}
    prepared = judge.prepare(release([rule(all=["hello"], message=texts, fix=fix)], [HELLO]))
    asked = comment("HALLO {until}", "competitor", name="{match}") | {"lang": "de"}
    finding = judge.judge(prepared, asked, "en")["findings"][0]
    assert finding["message"] == "Acme GmbH: HALLO ({match})"
    assert finding["fix"] == {"kind": "insert_start", "text": "Hallo "}
    assert finding["span"] == [0, 5]


@pytest.mark.parametrize(
    ("text", "chose", "said"),
    [
        ("Hallo, der ist gut und das nicht", "en", "Hallo "),  # sure
        ("Hallo, der", None, "Hallo "),
        ("Hallo, der", "en", "Hello "),
        ("Hallo", None, "Hello "),
        ("Hallo, the", None, "Hello "),
    ],
)
def test_a_fix_for_a_short_draft_is_in_the_language_chosen_else_the_one_it_leans_to_else_that_of_the_messages(
    text: str, chose: str | None, said: str
) -> None:
    fix = {"kind": "insert_start", "text": {"de": "Hallo ", "en": "Hello "}}
    prepared = judge.prepare(release([rule(all=["hello"], fix=fix)], [HELLO]))
    assert judge.judge(prepared, draft(text), "en", chose)["findings"][0]["fix"]["text"] == said


def test_drafts_and_retired_rules_are_silent() -> None:
    assert not speaks([rule(all=["hello"], status="draft")], [HELLO], draft("Hallo"))
    assert not speaks([rule(all=["hello"], status="retired")], [HELLO], draft("Hallo"))


def test_mark_says_which_words_are_shown() -> None:
    prepared = judge.prepare(release([rule(all=["hello", "bye"], mark="bye")], [HELLO, BYE]))
    assert judge.judge(prepared, draft("Hallo und Tschüss"))["findings"][0]["span"] == [10, 17]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\ud800", "\U0010ffff", "#", "@", "!!", "....", "a" * 5000, "#" * 5000, "a-" * 3000),
        *("\u200b" * 10_000, "\u0301" * 10_000, "hell " * 2000, "hell-" * 2000, '„"(' * 3300),
    ],
    ids=lambda text: ascii(text[:3]),
)
def test_no_draft_makes_the_judge_fail(text: str) -> None:
    prepared = judge.prepare(release([rule(all=["hello"])], [HELLO]))
    assert judge.judge(prepared, draft(text))["findings"] == []
