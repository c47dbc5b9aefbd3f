"""Nobody reads a figure about fewer than five people, whatever they add or subtract: tried by brute force."""

from collections import defaultdict
from collections.abc import Iterator, Set as AbstractSet
from datetime import date, timedelta
from itertools import combinations, product
from random import Random

import pytest

from backend.fewest import FEWEST
from backend.reports import guard
from backend.reports.guard import TOGETHER, Bundle, Tally

SUNDAY = date(2026, 3, 1)
PARTS = ("Sales", "Service", "Works", "rest")
ON_BOARD = {f"p{n}" for n in range(0, 40, 3)}
Read = dict[Tally, int]  # how often each tally is in what somebody worked out


def tally(who: str, part: str = "Sales", week: int = 0, value: int = 1) -> Tally:
    return Tally(part, SUNDAY + timedelta(weeks=week), who, value)


def history(random: Random) -> Iterator[list[Tally]]:
    """Week by week, what a company of up to 40 did: some a lot, many nothing, now and then one who moves."""
    people = [f"p{n}" for n in range(random.randint(3, 40))]
    home = {who: random.choice(PARTS) for who in people}
    keenness = {who: random.random() ** 2 for who in people}
    for week in range(12):
        home[random.choice(people)] = random.choice(PARTS)
        keen = [who for who in people if random.random() < keenness[who]]
        yield [tally(who, home[who], week, random.choice((1, 1, 2, 30))) for who in keen]


def shown(random: Random, seen: AbstractSet[str] = frozenset()) -> list[tuple[int, Bundle]]:
    """Every figure that is shown in twelve weeks of three months, with the week that brought it."""
    waiting: list[Tally] = []
    figures: list[tuple[int, Bundle]] = []
    for week, new in enumerate(history(random)):
        waiting += new
        for bundle in guard.ripe(waiting, week % 4 == 3, FEWEST, seen):
            figures.append((week, bundle))
            waiting = [one for one in waiting if one not in bundle.tallies]
    return figures


def reports(figures: list[tuple[int, Bundle]]) -> list[Read]:
    """Everything a report adds up: each figure, each part, each week and month, each part of these, all."""
    sums: dict[object, list[Bundle]] = defaultdict(list)
    for week, bundle in figures:
        month = f"month {week // 4}"
        for name in (week, (week, bundle.part), bundle.part, month, (month, bundle.part), "all"):
            sums[name].append(bundle)
    return [combined([(1, bundle) for bundle in found]) for found in sums.values()]


def combined(terms: list[tuple[int, Bundle]]) -> Read:
    found: Read = defaultdict(int)
    for times, bundle in terms:
        for one in bundle.tallies:
            found[one] += times
    return found


def people_in(read: Read, seen: AbstractSet[str] = frozenset()) -> int:
    """How many people a sum or difference is about, once those are taken away whose own figures one reads."""
    return len({one.who for one, times in read.items() if times} - seen)


def less(one: Read, other: Read, times: int = 1) -> Read:
    return {key: one.get(key, 0) - times * other.get(key, 0) for key in {*one, *other}}


@pytest.mark.parametrize("seed", range(40))
def test_no_report_and_no_pair_of_reports_is_about_fewer_than_five(seed: int) -> None:
    read = reports(shown(Random(seed)))
    for one, other in combinations([{}, *read], 2):
        for found in (less(one, other), less(one, other, -1)):
            assert people_in(found) == 0 or people_in(found) >= FEWEST


@pytest.mark.parametrize("seed", range(40, 60))
def test_nor_is_any_way_of_adding_and_subtracting_many(seed: int) -> None:
    figures = [bundle for _week, bundle in shown(Random(seed))]
    some = Random(seed).sample(figures, min(6, len(figures)))
    for times in product((-1, 0, 1, 2), repeat=len(some)):
        found = combined(list(zip(times, some, strict=True)))
        assert people_in(found) == 0 or people_in(found) >= FEWEST


@pytest.mark.parametrize("seed", range(60, 80))
def test_nor_is_what_is_left_when_those_on_the_board_are_taken_away(seed: int) -> None:
    assert bare(reports(shown(Random(seed), ON_BOARD))) == 0


def test_if_they_counted_somebody_would_be_left_alone() -> None:
    assert any(bare(reports(shown(Random(seed)))) for seed in range(60, 80))


