"""The commands that let people in again when nobody can sign in: passwords allowed, a link, no second factor."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from wheel.cli import acts_as, require_migrated, says_what_is_wrong
from wheel.core.access import OPERATOR
from wheel.services import database, moment, services
from wheel.usecases.sign_in_link import reset_link_for, take_off_second_factor_of
from wheel.usecases.sign_in_settings import allow_passwords


def add_sign_in_commands(app: Flask) -> None:
    for command in (passwords, link, factor):
        app.cli.add_command(command)


@click.command("allow-passwords")
@acts_as(OPERATOR)
@with_appcontext
@says_what_is_wrong
def passwords() -> None:
    """Let people sign in with a password again: the way back when the sign-in provider does not work."""
    require_migrated()
    with database().writing() as session:
        allow_passwords(session, OPERATOR, moment())
    click.echo("People may sign in with a password again.")


@click.command("reset-link")
@click.argument("user_name")
@acts_as(OPERATOR)
@with_appcontext
@says_what_is_wrong
def link(user_name: str) -> None:
    """Print a link with which the account's password can be chosen, once, within 24 hours.

    A second factor stays: whoever has lost it uses a recovery code.
    """
    require_migrated()
    with database().writing() as session:
        token = reset_link_for(session, OPERATOR, user_name, moment())
    click.echo(f"{services().settings.public_url or 'http://127.0.0.1:8000'}/passwords/{token}")


@click.command("take-off-second-factor")
@click.argument("user_name")
@acts_as(OPERATOR)
@with_appcontext
@says_what_is_wrong
def factor(user_name: str) -> None:
    """Take the second factor off an account whose owner has lost both the authenticator and the recovery codes."""
    require_migrated()
    with database().writing() as session:
        take_off_second_factor_of(session, OPERATOR, user_name, moment())
    click.echo(f"The account {user_name} has no second factor any more.")
