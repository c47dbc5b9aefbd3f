"""Ten questions drawn by lot. The same seed draws the same ones, so that only the seed must be kept."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from backend.training.drills import Drill, Example, Found

MANY = 10
ENOUGH = 0.8  # of them, to pass
FINE, BETTER, TOPIC = KINDS = ("fine", "better", "topic")
TOPICS = 3  # to choose from
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Question:
    """`shown`: the drafts that are asked about; `choices`: what may be answered, by which `right` is right.

    fine: may this be posted as it is (yes, no); better: which of two may be (0, 1); topic: which paragraph of
    the guidelines is it about (their names). `found` and `silent` explain it afterwards.
    """

    kind: str
    paragraph: str
    shown: tuple[Example, ...]
    choices: tuple[str, ...]
    right: str
    found: Found
    silent: Example


def draw(drills: Sequence[Drill], seed: int) -> list[Question]:
    """The questions of a seed: about as many paragraphs as there are, each rule once."""
    random = Random(seed)  # noqa: S311 - no secret: whoever knows the rules may know the questions
    chosen = _spread(random, drills)[:MANY]
    random.shuffle(chosen)
    paragraphs = sorted({drill.paragraph for drill in drills})
    return [_ask(random, drill, paragraphs) for drill in chosen]


def is_passed(right: int, asked: int) -> bool:
    """Enough of them?"""
    return asked > 0 and right >= ENOUGH * asked


def _spread(random: Random, drills: Sequence[Drill]) -> list[Drill]:
    """One drill of every paragraph, then a second one of each, and so on."""
    piles: dict[str, list[Drill]] = defaultdict(list)
    for drill in random.sample(list(drills), len(drills)):
        piles[drill.paragraph].append(drill)
    ranked = [(place, drill) for pile in piles.values() for place, drill in enumerate(pile)]
    return [drill for _place, drill in sorted(ranked, key=lambda entry: entry[0])]


def _ask(random: Random, drill: Drill, paragraphs: Sequence[str]) -> Question:
    found = random.choice(drill.found)
    silent = drill.beside(found)
    kind = random.choice(KINDS if drill.leads and len(paragraphs) >= TOPICS else (FINE, BETTER))
    shown, choices, right = ASKED[kind](random, found.example, silent, drill.paragraph, paragraphs)
    return Question(kind, drill.paragraph, shown, choices, right, found, silent)


Asked = tuple[tuple[Example, ...], tuple[str, ...], str]  # what is shown, the choices, the right one


def _fine(random: Random, found: Example, silent: Example, *_: object) -> Asked:
    is_fine = random.random() < 0.5
    return (silent if is_fine else found,), (YES, NO), YES if is_fine else NO


def _better(random: Random, found: Example, silent: Example, *_: object) -> Asked:
    first = random.randrange(2)
    return ((found, silent) if first else (silent, found)), ("0", "1"), str(first)


def _topic(random: Random, found: Example, _silent: Example, own: str, paragraphs: Sequence[str]) -> Asked:
    others = random.sample([name for name in paragraphs if name != own], TOPICS - 1)
    return (found,), tuple(random.sample([*others, own], TOPICS)), own


ASKED: dict[str, Callable[..., Asked]] = {FINE: _fine, BETTER: _better, TOPIC: _topic}
