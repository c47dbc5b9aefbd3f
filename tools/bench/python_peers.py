"""Engines in Python that a registry has, imported from the folder of peers.py."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.bench.material import Material

Check = Callable[[dict[str, Any]], int]


def aho_corasick(material: Material) -> Check:
    """pyahocorasick: substrings, in C."""
    automaton = importlib.import_module("ahocorasick").Automaton()
    for term in material.terms:
        automaton.add_word(term, term)
    automaton.make_automaton()
    return lambda draft: sum(1 for _ in automaton.iter(draft["text"].lower()))


def rule_engine(material: Material) -> Check:
    """rule-engine: an expression that searches, for each word or phrase."""
    engine = importlib.import_module("rule_engine")
    rules = [engine.Rule(rf'text =~~ "\\b{term}\\b"') for term in material.terms]
    return lambda draft: sum(rule.matches({"text": draft["text"].lower()}) for rule in rules)


def cel(material: Material) -> Check:
    """cel-python: an expression that asks whether the text contains it, for each word or phrase."""
    language = importlib.import_module("celpy")
    environment = language.Environment()
    rules = [environment.program(environment.compile(f'text.contains("{term}")')) for term in material.terms]

    def check(draft: dict[str, Any]) -> int:
        text = language.celtypes.StringType(draft["text"].lower())
        return sum(bool(rule.evaluate({"text": text})) for rule in rules)

    return check


QUICK = {"pyahocorasick": aho_corasick}
SLOW = {"rule-engine": rule_engine, "CEL": cel}


def checks(material: Material, folder: Path, everything: bool) -> dict[str, Check]:
    """By name, what is installed in `folder`; the slow ones only where `everything` is asked."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    asked = QUICK | (SLOW if everything else {})
    return {name: engine(material) for name, engine in asked.items()}
