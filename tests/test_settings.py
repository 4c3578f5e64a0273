"""The settings are read from the environment with safe defaults, and give no secret away."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.errors import InvalidInputError
from wheel.settings import ROOT, Settings, settings_from

SECRET = {"AARSHJUL_SECRET_KEY": "not for anybody's eyes"}
SET = SECRET | {"AARSHJUL_DATABASE_URL": "sqlite://"}


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = settings_from({}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/instance/aarshjul.sqlite3"
    assert len(settings.secret_key) >= 64
    assert (settings.secure_cookies, settings.trusted_proxies, settings.public_url) == (False, 0, "")
    assert (tmp_path / "instance").is_dir()


def test_the_instance_folder_can_be_elsewhere(tmp_path: Path) -> None:
    settings = settings_from({"AARSHJUL_INSTANCE": str(tmp_path / "data")}, ROOT)
    assert settings.database_url == f"sqlite:///{tmp_path}/data/aarshjul.sqlite3"
    assert (tmp_path / "data" / "secret-key").read_text() == settings.secret_key


def test_the_secret_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path) -> None:
    first, second = settings_from({}, tmp_path), settings_from({}, tmp_path)
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "instance" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret-key"]
    assert settings_from({}, tmp_path / "another").secret_key != first.secret_key


def secret_in(root: str) -> str:
    return settings_from({}, Path(root)).secret_key


def test_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        for start in range(20):
            root = tmp_path / str(start)
            secrets = set(pool.map(secret_in, [str(root)] * 8))
            assert secrets == {(root / "instance" / "secret-key").read_text()}
            assert stat.S_IMODE((root / "instance" / "secret-key").stat().st_mode) == 0o600
            assert len(list((root / "instance").iterdir())) == 1, "no draft is left behind"


def test_a_secret_that_is_set_is_not_written_down(tmp_path: Path) -> None:
    assert settings_from(SECRET, tmp_path).secret_key == SECRET["AARSHJUL_SECRET_KEY"]
    assert not (tmp_path / "instance" / "secret-key").exists()


@pytest.mark.parametrize(
    ("given_url", "read", "reason"),
    [
        ("postgres://u:p@db/plan", "postgresql://u:p@db/plan", "the short scheme that hosting providers hand out"),
        ("postgresql://u:p@db/plan", "postgresql://u:p@db/plan", "the long one"),
        ("postgresql+psycopg://db/plan", "postgresql+psycopg://db/plan", "with its driver"),
        ("sqlite:////data/postgres://x", "sqlite:////data/postgres://x", "only at the front"),
        ("postgres://u:postgres://@db/x", "postgresql://u:postgres://@db/x", "and only once"),
    ],
)
def test_the_databases_address_is_made_one_that_is_understood(given_url: str, read: str, reason: str) -> None:
    assert settings_from(SET | {"AARSHJUL_DATABASE_URL": given_url}).database_url == read, reason


@pytest.mark.parametrize("word", ["1", "true", "YES", "True"])
def test_a_switch_can_be_turned_on(word: str) -> None:
    assert settings_from(SET | {"AARSHJUL_SECURE_COOKIES": word}).secure_cookies is True


@pytest.mark.parametrize("word", ["0", "false", "No"])
def test_a_switch_can_be_turned_off(word: str) -> None:
    assert settings_from(SET | {"AARSHJUL_SECURE_COOKIES": word}).secure_cookies is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AARSHJUL_SECURE_COOKIES", "on"),
        ("AARSHJUL_SECURE_COOKIES", ""),
        ("AARSHJUL_SECURE_COOKIES", "2"),
        ("AARSHJUL_TRUSTED_PROXIES", "one"),
        ("AARSHJUL_TRUSTED_PROXIES", "-1"),
        ("AARSHJUL_TRUSTED_PROXIES", "10"),
        ("AARSHJUL_TRUSTED_PROXIES", "1.0"),
        ("AARSHJUL_TRUSTED_PROXIES", "²"),
        ("AARSHJUL_TRUSTED_PROXIES", ""),
    ],
)
def test_a_value_that_cannot_be_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(InvalidInputError, match=name):
        settings_from(SET | {name: value})


@given(st.text(max_size=3))
def test_proxies_are_none_to_nine_or_refused(value: str) -> None:
    try:
        settings = settings_from(SET | {"AARSHJUL_TRUSTED_PROXIES": value})
    except InvalidInputError:
        assert value not in set("0123456789")
    else:
        assert 0 <= settings.trusted_proxies <= 9


def test_the_public_address_has_no_slash_at_its_end() -> None:
    assert (
        settings_from(SET | {"AARSHJUL_PUBLIC_URL": "https://hjul.example.dk/"}).public_url == "https://hjul.example.dk"
    )
    assert settings_from(SET).public_url == ""


@pytest.mark.parametrize(
    ("given", "secure", "reason"),
    [
        ({}, False, "plain HTTP on this machine works at once"),
        ({"AARSHJUL_PUBLIC_URL": "https://hjul.example.dk"}, True, "people come by HTTPS"),
        ({"AARSHJUL_PUBLIC_URL": "http://hjul.example.dk"}, False, "people come without"),
        (
            {"AARSHJUL_PUBLIC_URL": "https://hjul.example.dk", "AARSHJUL_SECURE_COOKIES": "0"},
            False,
            "what is said wins",
        ),
        ({"AARSHJUL_SECURE_COOKIES": "1"}, True, "also without an address"),
    ],
)
def test_cookies_are_secure_where_people_come_by_https(given: dict[str, str], secure: bool, reason: str) -> None:
    assert settings_from(SET | given).secure_cookies is secure, reason


@pytest.mark.parametrize("url", ["hjul.example.dk", "ftp://hjul.example.dk", "https://", "https://x/?y", "https://["])
def test_a_public_address_that_is_none_is_named(url: str) -> None:
    with pytest.raises(InvalidInputError, match="AARSHJUL_PUBLIC_URL"):
        settings_from(SET | {"AARSHJUL_PUBLIC_URL": url})


def test_no_secret_shows_in_a_log_or_a_traceback() -> None:
    settings = Settings("postgresql://plan:hemmelig@db/plan", "noegle", public_url="https://hjul.example.dk")
    for shown in (repr(settings), str(settings), f"{settings}", repr({"settings": settings})):
        assert "hemmelig" not in shown
        assert "noegle" not in shown
        assert "Settings(" in shown
