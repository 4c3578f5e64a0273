"""Several people at work on one database at the same moment, each as another process of the service would be."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from databases import another

from wheel.store.database import Database


def at_once(database: Database, work: Callable[[Database, int], None], people: int = 2) -> None:
    """Let each person do the work on connections of their own, starting together; what fails fails the test."""
    together = Barrier(people, timeout=60)

    def start(number: int) -> None:
        with another(database) as own:
            together.wait()
            work(own, number)

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(start, range(people)))
