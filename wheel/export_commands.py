"""The command that writes a wheel to a file, for a printer's job or a page elsewhere that is made every night."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale

from wheel.cli import acts_as, require_migrated, says_what_is_wrong
from wheel.core.access import OPERATOR, Viewer, reach
from wheel.core.periods import period_from
from wheel.core.permissions import Right, Thing
from wheel.core.wheel_filters import filter_from
from wheel.exports.formats import LEAST_WIDTH, MOST_WIDTH, USUAL_WIDTH, Format, Paper
from wheel.services import database, services, today
from wheel.usecases.identify import visitor
from wheel.usecases.show_wheel import WheelContent, show_wheel
from wheel.web.export_files import Wish, made_file
from wheel.web.language import LOCALES

VISITOR, AS_OPERATOR = "visitor", "operator"


def add_export_commands(app: Flask) -> None:
    app.cli.add_command(export)


def _values(kinds: type[Format] | type[Paper]) -> click.Choice[str]:
    return click.Choice([kind.value for kind in kinds])


@click.command("export-wheel")
@click.argument("period")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--format", "kind", type=_values(Format), default="pdf", show_default=True)
@click.option("--paper", type=_values(Paper), default="a4", show_default=True, help="Of a PDF.")
@click.option("--width", type=click.IntRange(LEAST_WIDTH, MOST_WIDTH), default=USUAL_WIDTH, show_default=True)
@click.option("--without-table", is_flag=True, help="Of a PDF: the wheel alone.")
@click.option("--as", "seen_as", type=click.Choice([VISITOR, AS_OPERATOR]), default=VISITOR, show_default=True)
@click.option("--language", type=click.Choice(list(LOCALES)), default="da", show_default=True)
@click.option("--filter", "query", default="", help='As in the address of a wheel, such as "rings=politisk&rings=med".')
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@acts_as(OPERATOR)
@with_appcontext
@says_what_is_wrong
def export(
    period: str,
    output: Path,
    kind: str,
    paper: str,
    width: int,
    without_table: bool,
    seen_as: str,
    language: str,
    query: str,
    force: bool,
) -> None:
    """Write the wheel of a PERIOD, such as 2026, 2026-H1 or school-2026, as visitors see it.

    With --as operator it holds drafts and closed events as well, and the file is made for its owner's eyes only.
    """
    require_migrated()
    if output.exists() and not force:
        raise click.ClickException(f"{output} is there already. Add --force to write over it.")
    wish = Wish(Format(kind), Paper(paper), not without_table, width)
    base = services().settings.public_url or ""
    with current_app.test_request_context(base_url=base or None), force_locale(LOCALES[language]):
        made = made_file(_content(period, query, seen_as, language), wish, base)
    _write(output, made, is_private=seen_as == AS_OPERATOR)
    click.echo(f"Wrote {output}: {len(made)} bytes.")


def _content(period: str, query: str, seen_as: str, language: str) -> WheelContent:
    wanted = filter_from(parse_qsl(query.removeprefix("?")))
    with database().reading() as session:
        viewer: Viewer = OPERATOR if seen_as == AS_OPERATOR else visitor(session)
        if reach(viewer, Right.SEE, Thing.PUBLIC_EVENT).is_empty:
            raise click.ClickException(
                "Visitors see nothing of this wheel. Add --as operator to write it all the same."
            )
        return show_wheel(session, viewer, period_from(period), wanted, today(), language)


def _write(file: Path, content: bytes, *, is_private: bool) -> None:
    """The file gets its name, and takes the place of an older one, when all of it is there."""
    draft = file.with_name(file.name + ".part")
    try:
        with _removed_if_left(draft):
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600 if is_private else 0o666)
            draft.write_bytes(content)
            draft.replace(file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error


@contextmanager
def _removed_if_left(draft: Path) -> Iterator[None]:
    try:
        yield
    finally:
        draft.unlink(missing_ok=True)