def bare(read: list[Read]) -> int:
    """Pairs of reports that tell of one to four people who are not on the board."""
    pairs = (less(one, other) for one, other in combinations([{}, *read], 2))
    return sum(1 for found in pairs if 0 < people_in(found, ON_BOARD) < FEWEST)


def test_the_search_would_find_a_breach() -> None:
    six, five = [tally(f"p{n}") for n in range(6)], [tally(f"p{n}") for n in range(5)]
    careless = reports([(0, Bundle("Sales", six)), (1, Bundle("keen ones", five))])
    assert any(people_in(less(one, other)) == 1 for one, other in combinations(careless, 2))


@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_counted_twice_and_nothing_is_lost_but_what_still_waits(seed: int) -> None:
    used = [one for _week, bundle in shown(Random(seed)) for one in bundle.tallies]
    happened = [one for week in history(Random(seed)) for one in week]
    assert len(used) == len(set(used))
    assert set(used) <= set(happened)


def test_four_people_wait_until_there_is_a_fifth() -> None:
    four = [tally(f"p{n}") for n in range(4)]
    assert guard.ripe(four, at_month_end=True, fewest=FEWEST) == []
    [bundle] = guard.ripe([*four, tally("p4", week=1)], at_month_end=False, fewest=FEWEST)
    assert (bundle.value, bundle.people) == (5, 5)


def test_one_person_who_did_much_is_still_one_person() -> None:
    assert guard.ripe([tally("p0", value=100), tally("p0", week=1)], at_month_end=True, fewest=FEWEST) == []


def test_what_is_small_is_taken_together_only_at_the_end_of_a_month() -> None:
    small = [tally(f"p{n}", part) for n, part in enumerate(("Sales", "Sales", "Works", "Works", "rest"))]
    assert guard.ripe(small, at_month_end=False, fewest=FEWEST) == []
    [bundle] = guard.ripe(small, at_month_end=True, fewest=FEWEST)
    assert (bundle.part, bundle.value) == (TOGETHER, 5)


# ---- numbers of people ----


def test_a_number_of_people_moves_in_fives() -> None:
    assert [guard.to_five(n) for n in (5, 7, 8, 12, 13)] == [5, 5, 10, 10, 15]


def test_fewer_than_five_are_left_out_or_taken_together() -> None:
    parts = {"Sales": {"a", "b", "c"}, "Works": {"d", "e", "f"}, "rest": set("ghijklmn")}
    assert guard.heads(parts, FEWEST) == {"rest": 10}
    assert guard.heads_apart(parts, FEWEST) == {"rest": 10, TOGETHER: 5}
    assert guard.heads_apart({"Sales": {"a"}}, FEWEST) == {}
    assert guard.heads({"Sales": set("abcde"), "Works": set("abcd")}, FEWEST) == {"Sales": 5}


@pytest.mark.parametrize(("did", "fewest", "told"), [(3, 5, 3), (5, 5, 5), (8, 5, 5), (10, 5, 5), (8, 10, 0)])
def test_that_nearly_everybody_did_something_is_never_told(did: int, fewest: int, told: int) -> None:
    """Of ten people; else one would know it of each of them."""
    ten = {f"p{n}" for n in range(10)}
    found = guard.never_all({"Sales": set(sorted(ten)[:did])}, {"Sales": ten}, fewest)
    assert len(found["Sales"]) == told
    assert guard.never_all({"Works": ten}, {"Sales": ten}, fewest) == {"Works": frozenset()}


def test_no_more_people_are_told_than_things_they_did() -> None:
    assert [guard.at_most(people, deeds) for people, deeds in ((10, 8), (5, 5), (20, 100))] == [5, 5, 20]


def test_of_two_numbers_one_within_the_other_the_difference_is_never_known_below_five() -> None:
    """All sizes up to sixty: what a reader can work out of both is one of several, or five and more."""

    def told(size: int) -> int | None:
        return guard.heads({"": frozenset(map(str, range(size)))}, FEWEST).get("")

    possible: dict[object, set[int]] = defaultdict(set)
    for whole in range(61):
        for part in range(whole + 1):
            possible[told(whole), told(part)].add(whole - part)
    for differences in possible.values():
        assert len(differences) > 1 or min(differences) >= FEWEST
