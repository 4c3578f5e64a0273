"""The way back in from the shell, when the provider fails or the password is forgotten."""

from __future__ import annotations

import re
import sqlite3

from command_line import CommandLine

PASSWORD = "rødgrød med fløde"


def with_administrator(line: CommandLine) -> CommandLine:
    line.does("load-sample")
    line.does("create-account", "leder", "--name", "Chef", "--role", "administrator", standard_input=f"{PASSWORD}\n")
    return line


def set_passwords(line: CommandLine, allowed: bool) -> None:
    connection = sqlite3.connect(line.path)
    connection.execute("UPDATE organisation SET allows_passwords = ?", [allowed])
    connection.commit()
    connection.close()


def status_of_sign_in(line: CommandLine, password: str) -> int:
    app = line.app
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/sign-in", data={"user_name": "leder", "password": password})
    app.extensions["aarshjul"].database.dispose()
    return answer.status_code


def test_an_administrator_gets_back_in_when_the_provider_is_gone(empty: CommandLine) -> None:
    line = with_administrator(empty)
    set_passwords(line, allowed=False)
    assert status_of_sign_in(line, PASSWORD) == 422
    said = line.refuses("reset-link", "leder")
    assert said == "Nobody signs in with a password here, so there is none to choose."
    assert line.does("allow-passwords") == "People may sign in with a password again.\n"
    assert status_of_sign_in(line, PASSWORD) == 303
    printed = line.does("reset-link", "Leder").strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/passwords/\S{40,}", printed)
    app = line.app
    app.config["WTF_CSRF_ENABLED"] = False
    new = {"password": "et helt nyt kodeord", "password_again": "et helt nyt kodeord"}
    path = printed.removeprefix("http://127.0.0.1:8000")
    assert app.test_client().post(path, data=new).status_code == 303
    app.extensions["aarshjul"].database.dispose()
    assert status_of_sign_in(line, "et helt nyt kodeord") == 303
    assert status_of_sign_in(line, PASSWORD) == 422


def test_a_link_is_made_for_accounts_that_are_there(empty: CommandLine) -> None:
    assert with_administrator(empty).refuses("reset-link", "nobody") == "There is no account with that user name."


def test_a_second_factor_that_is_lost_is_taken_off(empty: CommandLine) -> None:
    line = with_administrator(empty)
    assert line.refuses("take-off-second-factor", "nobody") == "There is no account with that user name."
    connection = sqlite3.connect(line.path)
    connection.execute(
        "UPDATE accounts SET second_factor_key = 'sealed', second_factor_since = '2026-11-01 00:00:00'"
        " WHERE user_name = 'leder'"
    )
    connection.commit()
    assert status_of_sign_in(line, PASSWORD) == 422, "a key that cannot be read lets nobody in"
    assert line.does("take-off-second-factor", "Leder") == "The account Leder has no second factor any more.\n"
    assert status_of_sign_in(line, PASSWORD) == 303
    acts = [act for (act,) in connection.execute("SELECT act FROM audit_entries ORDER BY id")]
    connection.close()
    assert "second factor taken off" in acts


def test_a_service_that_is_not_set_up_says_so(empty: CommandLine) -> None:
    assert empty.refuses("allow-passwords") == "The service is not set up yet."


def test_a_database_without_tables_says_so(unmigrated: CommandLine) -> None:
    for command in (("allow-passwords",), ("reset-link", "leder"), ("take-off-second-factor", "leder")):
        said = unmigrated.refuses(*command)
        assert said == "The database is not up to date. Run `flask --app wsgi migrate` first."
