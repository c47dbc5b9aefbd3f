"""`plainspoken rules test`; the other commands for rules join it."""

import sys
from collections.abc import Container
from pathlib import Path

import click

from backend.rules import examples
from backend.rules.authoring import cli as authoring
from backend.rules.judge import node
from backend.rules.language import source_files
from backend.rules.language.faults import counted
from backend.rules.language.rule import Lexicon, Rule, touched_by
from backend.rules.measuring import cli
from backend.rules.releases.cli import diff, export, publish, published, roll_back
from backend.running import garbage


@click.group()
def rules() -> None:
    """Write and test rules, judge files of drafts, measure against labelled cases, publish."""
    garbage.look_seldom()


for command in (
    publish,
    diff,
    export,
    published,
    roll_back,
    authoring.new,
    authoring.words,
    authoring.lint_files,
    authoring.explain_text,
    cli.judge_files,
    cli.score_files,
):
    rules.add_command(command)


@rules.command()
@authoring.FOLDER
def test(folder: Path | None) -> None:
    """Run every example of every rule and lexicon, through both judges where node and extension are there.

    With FOLDER, its packs and lexicons stand over the shipped ones; of these the rules are run that ask one
    of its lexicons, since the others do what they did.
    """
    written, lexicons = authoring.load(folder)
    authoring.profile(folder)  # the examples are Acme's, but publishing reads it
    files = _to_run(folder, written, lexicons)
    faults = examples.run(written, lexicons, files=files)
    if told := node.missing():
        click.echo(f"{told}: the JavaScript judge was not asked.", err=True)
    else:
        faults += examples.run(written, lexicons, node.judge_many, files)
    for fault in sorted(set(faults)):
        click.echo(str(fault), err=True)
    if faults:
        click.echo('Why a rule speaks or keeps silent: plainspoken rules explain "…" --rule ID', err=True)
    click.echo(f"{_counted(written, lexicons, files)}: {counted(len(set(faults)), 'fault')}")
    if folder:
        _tell_of(folder, written)
    sys.exit(bool(faults))


def _tell_of(folder: Path, written: list[Rule]) -> None:
    """What of this was the folder's own, and which of its files were not read."""
    for sentence in source_files.unread(folder):
        click.echo(sentence, err=True)
    files = source_files.below(folder)
    own = [rule for rule in written if rule.file in files]
    told = [f"{rule.id}, {counted(_examples(rule), 'example')}" for rule in own]
    rules_told = counted(len(own), "rule") + (f" ({'; '.join(told)})" if told else "")
    lexicons = sum(file.startswith("lexicons/") for file in files)
    click.echo(f"In {folder}: {rules_told}, {counted(lexicons, 'lexicon')}.")
    for file in sorted(files.keys() & source_files.below(source_files.SHIPPED)):
        click.echo(f"{folder / file} stands in the place of the shipped file of that name.")


def _to_run(folder: Path | None, written: list[Rule], lexicons: list[Lexicon]) -> set[str]:
    if folder:
        return touched_by(source_files.below(folder), written)
    return {rule.file for rule in written} | {lexicon.file for lexicon in lexicons}


def _counted(written: list[Rule], lexicons: list[Lexicon], files: Container[str]) -> str:
    run = [rule for rule in written if rule.file in files]
    count = sum(_examples(rule) for rule in run)
    asked = sum(lexicon.file in files for lexicon in lexicons)
    return f"{counted(len(run), 'rule')} with {counted(count, 'example')}, {counted(asked, 'lexicon')}"


def _examples(rule: Rule) -> int:
    return sum(len(some) for some in rule.examples.values())
