"""An operator at the command line, with a database of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from click.testing import Result
from flask import Flask

from wheel.app import create_app
from wheel.settings import Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class CommandLine:
    """`run` gives what `flask --app wsgi ...` prints and ends with."""

    path: Path
    now: datetime = NOW

    @property
    def app(self) -> Flask:
        return create_app(Settings(f"sqlite:///{self.path}", secret_key="for tests"), lambda: self.now)

    def run(self, *arguments: str | Path, standard_input: str | bytes = "") -> Result:
        app = self.app
        result = app.test_cli_runner().invoke(args=list(map(str, arguments)), input=standard_input)
        app.extensions["aarshjul"].database.dispose()
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def does(self, *arguments: str | Path, standard_input: str = "") -> str:
        """What a command that succeeds says."""
        result = self.run(*arguments, standard_input=standard_input)
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return result.stdout

    def refuses(self, *arguments: str | Path, standard_input: str = "") -> str:
        """The one sentence of a command that refuses, having written nothing."""
        before = self.everything()
        result = self.run(*arguments, standard_input=standard_input)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        sentence = result.stderr.strip().splitlines()[-1]
        assert sentence.startswith("Error: ")
        assert sentence.endswith(".")
        assert self.everything() == before
        return sentence.removeprefix("Error: ")

    def everything(self) -> Sequence[str]:
        """All that the database holds, as SQL."""
        if not self.path.exists():
            return []
        connection = sqlite3.connect(self.path)
        begin, *held, commit = connection.iterdump()
        connection.close()
        assert (begin, commit) == ("BEGIN TRANSACTION;", "COMMIT;")
        return held

    def count(self, table: str) -> int:
        connection = sqlite3.connect(self.path)
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        connection.close()
        return int(count)
