"""What our rules say in German with du, said with Sie. What an organisation writes itself stays as it is."""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

WRITTEN = Path(__file__).parent / "formal.yaml"


@cache
def table() -> dict[str, str]:
    """Text with du → with Sie; what addresses nobody is not in it."""
    return dict(YAML(typ="safe").load(WRITTEN.read_text(encoding="utf-8")))


def said(texts: dict[str, str]) -> dict[str, str]:
    """The same texts by language, the German one with Sie."""
    return texts | {"de": table().get(texts["de"], texts["de"])}
