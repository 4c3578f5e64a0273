"""Migrations written by a test, run after ours, through our own env.py."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from wheel.settings import ROOT
from wheel.store.database import Database
from wheel.store.migrations import _config

MIGRATION = '''"""throw away"""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{after}"

def upgrade():
{upgrade}

def downgrade():
    pass
'''


def upgrade_with(database: Database, folder: Path, *upgrades: str) -> None:
    """Bring the database to our own head, and then run each of these bodies of `upgrade()` in a migration."""
    after = ScriptDirectory.from_config(_config(database)).get_current_head()
    for number, upgrade in enumerate(upgrades, start=1):
        revision = f"{number:012}"
        text = MIGRATION.format(revision=revision, after=after, upgrade=indent(dedent(upgrade).strip(), "    "))
        (folder / f"{revision}.py").write_text(text, encoding="utf-8")
        after = revision
    run(database, folder, lambda config: command.upgrade(config, "head"))


def run(database: Database, folder: Path | None, action: Callable[[Config], object]) -> None:
    config = _config(database)
    if folder is not None:
        folders = (str(ROOT / "migrations" / "versions"), str(folder))
        config.set_main_option("version_locations", os.pathsep.join(folders))
    action(config)
