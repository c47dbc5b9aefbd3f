"""The two judges are one: random releases and random drafts, and any difference fails.

`make fuzz` goes on for 100,000 pairs from a seed of the day.
"""

import json
import os
import random
import unicodedata
from typing import Any

import pytest

from backend.rules.judge import judge, node
from backend.rules.language.rule import Lexicon, Rule
from backend.tests.rules.pieces import ACME, draft, lexicon, release, rule

PAIRS = int(os.environ.get("FUZZ_PAIRS", "5000"))
FIRST_SEED = int(os.environ.get("FUZZ_SEED", "20301"))
BATCH, DRAFTS = 25, 40
WORDS = [
    "acme",
    "homebot",
    "gewinn",
    "spiel",
    "kauft",
    "nicht",
    "the",
    "is",
    "und",
    "über",
    "große",
    "x",
    "20",
    "team",
]
NASTY = [
    "\u00ad",
    "\u200b",
    "\u0308",
    "\u0301",
    "🔥",
    "👩\u200d💻",
    "о",
    "𝗮",
    "ﬁ",
    "…",
    "!!",
    "?!",
    "\r\n",
    "\n",
    "-",
    "-\n",
]
NASTY += [
    "'",
    "&",
    "_",
    "#",
    "@",
    ". ",
    ".",
    ",",
    "/",
    "%",
    "€",
    "+49 431 555 0122",
    "https://a.b/c",
    "a@b.de",
    "12.05.2030",
]
NASTY += [
    "\ud800",
    "\udfff",
    "\U000e0041",
    "½",
    "İ",
    "ẞ",
    "ǅ",
    "\u2028",
    "漢字",
    "ß",
    "Ü",
    "é",
    "①",
    "™",
    "\x00",
]
KINDS = [
    "<url>",
    "<money>",
    "<percent>",
    "<date>",
    "<email>",
    "<phone>",
    "<emoji>",
    "<number>",
    "<Cap>",
    "<caps>",
    "<shout>",
]
LISTS = ["{own}", "{product}", "{competitor}", "{own}er", "#{own}team", "{embargo}", "{confidential}"]
STANCES = ["own_company", "competitor", "customer", "other"]


def some_word(rng: random.Random) -> str:
    word = rng.choice(WORDS)
    shape = rng.choice(["{}", "{}", "{}*", "*{}", "*{}*", "#{}", "@{}"])
    return rng.choice([shape.format(word), rng.choice(KINDS), rng.choice(LISTS), "🔥"])


def some_entry(rng: random.Random) -> str:
    parts = [some_word(rng)]
    for _ in range(rng.randrange(3)):
        parts.append(rng.choice(["..", "..2", ""]))
        parts.append(rng.choice([some_word(rng), f"({some_word(rng)}|{some_word(rng)} {some_word(rng)}|)"]))
    entry = " ".join(part for part in parts if part)
    return entry if not entry.endswith("|)") else entry + " " + rng.choice(WORDS)


def some_lexicon(rng: random.Random, number: int) -> Lexicon:
    drops = tuple(some_entry(rng) for _ in range(rng.randrange(2)))
    entries = {lang: [some_entry(rng) for _ in range(rng.randrange(1, 4))] for lang in ("de", "en", "any")}
    return lexicon(f"lex_{number}", drops=drops, entries=entries, asks_language=rng.random() < 0.2)


def some_line(rng: random.Random) -> Any:
    line: dict[str, Any] = {"lexicon": f"lex_{rng.randrange(4)}"}
    if rng.random() < 0.3:
        line["place"] = rng.choice(["first(20)", "before_more", "outside_closing_hashtags", "anywhere"])
    if rng.random() < 0.2:
        line["count"] = 2
    if rng.random() < 0.1:
        line["lang"] = rng.choice(["de", "en"])
    return line


def some_rule(rng: random.Random, number: int) -> Rule:
    fields: dict[str, Any] = {
        "label": f"LABEL_{rng.choice('AB')}",
        "severity": rng.choice(["note", "warn", "confirm"]),
    }
    fields["within"] = rng.choice(["text", "sentence", "sentences(2)"])
    fields["all"] = [
        rng.choice([some_line(rng), [some_line(rng), some_line(rng)]]) for _ in range(rng.randrange(3))
    ]
    for name in ("none", "none_near", "target_none"):
        fields[name] = [some_line(rng)] if rng.random() < 0.2 else []
    fields["target_all"] = [some_line(rng)] if rng.random() < 0.1 else []
    fields["at_least"] = {2: [some_line(rng) for _ in range(3)]} if rng.random() < 0.2 else {}
    fields["own_tie"] = (
        rng.sample(["draft", "target", "author"], rng.randrange(3)) if rng.random() < 0.3 else []
    )
    fields["org"] = [rng.choice(["listed", "quiet_period"])] if rng.random() < 0.1 else []
    fields["when"] = {"target": rng.sample(["none", *STANCES], 3)} if rng.random() < 0.3 else {}
    fields["message"] = {"de": "{company} {match} {target} {until}", "en": "{match} {until}"}
    return rule(f"rule-{number}", **fields)


