"""The commands: thin, over use cases; each prints what it did and ends with 1 when it could not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TextIO, TypeVar

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from wheel.core.access import OPERATOR, Role, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Status
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_states import PlanState
from wheel.errors import WheelError
from wheel.services import database, moment
from wheel.store.migrations import is_up_to_date
from wheel.store.migrations import migrate as migrate_database
from wheel.usecases.create_account import CreateAccount, create_account
from wheel.usecases.dump_plan import dump_plan, note_dump
from wheel.usecases.load_plan import load_plan
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_USER, load_sample
from wheel.usecases.plan_year import PlanLine, PlannedYear, Step, counted, plan_year, preview_plan

P = ParamSpec("P")
R = TypeVar("R")


def add_commands(app: Flask) -> None:
    for command in (migrate, sample, account, dump, load, plan):
        app.cli.add_command(command)


def acts_as(viewer: Viewer) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say of a command as whom it acts: each must, and a test looks after it."""

    def say(command: Callable[P, R]) -> Callable[P, R]:
        command.acts_as = viewer  # type: ignore[attr-defined]
        return command

    return say


def says_what_is_wrong(command: Callable[P, R]) -> Callable[P, R]:
    """Print a refusal as one sentence instead of a stack trace, and end with 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except WheelError as error:
            raise click.ClickException(str(error)) from error
        except OperationalError as error:
            reason = " ".join(str(error.orig).split()).rstrip(".")
            raise click.ClickException(f"The database cannot be used: {reason}.") from error

    return run


@click.command("migrate")
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def migrate() -> None:
    """Bring the database's tables up to date."""
    for name in migrate_database(database()):
        click.echo(f"Migrated: {name}.")
    click.echo("The database is up to date.")


@click.command("load-sample")
@click.option("--if-empty", is_flag=True, help="Do nothing, successfully, when the database holds a plan already.")
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def sample(if_empty: bool) -> None:
    """Load the sample municipality with this year and the next."""
    require_migrated()
    with database().writing() as session:
        state = load_sample(session, OPERATOR, moment(), only_if_empty=if_empty)
    if state.loaded:
        click.echo(f"Loaded the sample year: {state.occurrences} events and {state.items} agenda items.")
    if state.is_sample:
        click.echo(f"Sample login: user name {SAMPLE_USER}, password {SAMPLE_PASSWORD}")
    else:
        click.echo("The database holds your own plan; the sample is left out.")


