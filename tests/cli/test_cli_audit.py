"""What is done on the command line is written down as the operator's."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit_entries import audit_of
from command_line import NOW, CommandLine

from wheel.core.audit import AuditEntry
from wheel.store.database import Database

PASSWORD = "fire ord som ingen gætter\n"
MINUTES = Path(__file__).parents[1] / "imports" / "minutes" / "forum_markdown.txt"


def entries(of: CommandLine) -> list[AuditEntry]:
    database = Database(f"sqlite:///{of.path}")
    found = audit_of(database)
    database.dispose()
    return found


COMMANDS = [
    (("dump", "{file}"), ("exported", "plan", "plan"), "the whole plan is taken out"),
    (("plan", "2030"), ("planned", "year", "2030"), "a year is planned"),
    (
        ("import-minutes", MINUTES, "--body", "chefforum", "--create-meetings"),
        ("minutes imported", "body", "chefforum"),
        "minutes are taken over",
    ),
]


@pytest.mark.parametrize(("command", "expected", "reason"), COMMANDS, ids=[reason for *_, reason in COMMANDS])
def test_a_command_leaves_one_entry_of_the_operators(
    sample: CommandLine, tmp_path: Path, command: tuple[str, ...], expected: tuple[str, str, str], reason: str
) -> None:
    before = len(entries(sample))
    sample.does(*(str(part).format(file=tmp_path / "plan.json") for part in command))
    (entry,) = entries(sample)[before:]
    assert (entry.act, entry.thing, entry.thing_id) == expected, reason
    assert (entry.account_id, entry.actor, entry.at) == (None, "System", NOW)


def test_a_new_account_is_written_down(empty: CommandLine) -> None:
    empty.does("create-account", "stab", "--name", "Anna", standard_input=PASSWORD)
    (entry,) = entries(empty)
    assert (entry.act, entry.thing, entry.told, entry.actor) == ("added", "account", {"role": "planner"}, "System")


def test_loading_is_written_down_and_brings_no_entries_of_the_other_service(
    sample: CommandLine, empty: CommandLine, tmp_path: Path
) -> None:
    sample.does("dump", tmp_path / "plan.json")
    empty.does("load", tmp_path / "plan.json")
    assert [(entry.act, entry.actor) for entry in entries(empty)] == [("loaded", "System")]


def test_a_dry_run_and_a_refusal_leave_none(sample: CommandLine, tmp_path: Path) -> None:
    before = entries(sample)
    sample.does("plan", "2030", "--dry-run")
    sample.does("import-minutes", MINUTES, "--body", "chefforum", "--create-meetings", "--dry-run")
    sample.refuses("dump", tmp_path / "no" / "such" / "folder.json")
    sample.refuses("load-sample")
    assert entries(sample) == before
