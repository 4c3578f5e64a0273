"""Accounts made at the command line; the password never stands on it."""

from __future__ import annotations

import sqlite3

import pytest
from command_line import CommandLine

PASSWORD = "rødgrød med fløde"
MAKE = ("create-account", "leder", "--name", "Stabschefen")


def password_hash(line: CommandLine, user_name: str = "leder") -> str:
    connection = sqlite3.connect(line.path)
    (found,) = connection.execute("SELECT password_hash FROM accounts WHERE user_name = ?", [user_name]).fetchone()
    connection.close()
    return str(found)


def test_the_password_comes_from_standard_input(empty: CommandLine) -> None:
    said = empty.does(*MAKE, standard_input=f"{PASSWORD}\n")
    assert said == "Created the account leder (planner).\n"
    assert password_hash(empty).startswith("$argon2id$")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "", "\nand more\n"])
def test_the_account_opens_with_that_password(empty: CommandLine, ending: str) -> None:
    """However the line ends, as a file or another program hands it over."""
    empty.does(*MAKE, "--role", "administrator", standard_input=PASSWORD + ending)
    app = empty.app
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/sign-in", data={"user_name": "leder", "password": PASSWORD})
    assert answer.status_code == 303
    app.extensions["aarshjul"].database.dispose()


def test_there_is_no_way_to_write_the_password_on_the_command_line(empty: CommandLine) -> None:
    """It would stand in the shell's history, and in every list of processes."""
    help_text = empty.does("create-account", "--help")
    assert "--password" not in help_text
    result = empty.run(*MAKE, "--password", PASSWORD)
    assert result.exit_code == 2
    assert empty.count("accounts") == 0


def test_nothing_that_is_said_tells_the_password(empty: CommandLine) -> None:
    assert PASSWORD not in empty.run(*MAKE, standard_input=PASSWORD).output
    assert PASSWORD not in empty.run(*MAKE, standard_input=PASSWORD).output
    assert PASSWORD not in "".join(empty.everything())


@pytest.mark.parametrize("role", ["reader", "planner", "administrator"])
def test_every_role_can_be_given(empty: CommandLine, role: str) -> None:
    assert empty.does(*MAKE, "--role", role, standard_input=PASSWORD) == f"Created the account leder ({role}).\n"


def test_an_account_is_made_once(empty: CommandLine) -> None:
    empty.does(*MAKE, standard_input=PASSWORD)
    for user_name in ("leder", "LEDER", " leder "):
        command = ("create-account", user_name, "--name", "Stabschefen")
        assert empty.refuses(*command, standard_input=PASSWORD) == "There is an account with that user name already."


@pytest.mark.parametrize("password", ["", "\n", "kort", "11 tegn her", "x" * 201])
def test_a_password_that_is_too_short_or_too_long_is_refused(empty: CommandLine, password: str) -> None:
    said = empty.refuses(*MAKE, standard_input=password)
    assert said == "Choose a password of 12 to 200 characters."


@pytest.mark.parametrize(
    ("user_name", "post", "said"),
    [
        (" ", "Stabschefen", "Write a user name of at most 200 characters."),
        ("x" * 201, "Stabschefen", "Write a user name of at most 200 characters."),
        ("leder", " ", "Write a name of at most 200 characters."),
    ],
)
def test_an_account_has_a_name_and_somebody_it_is_for(empty: CommandLine, user_name: str, post: str, said: str) -> None:
    assert empty.refuses("create-account", user_name, "--name", post, standard_input=PASSWORD) == said


def test_an_unknown_role_is_a_mistake_of_whoever_typed_it(empty: CommandLine) -> None:
    result = empty.run(*MAKE, "--role", "king", standard_input=PASSWORD)
    assert result.exit_code == 2
    assert "administrator" in result.stderr
