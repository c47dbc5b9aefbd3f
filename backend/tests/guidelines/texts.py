"""Small guidelines for Acme, and their publishing."""

import re
from typing import Any

from backend.guidelines import publishing, service
from backend.guidelines.models import Version
from backend.rules.releases import sources

EN = """# Out there with {company}

A word *before* all.

## Say where you work {#disclosure}

Say that you work at **{company}**, see [our page](https://acme.example/where).

- in the post
- at the beginning

## Be kind {#respect #tone}

Argue about the matter.
"""
DE = """# Mit {company} unterwegs

Ein Wort *vorab*.

## Sag, wo du arbeitest {#disclosure}

Sag, dass du bei **{company}** arbeitest, siehe [Seite](https://acme.example/wo).

- im Beitrag
- am Anfang

## Bleib freundlich {#respect #tone}

Streite über die Sache.
"""
RULE = "packs/acme/thieves.yaml"  # names the paragraph `respect`
KINDER = ("Argue about the matter.", "Argue about the matter, and smile.")


def published(
    session: Any, en: str = EN, de: str = DE, asks: bool = True, note: str = "New words."
) -> Version:
    """The next version."""
    service.save_draft(session, {"en": en, "de": de})
    notes = {"en": note, "de": f"Deutsch: {note}"}
    return publishing.publish(session, None, notes, asks, sources.paragraphs(session))


def rename(session: Any, name: str) -> None:
    """The rule names another paragraph."""
    text = re.sub("guideline: .*", f"guideline: {name}", sources.get(session, RULE).text)
    sources.edit(session, RULE, text)
