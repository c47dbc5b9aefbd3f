"""Of two who do something in the same moment: the other one comes in between."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import pytest

HEAD_START_S = 1  # on SQLite the other one may have to wait for us


@contextmanager
def another_before(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, work: Callable[[], Any]
) -> Iterator[list[Future[Any]]]:
    """Where `place.name` is first called, somebody else begins `work`; holds their answer from then on."""
    usual, others = getattr(place, name), list[Future[Any]]()
    with ThreadPoolExecutor(1) as pool:

        def after_the_other(*about: Any) -> Any:
            monkeypatch.setattr(place, name, usual)
            others.append(pool.submit(work))
            wait(others, timeout=HEAD_START_S)
            return usual(*about)

        monkeypatch.setattr(place, name, after_the_other)
        yield others
