"""The command that takes a calendar file over into the plan: thin, over use cases, like those in cli.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale, gettext

from wheel.cli import acts_as, require_migrated, says_what_is_wrong
from wheel.core.access import OPERATOR
from wheel.core.occurrences import Kind, Visibility
from wheel.core.plan import Body, PlanStatus
from wheel.errors import NotFoundError
from wheel.imports.calendar_command import bytes_of, read_for_plan, words_of_preview
from wheel.services import database, moment, today, zone
from wheel.usecases.compare_calendar import ImportCalendar, Step
from wheel.usecases.import_calendar import import_calendar
from wheel.usecases.preview_import import preview_import
from wheel.usecases.show_series import SeriesChoices, new_series


def add_calendar_commands(app: Flask) -> None:
    app.cli.add_command(calendar)


@click.command("import-ics")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--ring", required=True, help="The key of the ring that new events are shown in.")
@click.option("--body", help="The short name, name or alias of the body whose events they are.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help="What new events are: meetings where there is a body, else events.",
)
@click.option(
    "--visibility",
    type=click.Choice([one.value for one in Visibility]),
    help="Who may see new events: everybody, but those that the file marks as private internal, unless it is given.",
)
@click.option("--with-past", is_flag=True, help="Also take events of years before this one that have no plan.")
@click.option("--end-gone", is_flag=True, help="End the events that the calendar had the last time and has no longer.")
@click.option("--dry-run", is_flag=True, help="Show what would be done and write nothing.")
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def calendar(
    file: Path,
    ring: str,
    body: str | None,
    kind: str | None,
    visibility: str | None,
    with_past: bool,
    end_gone: bool,
    dry_run: bool,
) -> None:
    """Take the events of a calendar file (.ics) over into the plan; again, it takes what has changed since."""
    require_migrated()
    found = read_for_plan(bytes_of(file), str(zone()), today())
    with database().reading() as session:
        choices = new_series(session, OPERATOR, today()).choices
    owner = _body(choices, body)
    command = ImportCalendar(
        calendar=found,
        source="" if str(file) == "-" else file.name,
        ring=_ring(choices, ring),
        body=owner,
        kind=Kind(kind) if kind else Kind.MEETING if owner else Kind.EVENT,
        visibility=Visibility(visibility) if visibility else None,
        with_past=with_past,
        because=_because(),
    )
    _import(command, end_gone=end_gone, dry_run=dry_run)


def _import(command: ImportCalendar, *, end_gone: bool, dry_run: bool) -> None:
    """What is shown is what is done, so both are in one transaction."""
    with database().writing() as session:
        preview = preview_import(session, OPERATOR, command, today())
        gone = frozenset(line.compared.series.id for line in preview.of(Step.GONE)) if end_gone else frozenset()
        if not dry_run:
            done = import_calendar(session, OPERATOR, replace(command, ending=gone), moment())
    click.echo("Would do:" if dry_run else "Done:")
    for line in words_of_preview(preview):
        click.echo("  " + line)
    if dry_run:
        return
    if done.is_empty:
        click.echo("There was nothing to change.")
        return
    click.echo(f"{done.new} new, {done.changed} changed, {done.ended} ended.")
    for plan in done.years:
        if plan.status is PlanStatus.DRAFT:
            click.echo(f"{plan.year} is a draft: plan and publish it to show it to everybody.")


def _ring(choices: SeriesChoices, key: str) -> str:
    known = [ring.key for ring in choices.rings]
    if key not in known:
        raise NotFoundError(
            "There is no ring with the key %(name)s. There are: %(names)s.", name=key, names=", ".join(known) or "–"
        )
    return key


def _body(choices: SeriesChoices, name: str | None) -> str | None:
    if name is None:
        return None
    found: Body | None = next((body for body in choices.bodies if body.goes_by(name)), None)
    if found is None:
        raise NotFoundError("There is no body called %(name)s.", name=name)
    return found.short_name


def _because() -> str:
    """Words that end up in the plan are in the administration's language, whoever types the command."""
    with current_app.test_request_context(), force_locale("da_DK"):
        return str(gettext("Cancelled in the calendar that it comes from"))
