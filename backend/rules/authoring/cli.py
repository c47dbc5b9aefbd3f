"""`plainspoken rules new | words | lint | explain`: the command line of those who write rules."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from backend.rules import examples
from backend.rules.authoring import (
    contradictions,
    cut_off,
    explain,
    inflections,
    lint,
    overlaps,
    paragraphs,
    shared_labels,
    skeleton,
)
from backend.rules.authoring.folder import Folder, FolderForNew, meant
from backend.rules.compiler import compiler
from backend.rules.judge import judge
from backend.rules.language import reading, source_files, yaml_file
from backend.rules.language.faults import RuleFaults, counted, did_you_mean
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.trial import draft_of, flags

FOLDER = click.argument("folder", required=False, type=Folder())
SURFACE = click.option("--surface", type=click.Choice(["post", "comment", "reply", "repost"]))
TARGET = click.option(
    "--target", type=click.Choice(["none", "own_company", "competitor", "customer", "other"])
)
MANY = 12


@click.command()
@click.argument("name")
@click.option("--folder", default=".", type=FolderForNew(), show_default=True)
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
    if not word.strip():
        raise click.ClickException("Give a word, such as: rules words deliver --lang en")
    try:
        family = inflections.family(word, lang)
    except inflections.NoWordLists:
        raise click.ClickException(
            "The word lists are not installed. In the folder of Plainspoken, run: pip install '.[authors]'"
        ) from None
    click.echo("forms:  " + " ".join(family.forms))
    click.echo("entry:  " + family.entry)
    click.echo(
        f"also found by its *: {_some(family.besides)}" if family.besides else "finds nothing besides."
    )


@click.command("lint")
@FOLDER
def lint_files(folder: Path | None) -> None:
    """Give advice about the rules as shipped or, with FOLDER, about those below it.

    Rules that contradict each other on an example are told too, those of FOLDER that another makes needless,
    and those that name a paragraph which the guidelines in FOLDER/guidelines do not have.
    """
    written = load(folder)
    unwritten = paragraphs.missing(written[0], folder)
    asked = [rule for rule in written[0] if _is_asked(rule.file, folder)]
    needless = overlaps.find(asked, *written) if folder else []
    cut = cut_off.find(folder) if folder else []
    contrary = [*contradictions.find(asked, *written), *shared_labels.find(written[0])]
    found = sorted([*lint.advise(*written), *contrary, *needless, *unwritten, *cut])
    advice = [each for each in found if _is_asked(each.file, folder)]
    for each in advice:
        click.echo(str(each), err=True)
    click.echo(counted(len(advice), "piece") + " of advice" if advice else "nothing to say")
    sys.exit(bool(advice))


@click.command("explain")
@click.argument("text")
@click.option("--folder", type=Folder(), help="Your own rules.")
@click.option("--rule", help="Tell of this rule only.")
@click.option("--platform", type=click.Choice(["linkedin", "x"]), default="linkedin", show_default=True)
@SURFACE
@TARGET
@click.option("--target-text", help="What the post says that is answered.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="The draft's language; else it is guessed.")
@click.option("--listed", is_flag=True, help="The company is on a stock exchange.")
@click.option("--quiet-period", is_flag=True, help="A quiet period is in force.")
def explain_text(text: str, folder: Path | None, rule: str | None, **given: Any) -> None:
    """Tell word by word what is found in TEXT (or a file), and why each rule speaks or is silent.

    Rules that are drafts are told of as if they were active.
    The organisation is organisation.yaml in FOLDER, else the sample one (Acme with HomeBot and FlowDesk).
    """
    written, lexicons = load(folder)
    if rule and rule not in {each.id for each in written}:
        raise click.ClickException(_no_such(rule, [each.id for each in written], folder))
    rules = [replace(each, status="active") if each.status == "draft" else each for each in written]
    example = {"draft": _text(text), "lang": given["lang"]}
    example |= {key: value for key, value in given.items() if value}
    judged_for = profile(folder) | flags(example)
    release = compiler.compile_release(rules, lexicons, judged_for, number=1, installation="explain")
    prepared, draft = judge.prepare(release), draft_of(example)
    for token in explain.tokens(prepared, draft):
        told = [*token.lexicons, *(f"({lexicon}: taken back by its not)" for lexicon in token.struck)]
        click.echo(f"  {token.text:<24} {', '.join(told)}".rstrip())
    for answer in sorted(explain.answers(prepared, draft), key=lambda answer: not answer.speaks):
        if rule in (None, answer.rule):
            click.echo(f"{'speaks' if answer.speaks else 'silent':<7} {answer.rule}: {answer.told()}")
            if answer.fixed is not None:
                click.echo(f"{'fixed':<7} {answer.fixed}")


def _no_such(rule: str, known: list[str], folder: Path | None) -> str:
    where = f"in {folder} and the shipped rules" if folder else "in the shipped rules; yours: --folder FOLDER"
    return f"There is no rule {rule} {where}.{did_you_mean(rule, known)}"


def _text(text: str) -> str:
    try:
        return source_files.text(Path(text), text) if Path(text).is_file() else text
    except OSError:  # longer than a file's name may be: a text
        return text
    except RuleFaults as faults:
        raise click.ClickException(str(faults)) from None


def profile(folder: Path | None) -> dict[str, Any]:
    """The organisation of `folder`, else the sample one. Raises click.ClickException."""
    path = folder / source_files.PROFILE if folder else None
    if path is None or not path.exists():
        return examples.organisation()
    try:
        return yaml_file.read(source_files.text(path, path.name), path.name, "organisation")[0]
    except RuleFaults as faults:
        raise click.ClickException(str(faults)) from None


def load(folder: Path | None) -> tuple[list[Rule], list[Lexicon]]:
    """The shipped rules and lexicons, and over them those below `folder`. Raises click.ClickException."""
    if folder and not source_files.below(folder):
        told = [f"{folder} holds no packs/<pack>/<rule>.yaml and no lexicons/<id>.yaml.{meant(folder)}"]
        raise click.ClickException("\n".join([*told, *source_files.unread(folder)]))
    try:
        return reading.load(source_files.SHIPPED, *([folder] if folder else []))
    except RuleFaults as faults:
        raise click.ClickException(str(faults)) from None


def _is_asked(file: str, folder: Path | None) -> bool:
    return folder is None or (folder / file).exists()


def _some(found: list[str]) -> str:
    more = f" and {len(found) - MANY} more" if len(found) > MANY else ""
    return " ".join(found[:MANY]) + more
