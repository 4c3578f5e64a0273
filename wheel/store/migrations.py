"""Brings a database's tables up to date."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from wheel.settings import ROOT
from wheel.store.database import Database
from wheel.store.feeds import ensure_addresses
from wheel.store.items import fold_all


def migrate(database: Database) -> tuple[str, ...]:
    """Run what has not run yet, each migration in a transaction of its own; the names of those run."""
    config = _config(database)
    before = current_revision(database)
    command.upgrade(config, "head")
    script = ScriptDirectory.from_config(config)
    ran = [one.doc for one in script.iterate_revisions("head", before or "base") if one.revision != before]
    if ran:
        # What is searched and how feeds are called is written by the service: a migration knows nothing of either.
        with database.writing() as session:
            fold_all(session)
            ensure_addresses(session)
    return tuple(reversed(ran))


def current_revision(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_up_to_date(database: Database) -> bool:
    return current_revision(database) == ScriptDirectory.from_config(_config(database)).get_current_head()


def _config(database: Database) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["engine"] = database.engine
    return config
