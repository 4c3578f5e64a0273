"""Every act and every fact that a use case writes down has words, so that no page shows a word of the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask
from web_site import NOW

from wheel.core import accounts, agenda, audit, posts, sign_in
from wheel.core.audit import AuditEntry, AuditThing, ThingName
from wheel.core.plan_history import PlanAction
from wheel.web.audit_acts import ACTS, THINGS
from wheel.web.audit_words import FACTS, AuditLine, audit_line

USECASES = Path(audit.__file__).parents[1] / "usecases"
WRITERS = {"audit", "as_one_act", "_write_down"}
# The words of an act are a member of one of these, or stand where they are written down.
ENUMS = {
    name: kind
    for room in (accounts, audit, posts, sign_in)
    for name, kind in vars(room).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and name.endswith("Act")
}


def calls() -> Iterator[ast.Call]:
    for path in sorted(USECASES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS:
                yield node


def test_every_act_has_words() -> None:
    named = {member.value for kind in ENUMS.values() for member in kind}
    written = {
        argument.value
        for call in calls()
        for argument in call.args[3:4]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    moved = {action.value for action in agenda.Action}
    assert len(ENUMS) > 1
    assert named | written | moved <= ACTS.keys()


def test_every_fact_has_words() -> None:
    written = {keyword.arg for call in calls() for keyword in call.keywords if keyword.arg}
    assert written
    assert written <= FACTS.keys() | audit.TOLD_THINGS.keys()


def test_every_thing_has_words() -> None:
    assert THINGS.keys() == set(AuditThing)


PHRASES = [
    ({}, (), "nothing"),
    ({"from": "2026-12-01", "to": "2026-12-03"}, ("from 1 December 2026", "to 3 December 2026"), "days"),
    ({"from": "reader", "to": "planner"}, ("from Reader", "to Planner"), "roles"),
    ({"until": "2027-01-01"}, ("to 31 December 2026",), "the first day that is no longer part of it"),
    ({"in_draft": True}, ("in the draft",), "what holds"),
    ({"in_draft": False, "published": False}, (), "what does not hold is not said"),
    ({"closed": True}, ("now closed",), "what is said both ways"),
    ({"closed": False}, ("now open",), "the other way"),
    ({"new": 3, "changed": 0}, ("3 new",), "none at all is not said"),
    ({"count": 2}, ("number: 2",), "a number"),
    ({"role": "administrator"}, ("role: Administrator",), "a role"),
    ({"role": None, "post": None}, (), "what is not given"),
    ({"account": "a1"}, ("Anna",), "another thing by its name"),
    ({"account": "a2"}, (), "another thing that may not be named"),
    ({"attachment": "x"}, (), "an id that says nothing"),
    ({"undone": "drafted"}, ("it was: Draft begun",), "what was undone"),
    ({"seat": "chair", "body": "kb"}, ("seat: Chair",), "a seat"),
    ({"purpose": "reset"}, ("for a forgotten password",), "what a link is for"),
    ({"unheard": "of"}, ("unheard: of",), "what nobody has put into words"),
]


@pytest.mark.parametrize(("told", "said", "reason"), PHRASES, ids=[reason for *_, reason in PHRASES])
def test_facts_are_said_in_words(
    shared_app: Flask, told: dict[str, object], said: tuple[str, ...], reason: str
) -> None:
    assert line(shared_app, told).facts == said, reason


@pytest.mark.parametrize("action", PlanAction)
def test_whatever_was_undone_has_words(shared_app: Flask, action: PlanAction) -> None:
    (said,) = line(shared_app, {"undone": action.value}).facts
    assert said.removeprefix("it was: ") in {str(words) for words in ACTS.values()}


def line(app: Flask, told: dict[str, object]) -> AuditLine:
    entry = AuditEntry("e1", NOW, None, "", "", "saved", AuditThing.RING, "med", told)
    names = {(AuditThing.ACCOUNT, "a1"): ThingName("Anna", (AuditThing.ACCOUNT, "a1"))}
    with app.test_request_context(headers={"Accept-Language": "en"}):
        return audit_line(entry, names)
