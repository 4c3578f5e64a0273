"""Whole minutes: everything that is found in them, line by line, in three manners of writing and in five real ones."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from tests.imports.golden_findings import lines_of
from tests.imports.minutes_saying import HEAD, read_saying
from tests.imports.real_minutes import real_minutes
from wheel.core.minutes_findings import AgendaPoint, FindingKind, ReadMinutes
from wheel.errors import InvalidInputError
from wheel.imports.whole_minutes import read_whole_minutes

SAMPLES = Path(__file__).parent / "whole"
WITH_TABLES = Path(__file__).parent / "minutes"
MANNERS = ["board_resumed", "forum_points", "executive_items"]


def sample(name: str) -> ReadMinutes:
    return read_whole_minutes((SAMPLES / f"{name}.txt").read_text("utf-8"))


def point(minutes: ReadMinutes, number: str) -> AgendaPoint:
    return next(one for one in minutes.points if one.number == number)


@pytest.mark.parametrize("name", MANNERS)
def test_all_that_the_sample_asks_for_is_found_and_nothing_else(name: str) -> None:
    golden = (SAMPLES / f"{name}.findings.txt").read_text("utf-8").splitlines()
    assert lines_of(sample(name).findings, with_words=True) == golden


def test_all_that_the_five_real_minutes_ask_for_is_found_and_nothing_else() -> None:
    found = []
    for path in real_minutes("00[0-4]_*.txt"):
        findings = read_whole_minutes(path.read_text("utf-8")).findings
        found += [f"[{path.name[:3]}]", *lines_of(findings, with_words=False)]
    assert found == (SAMPLES / "real.findings.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "path", [*(SAMPLES / f"{name}.txt" for name in MANNERS), *WITH_TABLES.glob("*.txt")], ids=lambda path: path.stem
)
def test_each_finding_stands_in_its_line_and_under_a_point_of_the_minutes(path: Path) -> None:
    text = path.read_text("utf-8")
    lines, minutes = text.splitlines(), read_whole_minutes(text)
    numbers = {one.number for one in minutes.points}
    assert minutes.findings
    for finding in minutes.findings:
        assert finding.point in numbers
        assert plain(finding.words)[:12] in plain(lines[finding.line - 1])


def plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def test_the_head_tells_whose_meeting_it_was_when_and_where_and_who_was_there() -> None:
    minutes = sample("executive_items")
    assert (minutes.body, minutes.day) == ("Direktionen", date(2024, 9, 4))
    assert (minutes.starts_at, minutes.ends_at) == (time(9), time(17))
    assert (minutes.place, minutes.absent) == ("Mødelokale 250, rådhuset", "")
    assert [(one.words, one.is_vacant) for one in minutes.members] == [
        ("Kommunaldirektør Vakant", True),
        ("Velfærdsdirektøren", False),
        ("Fællesdirektøren", False),
    ]


HEADS = [
    ("board_resumed", "Direktionen", date(2024, 9, 17), time(8, 30), "Lokale 4, Rådhuset"),
    ("forum_points", "Chefforum", date(2024, 6, 13), time(9, 1), "Salen"),
]


@pytest.mark.parametrize(("name", "body", "day", "starts_at", "place"), HEADS)
def test_other_heads_are_read_too(name: str, body: str, day: date, starts_at: time, place: str) -> None:
    minutes = sample(name)
    assert (minutes.body, minutes.day, minutes.starts_at, minutes.place) == (body, day, starts_at, place)


def test_the_points_of_the_three_manners_are_told_from_lists_and_contents() -> None:
    numbers = {name: " ".join(one.number for one in sample(name).points) for name in MANNERS}
    assert numbers == {
        "board_resumed": "1 2 3 4 5",
        "forum_points": "1 2 3 4",
        "executive_items": "1 2 3 3.1 3.2 3.3 3.4 3.5 4",
    }


def test_a_point_has_its_case_its_time_frame_its_sections_and_its_attachments() -> None:
    first = point(sample("board_resumed"), "1")
    assert (first.case_number, first.case_officer, first.minutes) == ("00.30.02-S00-3-24", "Økonomikonsulenten", 45)
    assert dict(first.fields) == {
        "decision_theme": "Direktionen drøfter, hvordan budgettet udmøntes, samt kvartalvis status på it.",
        "text": "Staben har besøgt chefgrupperne. Der er skrevet et forslag, se bilag.\n\n1. Fordeling af puljen:"
        "\n\nPuljen fordeles efter størrelse.\n\n2. Fordeling af resten\n\nResten venter.",
        "legal_basis": "Styrelseslovens § 40",
        "recommendation": "Staben indstiller til Direktionen\n\nat forslaget godkendes til viderebehandling i HovedMED"
        "\n\nat planen for udmøntning drøftes",
    }
    assert [(one.number, one.title, one.document_number) for one in first.attachments] == [
        (1, "Forslag til fordeling.pdf", ""),
        (2, "Notat om puljen", "1234/24"),
    ]
    assert first.decision.startswith("Budgetchefen har sendt et oplæg.")


def test_a_resumed_point_keeps_the_earlier_decision_apart() -> None:
    second = point(sample("board_resumed"), "2")
    (earlier,) = second.earlier
    assert (earlier.body, earlier.day, earlier.position) == ("Direktionen", date(2024, 9, 10), 2)
    assert "Punktet drøftes videre på næste møde." in earlier.words
    assert (second.participants, second.decision) == ("", "Der laves en fælles linje for alle bygninger.")


def test_a_point_of_the_second_manner_has_its_presenter_and_its_old_case_number() -> None:
    minutes = sample("forum_points")
    first, second, third, _ = minutes.points
    assert (first.title, first.participants) == ("Godkendelse af dagsorden og referat", "Direktionssekretæren")
    assert second.case_number == "13/3462"
    assert [(one.number, one.title) for one in second.attachments] == [
        (1, "Notat om budgettet"),
        (2, "Bilag 2 Oversigt"),
    ]
    assert [name for name, _ in third.fields] == ["text", "recommendation"]


def test_items_within_a_point_have_their_clock_time_their_people_and_what_was_decided_on_them() -> None:
    minutes = sample("executive_items")
    within = [one for one in minutes.points if one.within]
    assert [(one.title, one.starts_at, one.participants) for one in within] == [
        ("APV for ledere", time(10), "Arbejdsmiljøkonsulenten"),
        ("Håndtering af fravær – herunder puljen", time(10, 15), ""),
        ("Årligt dialogmøde med borgerservice", time(10, 30), ""),
        ("Kerneopgaven i sekretariatet", time(10, 45), "Sekretariatschefen"),
        ("Klimakompetencer hos ansatte", None, ""),
    ]
    assert [one.decision.split(". ")[-1] for one in within] == [
        "Punktet behandles på et kommende direktionsmøde hvor konsulenten deltager.",
        "Der skal udarbejdes en mindre analyse.",
        "Direktionen kvitterede for en god dialog.",
        "Kerneopgave og navn blev godkendt.",
        "september.",
    ]
    assert within[0].decision.startswith("Velfærdsdirektøren drøfter APV for ledere i egen chefgruppe.")


def test_what_is_within_a_closed_point_is_closed_and_a_closed_attachment_is_but_a_number() -> None:
    minutes = sample("executive_items")
    assert {one.number for one in minutes.points if one.is_closed} == {"3", "3.1", "3.2", "3.3", "3.4", "3.5"}
    attachments = point(minutes, "3").attachments
    assert [(one.number, one.title, one.is_closed) for one in attachments] == [
        (1, "APV for ledere - forside", False),
        (2, "", True),
        (3, "Oversigt over fravær", False),
    ]


DOUBTS = [
    ("no day is told", "Punkt 1: Sag\n\nBeslutning\n\nGodkendt.\n", "do not say which day"),
    ("no body is told", "Punkt 1: Sag\n\nBeslutning\n\nGodkendt.\n", "do not say which body"),
    ("there are no points", HEAD + "Godkendt.\n", "No point with a number"),
    ("a decision is another body's by name", HEAD + "Punkt 1: Sag\n\nBeslutning i Chefgruppen\n\nJa.\n", "Chefgruppen"),
    ("a weekday is wrong", HEAD + "Punkt 1: Sag\n\nBeslutning\n\nUdsat til fredag den 18. september.\n", "weekday"),
    ("the head's weekday is wrong", HEAD.replace("Onsdag", "Fredag"), "weekday"),
]


@pytest.mark.parametrize(("reason", "text", "sentence"), DOUBTS)
def test_it_says_where(reason: str, text: str, sentence: str) -> None:
    doubts = [told for told, _ in read_whole_minutes(text).doubts]
    assert any(sentence in told for told in doubts), reason
    assert not any("%(" in told for told in doubts)


def test_minutes_that_are_clear_leave_no_doubt() -> None:
    assert sample("board_resumed").doubts == ()
    assert sample("executive_items").doubts == ()


def test_the_year_hint_dates_minutes_that_do_not_tell_their_year() -> None:
    text = "Dato: 4. september\n\nPunkt 1: Sag\n\nBeslutning\n\nPunktet udskydes til den 18. september.\n"
    minutes = read_whole_minutes(text, year_hint=2024)
    (finding,) = minutes.findings
    assert (minutes.day, finding.day) == (date(2024, 9, 4), date(2024, 9, 18))
    with pytest.raises(InvalidInputError, match="between 1900 and 2199"):
        read_whole_minutes(text, year_hint=1)


def test_a_forward_table_whose_year_nothing_tells_is_a_doubt_and_not_an_error() -> None:
    minutes = read_whole_minutes("Punkt 1: Sag\n\nBeslutning\n\nGodkendt.\n\nDato\t\n13. Sep.\t• Budget\n")
    assert [one.kind for one in minutes.findings] == [FindingKind.OUTCOME]
    assert any("Give the year" in told for told, _ in minutes.doubts)


def test_minutes_without_points_still_tell_what_they_ask_for() -> None:
    minutes = read_whole_minutes(HEAD + "Beslutning\n\nPunktet udskydes til den 18. september.\n")
    assert [(one.kind, one.point, one.day) for one in minutes.findings] == [
        (FindingKind.POSTPONED, "", date(2024, 9, 18))
    ]


@pytest.mark.parametrize("section", ["Beslutning", "Afgørelse", "Beslutning i Direktionen den 04-09-2024"])
def test_a_decision_is_found_under_each_of_its_headings(section: str) -> None:
    assert [one.kind for one in read_saying("Godkendt.", section).findings] == [FindingKind.OUTCOME]
