"""`plainspoken rules test | judge | score`: the measuring part of the command line; others join it."""

import json
import sys
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

import click

from backend.rules import examples, language, measure, node, source_files
from backend.rules.authoring import cli as authoring
from backend.rules.cases import Case, CaseFault, read
from backend.rules.faults import RuleFaults, counted
from backend.rules.language import Lexicon, Rule
from backend.rules.releases_cli import diff, export, publish, published, roll_back

ENGINES = {"python": examples.many_in_python, "js": node.judge_many}
FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)

OWN_RULES = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With your own rules and lexicons, over the shipped ones.",
)


@click.group()
def rules() -> None:
    """Write and test rules, judge files of drafts, measure against labelled cases, publish."""


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
):
    rules.add_command(command)


@rules.command()
@authoring.FOLDER
def test(folder: Path | None) -> None:
    """Run every example of every rule and lexicon, through both judges where node is installed.

    With FOLDER, its packs and lexicons stand over the shipped ones; of these the rules are run that ask one
    of its lexicons, since the others do what they did.
    """
    written, lexicons = authoring.load(folder)
    files = _to_run(folder, written, lexicons)
    faults = examples.run(written, lexicons, files=files)
    if node.is_here():
        faults += examples.run(written, lexicons, node.judge_many, files)
    else:
        click.echo("node is not installed: the JavaScript judge was not asked.", err=True)
    for fault in sorted(set(faults)):
        click.echo(str(fault), err=True)
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


def _to_run(folder: Path | None, written: list[Rule], lexicons: list[Lexicon]) -> set[str]:
    if folder:
        return language.touched_by(source_files.below(folder), written)
    return {rule.file for rule in written} | {lexicon.file for lexicon in lexicons}


def _counted(written: list[Rule], lexicons: list[Lexicon], files: Container[str]) -> str:
    run = [rule for rule in written if rule.file in files]
    count = sum(_examples(rule) for rule in run)
    asked = sum(lexicon.file in files for lexicon in lexicons)
    return f"{counted(len(run), 'rule')} with {counted(count, 'example')}, {counted(asked, 'lexicon')}"


def _examples(rule: Rule) -> int:
    return sum(len(some) for some in rule.examples.values())


@rules.command("judge")
@FILES
@click.option("--engine", type=click.Choice(list(ENGINES)), default="python", show_default=True)
@OWN_RULES
def judge_files(files: tuple[Path, ...], engine: str, folder: Path | None) -> None:
    """Judge cases (JSON lines), each with its own profile; background texts as posts at Acme."""
    for case, verdict in _judged(_cases(files), authoring.load(folder), engine):
        labels = sorted(finding["label"] for finding in verdict["findings"])
        click.echo(json.dumps({"id": case.id, "labels": labels, "verdict": verdict}, ensure_ascii=False))


@rules.command("score")
@FILES
@click.option("--engine", type=click.Choice([*ENGINES, "both"]), default="both", show_default=True)
@click.option("--errors", metavar="LABEL", help="Show every draft that is wrong about this label.")
@OWN_RULES
def score_files(files: tuple[Path, ...], engine: str, errors: str | None, folder: Path | None) -> None:
    """Print precision, recall and false alarms against the labels of the cases."""
    cases, written = _cases(files), authoring.load(folder)
    engines = [engine] if engine != "both" else ["python", "js"] if node.is_here() else ["python"]
    verdicts = [_judged(cases, written, name) for name in engines]
    judged = [
        (case, frozenset(found["label"] for found in verdict["findings"])) for case, verdict in verdicts[0]
    ]
    click.echo(measure.table(judged, {rule.label for rule in written[0] if rule.status == "active"}))
    if errors:
        click.echo(measure.errors(judged, errors))
    if len(verdicts) < 2:
        click.echo(f"judged by {engines[0]} only")
        return
    differing = [one[0].id for one, other in zip(*verdicts, strict=True) if one[1] != other[1]]
    click.echo(f"both judges agree on {len(cases) - len(differing)} of {len(cases)} verdicts", nl=False)
    click.echo(f"; they differ on {', '.join(differing[:20])}" if differing else "")
    sys.exit(bool(differing))


def _cases(files: Iterable[Path]) -> list[Case]:
    try:
        return list(read(files))
    except (CaseFault, RuleFaults) as fault:
        raise click.ClickException(str(fault)) from None


def _judged(
    cases: list[Case], written: tuple[list[Rule], list[Lexicon]], engine: str
) -> list[tuple[Case, dict[str, Any]]]:
    return list(zip(cases, measure.verdicts(cases, *written, ENGINES[engine]), strict=True))
