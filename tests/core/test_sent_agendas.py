"""What has changed since an agenda was sent: every difference once, and nothing where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wheel.core.sent_agendas import (
    AgendaLine,
    AgendaState,
    ChangeKind,
    SentAgenda,
    agenda_changes,
    agenda_state,
)

A, B, C = (
    AgendaLine(stop, number, f"Sag {stop}", 20, time(9, 20 * (number - 1)))
    for number, stop in enumerate("abc", start=1)
)
SENT = (A, B, C)


def renumbered(*lines: AgendaLine) -> tuple[AgendaLine, ...]:
    return tuple(replace(line, number=number) for number, line in enumerate(lines, start=1))


def differences(*after: AgendaLine) -> list[tuple[str, str]]:
    return [(change.kind.value, change.line.stop) for change in agenda_changes(SENT, renumbered(*after))]


NEW = AgendaLine("n", 1, "Ny sag", 10, None)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(differences(A, B, C), [], id="nothing"),
        pytest.param(differences(NEW, A, B, C), [("added", "n")], id="what follows is not moved by what is added"),
        pytest.param(differences(A, C), [("gone", "b")], id="nor by what is gone"),
        pytest.param(differences(A, replace(B, is_withdrawn=True), C), [("withdrawn", "b")], id="withdrawn"),
        pytest.param(
            differences(A, replace(B, is_withdrawn=True, starts=None), C),
            [("withdrawn", "b")],
            id="what is withdrawn has no time, which need not be said",
        ),
        pytest.param(differences(C, A, B), [("moved", "c")], id="one item is moved, though all get other numbers"),
        pytest.param(differences(B, C, A), [("moved", "a")], id="moved last"),
        pytest.param(differences(A, replace(B, title="Andet"), C), [("retitled", "b")], id="another title"),
        pytest.param(differences(A, replace(B, minutes=None), C), [("minutes", "b")], id="no minutes any more"),
        pytest.param(differences(A, B, replace(C, starts=time(10))), [("clock", "c")], id="another time"),
        pytest.param(
            differences(A, replace(B, title="Andet", minutes=5), C),
            [("retitled", "b"), ("minutes", "b")],
            id="two things of one item",
        ),
        pytest.param(differences(), [("gone", "a"), ("gone", "b"), ("gone", "c")], id="everything"),
    ],
)
def test_what_differs_is_told(found: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert found == expected


def test_what_was_withdrawn_when_it_was_sent_is_told_when_it_is_back() -> None:
    before = (A, replace(B, is_withdrawn=True))
    (change,) = agenda_changes(before, (A, B))
    assert (change.kind, change.line, change.before) == (ChangeKind.BACK, B, before[1])


@pytest.mark.parametrize(
    ("sent", "now", "state"),
    [
        ([], SENT, AgendaState.DRAFT),
        ([SENT], SENT, AgendaState.SENT),
        ([SENT], (A, B), AgendaState.REVISED),
        ([(A, B), SENT], SENT, AgendaState.SENT),
        ([SENT, (A, B)], SENT, AgendaState.REVISED),
    ],
    ids=["never sent", "as sent", "changed since", "as sent last", "as sent first, but not last"],
)
def test_an_agenda_is_told_from_the_one_that_was_sent_last(
    sent: list[tuple[AgendaLine, ...]], now: tuple[AgendaLine, ...], state: AgendaState
) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    versions = [SentAgenda(number, at, "Sekretariatet", lines) for number, lines in enumerate(sent, start=1)]
    assert agenda_state(versions, now) is state


some_agenda = some.lists(
    some.builds(
        AgendaLine,
        stop=some.sampled_from("abcdefgh"),
        number=some.just(0),
        title=some.sampled_from(["Sag", "Anden sag"]),
        minutes=some.none() | some.sampled_from([10, 20]),
        starts=some.none() | some.just(time(9)),
        is_withdrawn=some.booleans(),
    ),
    unique_by=lambda line: line.stop,
).map(lambda lines: renumbered(*lines))


@given(some_agenda, some_agenda)
def test_the_differences_are_all_there_is_to_tell(
    before: tuple[AgendaLine, ...], after: tuple[AgendaLine, ...]
) -> None:
    changes = agenda_changes(before, after)
    kinds = {kind: {change.line.stop for change in changes if change.kind is kind} for kind in ChangeKind}
    then, now = {line.stop for line in before}, {line.stop for line in after}
    assert (kinds[ChangeKind.ADDED], kinds[ChangeKind.GONE]) == (now - then, then - now)
    # Those that were not moved stand in the order they stood in.
    still = (then & now) - kinds[ChangeKind.MOVED] - kinds[ChangeKind.WITHDRAWN] - kinds[ChangeKind.BACK]
    unmoved = [[line.stop for line in lines if line.stop in still] for lines in (before, after)]
    assert unmoved[0] == unmoved[1]
    assert bool(changes) == (before != after)


@given(some_agenda)
def test_an_agenda_does_not_differ_from_itself(agenda: tuple[AgendaLine, ...]) -> None:
    assert agenda_changes(agenda, agenda) == ()
