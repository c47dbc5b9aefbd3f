"""`plainspoken rules new | words | lint`: the part of the command line for those who write rules."""

import sys
from pathlib import Path

import click

from backend.rules import language
from backend.rules.authoring import inflections, lint, skeleton
from backend.rules.faults import RuleFaults

FOLDER = click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
MANY = 12


@click.command()
@click.argument("name")
@click.option("--folder", default=".", type=click.Path(file_okay=False, path_type=Path), show_default=True)
@click.option(
    "--owner", default="compliance@example.org", show_default=True, help="Who answers for the rule."
)
def new(name: str, folder: Path, owner: str) -> None:
    """Write the skeleton of a rule and of its lexicon below FOLDER."""
    try:
        written = skeleton.write(folder, name, owner)
    except (skeleton.BadName, OSError) as error:
        raise click.ClickException(str(error)) from None
    for path in written:
        click.echo(f"written: {path}")
    click.echo(f"Next: change them, then `plainspoken rules test {folder}`.")


@click.command()
@click.argument("word")
@click.option("--lang", type=click.Choice(list(inflections.STEMMERS)), required=True)
def words(word: str, lang: str) -> None:
    """Propose the forms of a WORD and a lexicon entry that finds them all."""
    try:
        family = inflections.family(word, lang)
    except inflections.NoWordLists:
        raise click.ClickException(
            "The word lists are not installed. Run: pip install 'plainspoken[authors]'"
        ) from None
    click.echo("forms:  " + " ".join(family.forms))
    click.echo("entry:  " + family.entry)
    click.echo(
        f"also found by its *: {_some(family.besides)}" if family.besides else "finds nothing besides."
    )


@click.command("lint")
@FOLDER
def lint_files(folder: Path | None) -> None:
    """Give advice about the rules as shipped or, with FOLDER, about those below it."""
    advice = [each for each in lint.advise(*load(folder)) if _is_asked(each.file, folder)]
    for each in advice:
        click.echo(str(each), err=True)
    click.echo(f"{len(advice)} pieces of advice" if advice else "nothing to say")
    sys.exit(bool(advice))


def load(folder: Path | None) -> tuple[list[language.Rule], list[language.Lexicon]]:
    """The shipped rules and lexicons, and over them those below `folder`. Raises click.ClickException."""
    if folder and not any([*folder.glob("packs/*/*.yaml"), *folder.glob("lexicons/*.yaml")]):
        raise click.ClickException(f"{folder} holds no packs/<pack>/<rule>.yaml and no lexicons/<id>.yaml.")
    try:
        return language.load(language.HERE, *([folder] if folder else []))
    except RuleFaults as faults:
        raise click.ClickException(str(faults)) from None


def _is_asked(file: str, folder: Path | None) -> bool:
    return folder is None or (folder / file).exists()


def _some(found: list[str]) -> str:
    more = f" and {len(found) - MANY} more" if len(found) > MANY else ""
    return " ".join(found[:MANY]) + more
