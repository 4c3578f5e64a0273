"""`make bench`: every table, in one run of a few minutes.

With AARSHJUL_BENCH_POSTGRESQL_URL, which names an empty PostgreSQL database, polls are measured there as well.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from bench.drawing import measure_drawing
from bench.municipality import TODAY, municipality, own_feed_address
from bench.pages import measure_pages
from bench.planning import measure_loading, measure_planning, measure_showing
from bench.polls import OWN, measure_polls, measure_without_server
from bench.rendering import measure_rendering
from bench.timing import ROUNDS, say, show

POSTGRESQL_URL = os.environ.get("AARSHJUL_BENCH_POSTGRESQL_URL")


def main() -> None:
    version = ".".join(map(str, sys.version_info[:2]))
    say(f"Processor time, medians of {ROUNDS} rounds in turns; Python {version}, {os.cpu_count()} cores.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure_feeds(f"sqlite:///{folder / 'feeds.sqlite3'}")
        database = measure_loading(f"sqlite:///{folder / 'years.sqlite3'}")
        show("Reading a year", "dateutil, 600 rules over a year", measure_showing(database))
        database.dispose()
        series = municipality(f"sqlite:///{folder / 'series.sqlite3'}", range(0))
        show("Planning a year", "dateutil, the same 600 rules", measure_planning(series))
        series.dispose()
        shown = f"sqlite:///{folder / 'shown.sqlite3'}"
        municipality(shown, range(TODAY.year, TODAY.year + 2)).dispose()
        show("Drawing a wheel", "a Jinja loop, one bare arc an event", measure_drawing(shown))
        measure_pages(shown)


def _measure_feeds(url: str) -> None:
    database = municipality(url, is_dense=True)
    hello = 'a Flask view that returns "ok", same gunicorn'
    own = own_feed_address(database, OWN)
    show("One poll of a feed, SQLite", hello, [*measure_polls(url, own), measure_without_server(url)])
    if POSTGRESQL_URL:
        with _postgresql(POSTGRESQL_URL) as url_there:
            there = municipality(url_there, is_dense=True)
            own_there = own_feed_address(there, OWN)
            there.dispose()
            show("One poll of a feed, PostgreSQL", hello, measure_polls(url_there, own_there))
    show("Making a feed", "icalendar making every event", measure_rendering(database, url))
    database.dispose()


@contextmanager
def _postgresql(url: str) -> Iterator[str]:
    """A schema of its own, dropped at the end."""
    schema = f"bench_{secrets.token_hex(6)}"
    _run(url, f"CREATE SCHEMA {schema}")
    try:
        own = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.render_as_string(hide_password=False)
    finally:
        _run(url, f"DROP SCHEMA {schema} CASCADE")


def _run(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


if __name__ == "__main__":
    main()
