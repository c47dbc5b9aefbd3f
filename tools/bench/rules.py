"""Section "rules": a whole verdict beside engines that only look for words; growth; a release's size."""

import gzip
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from tools.bench import javascript_engines, material, peers, python_engines
from tools.bench.material import Material
from tools.bench.progress import say
from tools.bench.python_engines import Times
from tools.bench.rows import Row

FEW, MIDDLE, MANY = 20, 1_000, 10_000
SHORT, LONG, LONGEST = 200, 2_000, 100_000
STARTS = 5
KB = 1000

row = partial(Row, "rules")


def rows() -> Iterator[Row]:
    """Every figure of the section."""
    npm, pypi = peers.npm(), peers.pypi()
    javascript: dict[int, Times] = {}
    python: dict[int, Times] = {}
    for size in (FEW, MIDDLE, MANY):
        made = material.make(size)
        say(f"rules: {size:,} rules in JavaScript")
        javascript[size] = _javascript(made, npm, size == MIDDLE)
        say(f"rules: {size:,} rules in Python")
        python[size] = _python(made, pypi, size == MIDDLE)
    yield from _beside("JavaScript", javascript, "token table", "textlint", 80)
    yield from _beside("Python", python, "token hash", "re a rule", 10)
    yield from _growth("JavaScript", javascript)
    yield from _growth("Python", python)
    yield from _release(material.make(MIDDLE))


def _javascript(made: Material, npm: Path | None, everything: bool) -> Times:
    """Ours and the token table; with `everything` the slow peers and the longest draft too."""
    slow = ["regexps", *(javascript_engines.INSTALLED if npm else [])]
    engines = ["ours", "token-table", "alternation", *(slow if everything else [])]
    found = javascript_engines.measure(made, material.drafts(made, SHORT, LONG), engines, npm)
    times: Times = {name: engine["times"] for name, engine in found.items()}
    if everything:
        longest = javascript_engines.measure(made, material.drafts(made, LONGEST), ["ours"])
        times["ours"] |= longest["ours"]["times"]
    return times


def _python(made: Material, pypi: Path | None, everything: bool) -> Times:
    engines = ["ours", "token hash", "re a rule"] if everything else ["ours", "token hash"]
    times = python_engines.measure(made, material.drafts(made, SHORT, LONG), engines, pypi, everything)
    if everything:
        longest = python_engines.measure(made, material.drafts(made, LONGEST), ["ours"])
        times["ours"] |= longest["ours"]
    return times


def _beside(tongue: str, by_size: dict[int, Times], least: str, usual: str, faster: float) -> Iterator[Row]:
    for size, times in by_size.items():
        for length in (SHORT, LONG):
            against = {name: taken[str(length)] for name, taken in times.items() if name != "ours"}
            what = f"{tongue}: {length:,} characters, {size:,} rules"
            found = row(what, "µs", times["ours"][str(length)], against)
            yield found.at_most(30, least) if size == MIDDLE else found
            if size == MIDDLE:
                yield found.less_than(faster, usual)


def _growth(tongue: str, by_size: dict[int, Times]) -> Iterator[Row]:
    few, middle, many = (by_size[size]["ours"] for size in (FEW, MIDDLE, MANY))
    for length in (str(SHORT), str(LONG)):
        peer = f"at {FEW} rules"
        what = f"{tongue}: {length} characters, growth to {MANY:,} rules"
        yield row(what, "µs", many[length], {peer: few[length]}).at_most(3, peer)
    peer = f"of {LONG:,}"
    what = f"{tongue}: a character of {LONGEST:,}"
    short, long = middle[str(LONG)] / LONG, middle[str(LONGEST)] / LONGEST
    yield row(what, "µs", long, {peer: short}).at_most(1.5, peer)


def _release(made: Material) -> Iterator[Row]:
    say("rules: a release is sent, parsed and made ready")
    body = made.body
    what = f"Release of {MIDDLE:,} rules"
    yield row(f"{what}, as sent", "KB", len(body) / KB, {}).within(300)
    yield row(f"{what}, compressed", "KB", len(gzip.compress(body)) / KB, {}).within(60)
    runs = [javascript_engines.measure(made, {}, ["ours"]) for _ in range(STARTS)]
    yield row(f"{what}, ready", "ms", median(run["ours"]["ready"] for run in runs), {}).within(20)
