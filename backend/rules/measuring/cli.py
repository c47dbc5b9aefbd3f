"""`plainspoken rules judge | score`: what rules say about files of drafts, and how often they are right."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from backend.rules import examples
from backend.rules.authoring import cli as authoring
from backend.rules.authoring.folder import Folder
from backend.rules.judge import node
from backend.rules.language.faults import RuleFaults, counted, did_you_mean
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.measuring import measure
from backend.rules.measuring.cases import Case, CaseFault, Setting, read

ENGINES = {"python": examples.many_in_python, "js": node.judge_many}
FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
OWN_RULES = click.option(
    "--folder", type=Folder(), help="With your own rules and lexicons, over the shipped ones."
)
Verdict = dict[str, Any]
Written = tuple[list[Rule], list[Lexicon]]


@click.command("judge")
@FILES
@click.option("--engine", type=click.Choice(list(ENGINES)), default="python", show_default=True)
@OWN_RULES
@authoring.SURFACE
@authoring.TARGET
def judge_files(
    files: tuple[Path, ...], engine: str, folder: Path | None, surface: str | None, target: str | None
) -> None:
    """Judge drafts (JSON lines): cases each with its own company, mere texts for yours.

    Yours is organisation.yaml in FOLDER, else the sample one (Acme). SURFACE and TARGET say where mere texts
    stand: as posts, if not told.
    """
    setting = Setting(authoring.profile(folder), surface, target)
    cases = _cases(files, setting)
    if any(case.profile is setting.profile for case in cases):
        click.echo(f"Lines with a text alone are judged for {_named(setting, folder)}.", err=True)
    judged = _judged(cases, authoring.load(folder), engine)
    for case, verdict in judged:
        told = {"id": case.id, "labels": sorted(_labels(verdict)), "text": case.draft["text"]}
        click.echo(json.dumps({**told, "verdict": verdict}, ensure_ascii=False))
    click.echo(_summary([verdict for _, verdict in judged]), err=True)


def _named(setting: Setting, folder: Path | None) -> str:
    own = setting.profile is not examples.organisation()
    return f"{setting.profile['name']} ({folder}/organisation.yaml)" if own else "Acme, the sample company"


def _summary(verdicts: list[Verdict]) -> str:
    found = [_labels(verdict) for verdict in verdicts if verdict["findings"]]
    share = 1000 * len(found) / max(len(verdicts), 1)
    often = Counter(label for labels in found for label in labels).most_common()
    told = ": " + ", ".join(f"{label} {count}" for label, count in often) if often else ""
    return f"{len(found)} of {counted(len(verdicts), 'draft')} with a finding ({share:.2f} per 1,000){told}"


@click.command("score")
@FILES
@click.option("--engine", type=click.Choice([*ENGINES, "both"]), default="both", show_default=True)
@click.option("--errors", metavar="LABEL", help="Show every draft that is wrong about this label.")
@OWN_RULES
def score_files(files: tuple[Path, ...], engine: str, errors: str | None, folder: Path | None) -> None:
    """Print precision, recall and false alarms against the labels of the cases."""
    cases, written = _cases(files), authoring.load(folder)
    _check_labels(cases, written[0], errors)
    engines = [engine] if engine != "both" else ["python"] if node.missing() else ["python", "js"]
    verdicts = [_judged(cases, written, name) for name in engines]
    judged = [(case, _labels(verdict)) for case, verdict in verdicts[0]]
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


def _check_labels(cases: list[Case], rules: list[Rule], asked: str | None) -> None:
    """Raises click.ClickException where there is nothing to compare with, or no such label."""
    bare = [case.id for case in cases if case.expected is None]
    if bare:
        says = f"{counted(len(bare), 'line')} without expected, the first with the id {bare[0]}"
        raise click.ClickException(f"{says}: write the labels you expect, [] where all is well.")
    known = {rule.label for rule in rules}.union(*(case.expected or () for case in cases))
    if asked and asked not in known:
        told = did_you_mean(asked, known) or f" There are {', '.join(sorted(known))}."
        raise click.ClickException(f"No rule and no case has the label {asked}.{told}")


def _labels(verdict: Verdict) -> frozenset[str]:
    return frozenset(finding["label"] for finding in verdict["findings"])


def _cases(files: Iterable[Path], setting: Setting | None = None) -> list[Case]:
    try:
        return list(read(files, setting))
    except (CaseFault, RuleFaults) as fault:
        raise click.ClickException(str(fault)) from None


def _judged(cases: list[Case], written: Written, engine: str) -> list[tuple[Case, Verdict]]:
    with click.progressbar(length=len(cases), label=f"Judging by {engine}", file=sys.stderr) as bar:

        def judge_many(asked: Iterable[node.Asked]) -> list[examples.Drafts]:
            try:
                return ENGINES[engine](_shown(asked))
            except node.NodeError as error:
                raise click.ClickException(str(error)) from None

        def _shown(asked: Iterable[node.Asked]) -> Iterator[node.Asked]:
            for release, drafts in asked:
                yield release, drafts
                bar.update(len(drafts))

        return list(zip(cases, measure.verdicts(cases, *written, judge_many), strict=True))
