"""The cheapest question there is: one row, asked thousands of times an hour, without session or transaction."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import psycopg
from psycopg import pq
from psycopg.adapt import Transformer
from sqlalchemy import Dialect, Engine, PoolProxiedConnection, Select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.compiler import SQLCompiler

Statement = Select[*tuple[Any, ...]]
FoundRow = tuple[Any, ...] | None

# To write statements with. PostgreSQL itself knows parameters by their number alone.
_SQLITE: Final = SQLiteDialect_pysqlite()
_POSTGRESQL: Final = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class Glances:
    """Glances at the database of `engine`, whose connections must be in AUTOCOMMIT."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._first_row = _FIRST_ROW[engine.dialect.name]

    def first_row(self, statement: Statement, values: Mapping[str, str]) -> FoundRow:
        """The first row, or None. `statement` must be a constant of its module: it is compiled once."""
        connection = self._engine.raw_connection()
        try:
            return self._first_row(connection, statement, values)
        except self._engine.dialect.loaded_dbapi.OperationalError:
            # The server may have been restarted since the last glance; asking it each time beforehand costs more.
            connection.invalidate()
            self._engine.dispose()
            connection = self._engine.raw_connection()
            return self._first_row(connection, statement, values)
        finally:
            connection.close()

    def dispose(self) -> None:
        self._engine.dispose()


def _on_sqlite(connection: PoolProxiedConnection, statement: Statement, values: Mapping[str, str]) -> FoundRow:
    compiled = _compiled(statement, _SQLITE)
    cursor = connection.cursor()
    cursor.execute(compiled.string, _in_order(compiled, values))
    row: FoundRow = cursor.fetchone()
    cursor.close()
    return row


def _on_postgresql(connection: PoolProxiedConnection, statement: Statement, values: Mapping[str, str]) -> FoundRow:
    """Through libpq itself: a cursor of the driver takes three times as long to ask as the server to answer."""
    driver, compiled = connection.driver_connection, _compiled(statement, _POSTGRESQL)
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("the PostgreSQL driver must be psycopg")
    # Belongs to the connection: what takes its place has nothing prepared.
    prepared = connection.info.setdefault(Glances, {})
    if compiled not in prepared:
        name = f"glance_{len(prepared)}".encode()
        _require(driver.pgconn.prepare(name, compiled.string.encode()), pq.ExecStatus.COMMAND_OK)
        prepared[compiled] = name
    parameters = [str(value).encode() for value in _in_order(compiled, values)]
    result = driver.pgconn.exec_prepared(prepared[compiled], parameters, result_format=pq.Format.BINARY)
    _require(result, pq.ExecStatus.TUPLES_OK)
    if not result.ntuples:
        return None
    rows = Transformer(driver)
    rows.set_pgresult(result)
    return rows.load_row(0, tuple)


def _require(result: pq.abc.PGresult, status: pq.ExecStatus) -> None:
    if result.status != status:
        raise psycopg.OperationalError(result.get_error_message())


def _in_order(compiled: SQLCompiler, values: Mapping[str, str]) -> list[str | int]:
    parameters = compiled.construct_params(values)
    return [parameters[name] for name in compiled.positiontup or ()]


@lru_cache(maxsize=64)
def _compiled(statement: Statement, dialect: Dialect) -> SQLCompiler:
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only a query can be glanced at")
    return compiled


_FIRST_ROW: Final = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
