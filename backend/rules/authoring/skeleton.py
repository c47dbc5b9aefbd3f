"""A new rule and the lexicon it asks, ready to be changed: they pass their examples from the start."""

import re
from pathlib import Path
from string import Template

from backend.rules import language, source_files

HERE = Path(__file__).parent
PACK = "house"  # an organisation's own rules; `core` is ours


class BadName(ValueError):
    """A name that no rule can have, or one that is taken; the text says which."""


def write(folder: Path, rule: str, owner: str) -> list[Path]:
    """Writes packs/house/<rule>.yaml and lexicons/<rule>.yaml below `folder`. Raises BadName."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,60}", rule):
        raise BadName(
            f"{rule!r} cannot be a rule's name: small letters, digits and hyphens, as no-payday-loans."
        )
    lexicon = rule.replace("-", "_")
    texts = {
        folder / "packs" / PACK / f"{rule}.yaml": HERE / "rule.yaml",
        folder / "lexicons" / f"{lexicon}.yaml": HERE / "lexicon.yaml",
    }
    for path in texts:
        if path.exists():
            raise BadName(f"{path} is there already; take another name.")
        if path.relative_to(folder).as_posix() in source_files.below(language.HERE):
            raise BadName(f"A shipped lexicon is called {lexicon}; take another name.")
    for path, template in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        filled = Template(template.read_text("utf-8")).substitute(rule=rule, lexicon=lexicon, owner=owner)
        path.write_text(filled, "utf-8")
    return list(texts)
