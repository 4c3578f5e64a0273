"""What is believed of X-Forwarded-*: what the trusted proxies in front have added, and nothing a visitor wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from web_pages import page
from web_site import Site, running_site

from wheel.store.tables import SignInAttemptRow
from wheel.usecases.attempts import Attempt, Door

PEER = "10.0.0.1"
SPOOFED, CLIENT, INNER = "203.0.113.66", "198.51.100.7", "10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted", "reason"),
    [
        (0, SPOOFED, PEER, "nobody in front is trusted, so the header is a visitor's own"),
        (0, f"{SPOOFED}, {CLIENT}", PEER, "however long it is"),
        (1, CLIENT, CLIENT, "the proxy says who came to it"),
        (1, f"{SPOOFED}, {CLIENT}", CLIENT, "and adds to what the visitor had written"),
        (1, f"{SPOOFED}, {SPOOFED}, {SPOOFED}, {CLIENT}", CLIENT, "however much that was"),
        (1, "", PEER, "a proxy that says nothing"),
        (2, f"{CLIENT}, {INNER}", CLIENT, "the outer of two"),
        (2, f"{SPOOFED}, {CLIENT}, {INNER}", CLIENT, "with something before it"),
        (2, CLIENT, PEER, "one proxy fewer than was said: the visitor could have written it"),
    ],
)
def test_the_address_that_failures_are_counted_by_is_no_visitors_to_choose(
    tmp_path: Path, sample_file: Path, proxies: int, forwarded: str, counted: str, reason: str
) -> None:
    for site in running_site(tmp_path, trusted_proxies=proxies):
        browser = site.filled_with(sample_file).visitor()
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        form = {"user_name": "ingen", "password": "forkert"}
        browser.post("/sign-in", data=form, headers=headers, environ_base={"REMOTE_ADDR": PEER})
        with site.database.reading() as session:
            subjects = set(session.scalars(select(SignInAttemptRow.subject)))
        attempt = Attempt(Door.PASSWORD, "ingen", counted, "for tests")
        assert subjects == {attempt.by_name, attempt.by_address}, reason


@pytest.mark.parametrize(
    ("proxies", "host", "scheme", "expected"),
    [
        (0, "evil.example", "https", "http://localhost"),
        (1, "aarshjul.example.dk", "https", "https://aarshjul.example.dk"),
        (1, "evil.example, aarshjul.example.dk", "http, https", "https://aarshjul.example.dk"),
        (2, "aarshjul.example.dk, inner", "https, http", "https://aarshjul.example.dk"),
        (2, "evil.example", "https", "http://localhost"),
    ],
)
def test_only_trusted_proxies_say_what_the_address_is(
    tmp_path: Path, sample_file: Path, proxies: int, host: str, scheme: str, expected: str
) -> None:
    for site in running_site(tmp_path, trusted_proxies=proxies):
        browser = site.filled_with(sample_file).visitor()
        headers = {"X-Forwarded-Host": host, "X-Forwarded-Proto": scheme}
        shown = page(browser.get("/feeds", headers=headers)).all("input", class_="address")[0].get("value")
        assert str(shown).startswith(f"{expected}/feeds/")


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Prefix", "X-Forwarded-Port", "Forwarded", "X-Real-IP", "X-Original-URL"]
)
def test_no_other_header_moves_the_service(tmp_path: Path, sample_file: Path, header: str) -> None:
    for site in running_site(tmp_path, trusted_proxies=1):
        browser = site.filled_with(sample_file).visitor()
        answer = browser.get("/settings/bodies", headers={header: "/evil"})
        assert answer.location == "/sign-in?next=/settings/bodies?"


def test_a_guesser_who_changes_the_header_is_throttled_all_the_same(site: Site) -> None:
    browser = site.visitor()
    words = [
        page(
            browser.post(
                "/sign-in",
                data={"user_name": f"navn-{number}", "password": "x"},
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
            ),
            422,
        ).refusal
        for number in range(61)
    ]
    assert words[-2] == "The user name or the password is wrong."
    assert words[-1].startswith("Too many attempts")
