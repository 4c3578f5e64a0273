"""Every command by itself: its help, what it says, and how it ends."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from command_line import CommandLine

ROOT = Path(__file__).parents[2]
OURS = ("migrate", "load-sample", "create-account", "import-minutes", "import-ics", "dump", "load", "plan")
MIGRATE_FIRST = "The database is not up to date. Run `flask --app wsgi migrate` first."


@pytest.mark.parametrize("command", OURS)
def test_every_command_says_what_it_does_and_takes(unmigrated: CommandLine, command: str) -> None:
    said = unmigrated.does(command, "--help")
    assert said.startswith("Usage: ")
    assert len(said.splitlines()[2].split()) >= 4, "a sentence"
    assert not unmigrated.path.exists(), "asking for help makes no database"


def test_the_commands_are_all_listed(unmigrated: CommandLine) -> None:
    said = unmigrated.does("--help")
    assert [command for command in OURS if command not in said] == []


def test_migrating_names_every_migration_and_a_second_time_none(unmigrated: CommandLine) -> None:
    first = unmigrated.does("migrate").splitlines()
    assert len(first) == 1 + len(list((ROOT / "migrations" / "versions").glob("*.py")))
    assert all(line.startswith("Migrated: ") for line in first[:-1])
    assert unmigrated.does("migrate") == "The database is up to date.\n"


def test_no_command_touches_a_database_that_is_not_migrated(unmigrated: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("{}")
    commands: list[tuple[str | Path, ...]] = [
        ("load-sample",),
        ("load-sample", "--if-empty"),
        ("create-account", "leder", "--name", "Stabschefen"),
        ("import-minutes", file, "--body", "direktionen"),
        ("import-ics", file, "--ring", "politisk"),
        ("dump", tmp_path / "dumped.json"),
        ("load", file),
        ("plan", "2027"),
    ]
    for command in commands:
        assert unmigrated.refuses(*command) == MIGRATE_FIRST, command
    assert not (tmp_path / "dumped.json").exists()


def test_the_sample_goes_into_an_empty_database_and_says_how_to_sign_in(empty: CommandLine) -> None:
    said = empty.does("load-sample").splitlines()
    assert said[0].startswith("Loaded the sample year: ")
    assert said[1] == "Sample login: user name sekretariat, password proev-aarshjulet"
    assert empty.count("occurrences") > 100


def test_the_sample_is_not_loaded_into_a_plan(sample: CommandLine) -> None:
    assert "holds a plan already" in sample.refuses("load-sample")


def test_make_run_may_ask_for_the_sample_every_time(sample: CommandLine) -> None:
    before = sample.everything()
    assert sample.does("load-sample", "--if-empty").startswith("Sample login: ")
    assert sample.everything() == before


def test_planning_says_what_it_did_and_a_second_time_does_nothing(sample: CommandLine) -> None:
    first = sample.does("plan", "2028")
    assert first.startswith("Planned 2028: ")
    new = int(first.split()[2])
    assert new > 100
    assert f" {new} new, 0 kept" in first
    before = sample.everything()
    assert sample.does("plan", "2028") == (
        f"Planned 2028: 0 new, {new} kept, 0 changed, 0 removed.\n2028 is a draft, which visitors do not see.\n"
    )
    assert sample.everything() == before


def test_a_year_is_a_draft_until_it_is_published(sample: CommandLine) -> None:
    sample.does("plan", "2028")
    assert ("INSERT INTO \"year_plans\" VALUES(2028,'draft',0);") in sample.everything()
    sample.does("plan", "2028", "--publish")
    assert ("INSERT INTO \"year_plans\" VALUES(2028,'published',0);") in sample.everything()


def test_a_dry_run_says_what_planning_would_do_and_writes_nothing(sample: CommandLine) -> None:
    before = sample.everything()
    told = sample.does("plan", "2028", "--dry-run").splitlines()
    assert sample.everything() == before
    assert told[-1].startswith("Would plan 2028: ")
    assert told[-1].split(": ")[1] == sample.does("plan", "2028").splitlines()[0].split(": ")[1]
    assert "  new       2028-01-05  Direktionsmøde" in told
    assert "  new       2028-02-16  Direktionsmøde (not held: Vinterferie)" in told
    days = [line.split()[1][:10] for line in told[:-1]]
    assert days == sorted(days), "in the order of the year"


def test_planning_a_published_year_again_makes_a_draft_beside_it(sample: CommandLine) -> None:
    assert sample.does("plan", "2026").splitlines()[1] == "2026 is published."
    with closing(sqlite3.connect(sample.path)) as connection, connection:
        connection.execute("DELETE FROM local_days WHERE name = 'Vinterferie' AND start_day LIKE '2027%'")
    last = "2027 is published; the draft beside it is seen by planners only."
    assert sample.does("plan", "2027").splitlines()[1] == last
    assert sample.does("plan", "2027", "--publish").splitlines()[1] == "2027 is published."


@pytest.mark.parametrize("year", ["1949", "2091", "next", "20260"])
def test_a_year_that_nobody_plans_is_a_mistake_of_whoever_typed_it(sample: CommandLine, year: str) -> None:
    result = sample.run("plan", year)
    assert result.exit_code == 2
    assert "Invalid value for" in result.stderr


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    nowhere = CommandLine(tmp_path / "no" / "such" / "folder" / "plan.sqlite3")
    for command in (("migrate",), ("plan", "2027")):
        said = nowhere.refuses(*command)
        assert said == "The database cannot be used: unable to open database file.", command


def test_the_commands_run_as_the_manual_says(tmp_path: Path) -> None:
    """In processes of their own, with the settings of the environment."""
    environment = os.environ | {"AARSHJUL_INSTANCE": str(tmp_path / "instance")}

    def flask(*arguments: str, standard_input: str = "") -> str:
        run = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
            cwd=ROOT, env=environment, input=standard_input, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert run.stderr == ""
        return run.stdout

    assert "up to date" in flask("migrate")
    assert "Loaded the sample year" in flask("load-sample", "--if-empty")
    assert "Created the account" in flask("create-account", "leder", "--name", "X", standard_input="a long password\n")
    assert "Wrote " in flask("dump", str(tmp_path / "plan.json"))
    assert (tmp_path / "instance" / "aarshjul.sqlite3").exists()
    assert (tmp_path / "plan.json").stat().st_size > 10_000
