"""A real server on a port of its own, over a copy of a database and with a clock that stands still."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from flask_babel import force_locale
from playwright.sync_api import Page
from sqlalchemy import text
from werkzeug.serving import WSGIRequestHandler, make_server

from wheel.app import create_app
from wheel.core.access import OPERATOR, Moment, Role, Viewer
from wheel.core.forward_rows import ForwardRow
from wheel.core.stops import Stop
from wheel.settings import Settings
from wheel.store.account_sessions import begin_session
from wheel.store.accounts import find_account
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.usecases.create_account import CreateAccount, create_account
from wheel.usecases.load_sample import SAMPLE_USER, load_sample
from wheel.usecases.show_agenda import AgendaPage, show_agenda
from wheel.web.translation import gettext
from wheel.web.words import day_words

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOW.date()
READER = "laeser"

Visit = Callable[..., Page]
"""Opens a page of a site: `visit(site, address, width=…, viewer=…)`; see the fixture."""


class Quiet(WSGIRequestHandler):
    """Logs no requests: what went wrong is the browser's to tell."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@dataclass(frozen=True)
class Site:
    """One running service."""

    address: str
    app: Flask

    def url(self, path: str) -> str:
        return self.address + path

    def says(self, sentence: str, **details: object) -> str:
        """One of our sentences in Danish, as the pages show it."""
        with self.app.test_request_context(), force_locale("da_DK"):
            return gettext(sentence, **details)

    def day(self, day: date) -> str:
        """A day in Danish words, as the pages show it."""
        with self.app.test_request_context(), force_locale("da_DK"):
            return day_words(day)

    def session_cookie(self, user_name: str) -> str:
        """What a browser holds that has signed in."""
        with self._database.writing() as session:
            account = find_account(session, user_name)
            assert account is not None
            key = begin_session(session, account.id, NOW, "Chromium, Linux")
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return str(signer.dumps({"_user_id": key, "_fresh": True}))

    def agenda(self, body: str = "direktionen") -> AgendaPage:
        """A body's agenda as the secretary's next page would show it."""
        with self._database.reading() as session:
            return show_agenda(session, SECRETARY, body, TODAY)

    def with_items(self, body: str = "direktionen") -> tuple[ForwardRow, ...]:
        """The meetings that have at least two items."""
        return tuple(row for row in self.agenda(body).rows if len(row.stops) > 1)

    @property
    def _database(self) -> Database:
        return self.app.extensions["aarshjul"].database


SECRETARY = Viewer(role=Role.PLANNER, name="Sekretariatet", secretary_of=frozenset({"direktionen"}))


@contextmanager
def served(file: Path, clock: Callable[[], datetime] = lambda: NOW, **settings: object) -> Iterator[Site]:
    app = create_app(Settings(database_url=f"sqlite:///{file}", secret_key="only in tests", **settings), clock=clock)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, name="site")
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", app)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["aarshjul"].database.dispose()


def migrated(file: Path) -> Path:
    with _database(file) as database:
        migrate(database)
    return file


def with_sample(file: Path) -> Path:
    """The sample municipality, and one account more that may only read."""
    with _database(file) as database:
        migrate(database)
        with database.writing() as session:
            load_sample(session, OPERATOR, Moment(NOW, TODAY))
            reader = CreateAccount(READER, "Læseren", "ord-at-logge-ind-med", Role.READER)
            create_account(session, OPERATOR, reader, Moment(NOW, TODAY))
    return file


def copied(file: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(file, folder / "plan.sqlite3"))


@contextmanager
def _database(file: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{file}")
    yield database
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Copies are made of this one file, so nothing may be left in the log beside it.
        connection.exec_driver_sql("COMMIT")
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.dispose()


def titles(stops: tuple[Stop, ...]) -> list[str]:
    return [stop.title or "" for stop in stops]


__all__ = ["READER", "SAMPLE_USER", "TODAY", "Site", "copied", "migrated", "served", "titles", "with_sample"]