@click.command("create-account")
@click.argument("user_name")
@click.option("--name", "display_name", required=True, help="The post that history shows, such as “Sekretariatet”.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.PLANNER.value, show_default=True)
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def account(user_name: str, display_name: str, role: str) -> None:
    """Create an account. The password is asked for, or read from standard input when that is no terminal."""
    require_migrated()
    password = _ask_password()
    with database().writing() as session:
        create_account(session, OPERATOR, CreateAccount(user_name, display_name, password, Role(role)), moment())
    click.echo(f"Created the account {user_name} ({role}).")


def _ask_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@click.command("dump")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def dump(file: Path) -> None:
    """Write everything the plan holds to one JSON document (see docs/plan-format.md)."""
    require_migrated()
    with _written_whole(file) as out:
        with database().reading() as session:
            counts = dump_plan(session, OPERATOR, out)
        with database().writing() as session:
            note_dump(session, OPERATOR, moment())
    click.echo(f"Wrote {file}: " + ", ".join(f"{count} {section}" for section, count in counts.items()) + ".")


@contextmanager
def _written_whole(file: Path) -> Iterator[TextIO]:
    """A text file that gets its name, and takes the place of an older one, when all of it is there."""
    draft = file.with_name(file.name + ".part")
    try:
        # It holds closed items, so it is made for its owner's eyes only.
        draft.touch(mode=0o600)
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            try:
                yield out
                out.flush()
                draft.replace(file)
            except BaseException:
                draft.unlink()
                raise
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error


@click.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def load(file: Path) -> None:
    """Load such a document into an empty database: all of it, or nothing."""
    require_migrated()
    size, is_watched = file.stat().st_size, sys.stderr.isatty()
    progress = click.progressbar(length=size, label=f"Loading {file.name}", file=sys.stderr, hidden=not is_watched)
    with progress as bar, file.open("rb") as source, database().writing() as session:
        counts = load_plan(session, OPERATOR, source, moment(), lambda _section, done: bar.update(done))
    click.echo(f"Loaded {file}: " + ", ".join(f"{count} {section}" for section, count in counts.items()) + ".")


@click.command("plan")
@click.argument("year", type=click.IntRange(1950, 2090))
@click.option("--publish", is_flag=True, help="Show the year, with what planning changes in it, to everybody.")
@click.option("--dry-run", is_flag=True, help="Show what planning would do, and write nothing.")
@with_appcontext
@says_what_is_wrong
@acts_as(OPERATOR)
def plan(year: int, publish: bool, dry_run: bool) -> None:
    """Plan a year from its series' rules. What people moved or cancelled stays; doing it twice changes nothing.

    Of a published year it makes, or updates, a draft beside it, unless --publish is given.
    """
    require_migrated()
    if dry_run:
        with database().reading() as session:
            preview = preview_plan(session, OPERATOR, year, moment().today)
        for line in sorted(preview.lines, key=_first_day):
            click.echo("  " + _plan_line(line))
        click.echo(f"Would plan {year}: {_counts(counted(preview, preview.plan))}.")
        return
    with database().writing() as session:
        done = plan_year(session, OPERATOR, year, moment(), publish=publish)
    click.echo(f"Planned {year}: {_counts(done)}.")
    click.echo(_how_far(done.plan))


def _how_far(plan: YearPlan) -> str:
    if plan.status is not PlanStatus.PUBLISHED:
        return f"{plan.year} is a draft, which visitors do not see."
    if plan.has_draft:
        return f"{plan.year} is published; the draft beside it is seen by planners only."
    return f"{plan.year} is published."


def _counts(year: PlannedYear) -> str:
    return f"{year.new} new, {year.kept} kept, {year.changed} changed, {year.removed} removed"


def _plan_line(line: PlanLine) -> str:
    """One line: what, where from and where to, and why."""
    title = line.series.title
    match line.step:
        case Step.NEW:
            return f"new       {_when(line.after)}  {title}{_why(line.after)}"
        case Step.FOLLOWED:
            return f"changed   {_when(line.before)}  {title} -> {_when(line.after)}{_why(line.after)}"
        case Step.REMOVED:
            return f"removed   {_when(line.before)}  {title}"
        case Step.NOTED:
            return f"left      {_when(line.before)}  {title}{_noted(line.after)}"


def _first_day(line: PlanLine) -> tuple[date, str]:
    state = line.before or line.after
    return (state.span.start if state else date.max, line.series.title)


def _when(state: PlanState | None) -> str:
    return "" if state is None else _days(state.span) + (f" ({state.words})" if state.words else "")


def _days(span: DateSpan) -> str:
    return span.start.isoformat() if span.day_count == 1 else f"{span.start.isoformat()}..{span.last.isoformat()}"


def _why(state: PlanState | None) -> str:
    if state is None or not state.because:
        return ""
    if state.status is Status.BLOCKED:
        return f" (not held: {state.because})"
    return f" (moved from {_days(state.slot)}: {state.because})"


def _noted(state: PlanState | None) -> str:
    if state is None or state.is_unasked:
        return ": the rule no longer asks for it"
    return f": the rule now says {_days(state.rule_says)}" if state.rule_says else ": the rule agrees again"


def require_migrated() -> None:
    if not is_up_to_date(database()):
        raise click.ClickException("The database is not up to date. Run `flask --app wsgi migrate` first.")
