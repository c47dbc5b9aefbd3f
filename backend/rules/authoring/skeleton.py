"""A new rule and the lexicon it asks, ready to be changed: they pass their examples from the start."""

import re
from pathlib import Path
from string import Template

from backend.rules.language import source_files, yaml_edit

HERE = Path(__file__).parent
PACK, OURS = "house", "core"  # an organisation's own rules; those that are shipped
NAME = r"[a-z][a-z0-9-]{1,60}"


class BadName(ValueError):
    """A name that no rule can have, or one that is taken; the text says which."""


def write(folder: Path, rule: str, owner: str) -> list[Path]:
    """Writes packs/house/<rule>.yaml and lexicons/<rule>.yaml below `folder`. Raises BadName."""
    if not re.fullmatch(NAME, rule):
        raise BadName(
            f"{rule!r} cannot be a rule's name: small letters, digits and hyphens, as no-payday-loans."
        )
    shipped = source_files.below(source_files.SHIPPED)
    if rule in {Path(file).stem for file in shipped if file.startswith("packs/")}:
        raise BadName(f"A shipped rule is called {rule}; take another name.")
    made = {folder / file: text for file, text in zip(files(rule), texts(rule, owner), strict=True)}
    for path in made:
        if path.exists():
            raise BadName(f"{path} is there already; take another name.")
        if path.relative_to(folder).as_posix() in shipped:
            raise BadName(f"A shipped lexicon is called {path.stem}; take another name.")
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(made)


def files(rule: str) -> tuple[str, str]:
    """Where a rule of this name and its lexicon stand."""
    return f"packs/{PACK}/{rule}.yaml", f"lexicons/{rule.replace('-', '_')}.yaml"


def texts(rule: str, owner: str) -> tuple[str, str]:
    """The rule and its lexicon, to be changed."""
    filled = {"rule": rule, "lexicon": rule.replace("-", "_"), "label": label(rule)}
    of_rule, of_lexicon = (
        Template((HERE / name).read_text("utf-8")) for name in ("rule.yaml", "lexicon.yaml")
    )
    return yaml_edit.write(of_rule.substitute(filled), {"owner": owner}), of_lexicon.substitute(filled)


def label(rule: str) -> str:
    """A kind of its own: of two rules with one label only one speaks about a text."""
    return rule.replace("-", "_").upper()
