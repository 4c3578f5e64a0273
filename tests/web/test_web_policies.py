"""Every endpoint says who may enter, and it is who should: told here once more, by address."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from wheel.app import create_app
from wheel.core.access import ANONYMOUS, SHUT_OUT, Role, Viewer
from wheel.core.permissions import ALLOWED, Capacity, Right, Thing
from wheel.settings import Settings
from wheel.web.policies import (
    Policy,
    administrators_only,
    agenda_keepers_only,
    everybody,
    planners_only,
    policy_of,
    public_part,
    signed_in_only,
)

ADMINISTRATORS = {Capacity.ADMINISTRATOR}
PLANNERS = {Capacity.PLANNER, Capacity.ADMINISTRATOR}
AGENDA_KEEPERS = {*PLANNERS, Capacity.SECRETARY}
SIGNED_IN = set(Capacity) - {Capacity.ANONYMOUS, Capacity.OPERATOR}
VISITORS_TOO = set(Capacity) - {Capacity.OPERATOR}

# Which addresses are whose; the first that fits counts.
WHOSE = [
    (r"(GET|POST) /administration(/|$)", ADMINISTRATORS),
    (r"(GET|POST) /me(/|$)", SIGNED_IN),
    (r"GET /views(/|$)", VISITORS_TOO),
    (r"POST /views(/|$)", SIGNED_IN),  # everybody's are for planners; the use case looks
    (r"(GET|POST) /(plan|series|settings)(/|$)", PLANNERS),
    (r"GET /embed$", PLANNERS),
    (r"GET /embed/wheel(/|$)", VISITORS_TOO),
    (r"POST /occurrences/", PLANNERS),
    (r"GET /occurrences/<occurrence_id>/moves(/|$)", PLANNERS),
    (r"(GET|POST) /events(/|$)", PLANNERS),
    (r"(POST /meetings/|GET /meetings/<meeting_id>/decisions/new$)", AGENDA_KEEPERS),
    (r"GET /meetings/", VISITORS_TOO),
    (r"POST /feeds/views$", VISITORS_TOO),
    (r"GET /items/<item_id>/feed$", VISITORS_TOO),
    (r"POST /follow-ups/<follow_up_id>/marks$", SIGNED_IN),  # the holders of its post do; the use case looks
    (r"(GET|POST) /routes(/|$)", AGENDA_KEEPERS),
    (r"GET /stops/<stop_id>\.ics$", VISITORS_TOO),
    (r"(GET|POST) /(stops|attachments|follow-ups)/", AGENDA_KEEPERS),
    (r"(GET|POST) /(bodies/<name>/standing|standing/)", AGENDA_KEEPERS),
    (r"(GET|POST) /(bodies/<name>/minutes|minutes/)", AGENDA_KEEPERS),
    (r"GET /search$", VISITORS_TOO),
    (r"GET /awaiting$", VISITORS_TOO),
    (r"(GET|POST) /(bodies/<name>/items|items/<item_id>/)", AGENDA_KEEPERS),
    (r"GET /($|(wheel|occurrences|items|bodies|feeds)(/|$))", VISITORS_TOO),
]
# What shows nothing of the plan: how one gets in and out, the language, and what machines ask.
FOR_EVERYBODY = re.compile(r"(GET|POST) /(sign-in|sign-out|setup|passwords|language|healthz|robots\.txt|static)(/|$)")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    path = tmp_path_factory.mktemp("policies") / "plan.sqlite3"
    return create_app(Settings(database_url=f"sqlite:///{path}", secret_key="for tests"))


def rules(app: Flask) -> list[tuple[Rule, str]]:
    found = [(rule, f"{method} {rule.rule}") for rule in app.url_map.iter_rules() for method in rule.methods or ()]
    return [(rule, words) for rule, words in found if not words.startswith(("HEAD", "OPTIONS"))]


def test_every_endpoint_says_who_may_enter(app: Flask) -> None:
    silent = {words for rule, words in rules(app) if policy_of(app, rule.endpoint) is None}
    assert silent == set(), "decorate the view with one of wheel/web/policies.py"


def test_every_address_is_for_those_it_should_be_for(app: Flask) -> None:
    wrong = []
    for rule, words in rules(app):
        policy = policy_of(app, rule.endpoint)
        assert policy is not None
        if (policy.right is None or policy.thing is None) != bool(FOR_EVERYBODY.match(words)):
            wrong.append(words)
        elif policy.right is not None and policy.thing is not None:
            expected = next((whose for pattern, whose in WHOSE if re.match(pattern, words)), None)
            if ALLOWED[policy.right, policy.thing] - {Capacity.OPERATOR} != expected:
                wrong.append(words)
    assert wrong == []


@pytest.mark.parametrize("pattern", [*(pattern for pattern, _ in WHOSE), FOR_EVERYBODY.pattern])
def test_the_addresses_above_are_there(app: Flask, pattern: str) -> None:
    assert [words for _, words in rules(app) if re.match(pattern, words)]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_view_that_says_nothing_is_shut(tmp_path: Path, headers: dict[str, str]) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/plan.sqlite3", secret_key="for tests"))
    app.test_cli_runner().invoke(args=["migrate"])
    app.add_url_rule("/forgotten", "forgotten", lambda: "a secret")
    answer = app.test_client().get("/forgotten", headers=headers)
    assert answer.status_code in {401, 403}
    assert "a secret" not in answer.text
    app.extensions["aarshjul"].database.dispose()


HERE = frozenset({"direktionen"})


@pytest.mark.parametrize(
    ("decorate", "admits"),
    [
        (everybody, [True, True, True, True, True, True, True]),
        (public_part, [False, True, True, True, True, True, True]),
        (signed_in_only, [False, False, True, True, True, True, True]),
        (agenda_keepers_only, [False, False, False, False, True, True, True]),
        (planners_only, [False, False, False, False, False, True, True]),
        (administrators_only, [False, False, False, False, False, False, True]),
    ],
)
def test_whom_each_policy_admits(
    decorate: Callable[[Callable[[], str]], Callable[[], str]], admits: list[bool]
) -> None:
    viewers = (
        SHUT_OUT,
        ANONYMOUS,
        Viewer(Role.READER),
        Viewer(Role.READER, member_of=HERE),
        Viewer(Role.READER, secretary_of=HERE),
        Viewer(Role.PLANNER),
        Viewer(Role.ADMINISTRATOR),
    )
    view = decorate(lambda: "")
    policy: Policy = view.policy  # type: ignore[attr-defined]
    assert [policy.admits(viewer) for viewer in viewers] == admits


def test_a_policy_admits_where_something_may_be_done_in_one_body_alone() -> None:
    policy = Policy(Right.CHANGE, Thing.CLOSED_ITEM)
    assert not policy.admits(Viewer(Role.ADMINISTRATOR))
    assert policy.admits(Viewer(Role.READER, secretary_of=HERE))