def some_release(rng: random.Random) -> dict[str, Any]:
    lexicons = [some_lexicon(rng, number) for number in range(4)]
    lexicons += [lexicon("own_mention", "{own}", "{product}"), lexicon("own_voice", "wir", "our")]
    lexicons += [lexicon("company_context", "team .. {maybe_own}")]
    profile = ACME | {
        "aliases": ["@acme", rng.choice(["Spiel", "Team Nord", "Ü-Wagen", "R&D"])],
        "ambiguous": {"spiel": rng.random() < 0.5, "acme": rng.random() < 0.3},
        "embargoes": [
            {"terms": ["HomeBot Mini", "Gewinn"], "until": "2030-01-01T00:00:00Z"},
            {"terms": ["Mini", "🎉 Gewinn"], "until": "2031-01-01T00:00:00Z"},
        ],
        "confidential_terms": ["Projekt Große"],
        "quiet_periods": [{"from": "2029-01-01", "until": "2030-06-01"}],
        "listed": rng.random() < 0.5,
    }
    return release([some_rule(rng, number) for number in range(5)], lexicons, profile)


def disguised(rng: random.Random, word: str) -> str:
    """The word as somebody writes it who wants it read by people only."""
    at = rng.randrange(len(word) + 1)
    ways = [word, word, word.upper(), word.capitalize(), "#" + word, " ".join(word)]
    ways += [unicodedata.normalize("NFD", word), word[:at] + rng.choice(NASTY) + word[at:]]
    return rng.choice(ways)


def some_text(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.randrange(25)):
        word = rng.choice([rng.choice(WORDS), rng.choice(NASTY), rng.choice(WORDS)])
        word = disguised(rng, word) if word in WORDS else word
        if rng.random() < 0.05:
            word = chr(rng.randrange(0x20, 0x1FAFF))
        parts.append(word + rng.choice([" ", " ", " ", "", ". "]))
    tags = ["#" + rng.choice(WORDS) for _ in range(rng.choice([0, 0, 1, 2, 3, 4]))]
    return "".join(parts) + " ".join(tags)


def some_draft(rng: random.Random) -> dict[str, Any]:
    target = None
    if rng.random() < 0.5:
        target = {"stance": rng.choice(STANCES), "text": some_text(rng), "text_complete": rng.random() < 0.8}
        target |= rng.choice([{}, {"name": "Globex"}])
    surface = rng.choice(["post", "comment", "reply", "repost"])
    lang = rng.choice([{}, {"lang": "de"}, {"lang": "en"}])
    now = rng.choice(["2029-06-01T00:00:00Z", "2030-01-01T00:00:00+00:00", ""])
    made = draft(
        some_text(rng),
        surface=surface,
        target=target,
        now=now,
        platform=rng.choice(["linkedin", "x"]),
        **lang,
    )
    # a pair of surrogates is one character to both, as it is in any JSON that arrives
    parsed: dict[str, Any] = json.loads(json.dumps(made))
    return parsed


def difference(seed: int) -> tuple[int, str]:
    """BATCH releases with DRAFTS drafts each: how many drafts got a finding, and the first that differs."""
    rng = random.Random(seed)
    asked = [(some_release(rng), [some_draft(rng) for _ in range(DRAFTS)]) for _ in range(BATCH)]
    spoken = 0
    for (made, drafts), in_browser in zip(asked, node.judge_many(asked), strict=True):
        prepared = judge.prepare(made)
        for one, other in zip(drafts, in_browser, strict=True):
            mine = judge.judge(prepared, one, one.get("lang") or "en")
            spoken += bool(mine["findings"])
            if mine != other:
                return spoken, f"seed {seed}: {one}\nPython:     {mine}\nJavaScript: {other}"
    return spoken, ""


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + PAIRS // (BATCH * DRAFTS)))
def test_random_releases_and_drafts_are_judged_alike(seed: int) -> None:
    spoken, differs = difference(seed)
    assert not differs, differs
    assert spoken > BATCH, "too few of the random drafts are spoken about to prove anything"
