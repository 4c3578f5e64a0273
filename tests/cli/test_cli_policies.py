"""Every command says as whom it acts: the operator, who has the server's shell, and nobody else."""

from __future__ import annotations

import click
from command_line import CommandLine

from wheel.cli import acts_as
from wheel.core.access import OPERATOR


def ours(commands: CommandLine) -> dict[str, click.Command]:
    """Every command, those in groups included, but for Flask's own, which stand apart."""
    found: dict[str, click.Command] = {}
    waiting = dict(commands.app.cli.commands)
    while waiting:
        name, command = waiting.popitem()
        if isinstance(command, click.Group):
            waiting |= {f"{name} {inner}": one for inner, one in command.commands.items()}
        else:
            found[name] = command
    return found


def test_every_command_acts_as_the_operator(unmigrated: CommandLine) -> None:
    commands = ours(unmigrated)
    assert set(commands) >= {"migrate", "load-sample", "create-account", "import-minutes", "dump", "load", "plan"}
    silent = [name for name, one in commands.items() if getattr(one.callback, "acts_as", None) is not OPERATOR]
    assert silent == [], "decorate them with @acts_as(OPERATOR)"


def test_what_a_command_says_is_kept_by_what_is_wrapped_round_it() -> None:
    @click.command()
    @acts_as(OPERATOR)
    def command() -> None:
        """Does nothing."""

    assert command.callback is not None
    assert command.callback.acts_as is OPERATOR  # type: ignore[attr-defined]
