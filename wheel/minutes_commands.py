"""The command that takes minutes over from a file: thin, over use cases, like those in cli.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale

from wheel.cli import acts_as, require_migrated, says_what_is_wrong
from wheel.core.access import OPERATOR
from wheel.imports.minutes_command import (
    check_of,
    command_from,
    read_minutes_file,
    words_of_line,
    words_of_warning,
)
from wheel.imports.minutes_proposals import words_of_checklist
from wheel.services import database, moment
from wheel.usecases.import_minutes import import_minutes
from wheel.usecases.propose_from_minutes import ProposeFromMinutes, propose_from_minutes


def add_minutes_commands(app: Flask) -> None:
    app.cli.add_command(minutes)


@click.command("import-minutes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--body", required=True, help="The body's short name, name or alias.")
@click.option(
    "--year-hint", type=click.IntRange(1950, 2090), help="The year of the first row, where the text has none."
)
@click.option("--create-meetings", is_flag=True, help="Make the meetings that the body does not have yet.")
@click.option("--dry-run", is_flag=True, help="Show the plan and write nothing.")
@click.option("--check", is_flag=True, help="Show all that could be taken over on the page, and write nothing.")
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def minutes(file: Path, body: str, year_hint: int | None, create_meetings: bool, dry_run: bool, check: bool) -> None:
    """Take the forward table and the awaiting list of minutes (text, Word or PDF) over into a body's agenda."""
    require_migrated()
    if check:
        _check_minutes(check_of(file, body, year_hint))
        return
    found = read_minutes_file(file, year_hint)
    with _danish():
        command = command_from(found, body, create_meetings=create_meetings)
    with database().writing() as session:
        lines = import_minutes(session, OPERATOR, command, moment(), dry_run=dry_run)
    click.echo("Would do:" if dry_run else "Done:")
    for line in lines:
        click.echo("  " + words_of_line(line))
    for warning in found.warnings:
        click.echo("Note: " + words_of_warning(warning))


def _check_minutes(command: ProposeFromMinutes) -> None:
    with database().reading() as session:
        found = propose_from_minutes(session, OPERATOR, command, moment().today)
    click.echo(f"{len(found.checklist.proposals)} proposals; {found.checklist.known} things stand in the plan already.")
    for line in words_of_checklist(found.checklist, found.plan):
        click.echo(line)


@contextmanager
def _danish() -> Iterator[None]:
    """Words that end up in the plan are in the administration's language, whoever types the command."""
    with current_app.test_request_context(), force_locale("da_DK"):
        yield
