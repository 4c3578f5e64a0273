"""How points and their parts are told apart in other manners of writing than those of the samples."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.imports.minutes_saying import HEAD
from wheel.core.minutes_findings import AgendaPoint
from wheel.imports.whole_minutes import read_whole_minutes

COUNCIL = """Byrådet - Referat

Dato: 29. januar 2025
Lokale: Byrådssalen
Tidspunkt: Kl. 19:00

Indholdsfortegnelse

1. Bemærkninger til dagsordenen

Resume

Sagsforløb: BY

Sagsfremstilling

Evt. bemærkninger.

Beslutning

Ingen.

2. Stedfortrædere

Resume

Byrådet anmodes om at godkende stedfortræderen.

Beslutning

Stedfortræderen godkendt.
"""

COMMITTEE = """UDVALG

Udvalget for Sundhed

MØDE

Referat

STED

Mødelokale 0.21

STARTTIDSPUNKT

04-06-2025 09:00:00

SLUTTIDSPUNKT

04-06-2025 11:00:00

PUNKTER

49. Godkendelse af dagsorden til mødet den 4. juni 2025
50. Orienteringer

49. Godkendelse af dagsorden til mødet den 4. juni 2025

Godkendelse af dagsorden til mødet den 4. juni 2025
Sagsgang og sagstype

Udvalget for Sundhed, Økonomiudvalget

Indstilling

Administrationen indstiller, at:

1. dagsordenen bliver godkendt
Beslutning i Udvalget for Sundhed den 04-06-2025

Godkendt

50. Orienteringer

Orienteringer
Beskrivelse af sagen

Direktøren orienterer.

Beslutning i Udvalget for Sundhed den 04-06-2025

Taget til efterretning
"""


def points(text: str) -> tuple[AgendaPoint, ...]:
    return read_whole_minutes(text).points


def test_a_council_writes_its_name_before_the_word_referat() -> None:
    minutes = read_whole_minutes(COUNCIL)
    assert (minutes.body, minutes.day) == ("Byrådet", date(2025, 1, 29))
    assert (minutes.starts_at, minutes.place) == (time(19), "Byrådssalen")
    assert [(one.number, one.title, one.decision) for one in minutes.points] == [
        ("1", "Bemærkninger til dagsordenen", "Ingen."),
        ("2", "Stedfortrædere", "Stedfortræderen godkendt."),
    ]


def test_a_committee_writes_labels_above_and_each_title_twice() -> None:
    minutes = read_whole_minutes(COMMITTEE)
    assert (minutes.body, minutes.day, minutes.place) == ("Udvalget for Sundhed", date(2025, 6, 4), "Mødelokale 0.21")
    assert (minutes.starts_at, minutes.ends_at) == (time(9), time(11))
    assert [(one.number, one.title, one.route, one.decision) for one in minutes.points] == [
        (
            "49",
            "Godkendelse af dagsorden til mødet den 4. juni 2025",
            "Udvalget for Sundhed, Økonomiudvalget",
            "Godkendt",
        ),
        ("50", "Orienteringer", "", "Taget til efterretning"),
    ]
    assert [dict(one.fields).get("text", "") for one in minutes.points] == ["", "Direktøren orienterer."]


LONG = "Godkendelse af principper for indretning og implementering af planen for"
TITLES = [
    ("a number and a section below", "3. Budget\n\nÅben sag\n", ["Budget"]),
    ("a number and a case number below", "3. Budget\n\n00.30.00-P00-1-25\n", ["Budget"]),
    ("a long title on two lines", f"3. {LONG}\nalle områder\nÅben sag\n", [f"{LONG} alle områder"]),
    ("the contents", "1. Budget\t3\n2. Evt.\t4\n\n1. Budget\n\nTekst.\n\n2. Evt.\n\nTekst.\n", ["Budget", "Evt."]),
    ("the word Punkt", "Punkt 1: Budget\n\nTekst.\n\nPunkt 2: Evt.\n", ["Budget", "Evt."]),
    ("no initials that all have", "Punkt 1: CF - Budget\n\nPunkt 2: CF - Evt.\n", ["Budget", "Evt."]),
    ("initials that are its own", "Punkt 1: IT - status\n\nPunkt 2: Evt.\n", ["IT - status", "Evt."]),
    ("a number of three digits", "342. Budget\n\nÅben sag\n", ["Budget"]),
    ("who presents it", "Punkt 1: Budget v. Økonomichefen\n", ["Budget"]),
    ("no list", "Punkt 1: Budget\n\nBeslutning\n\n1. Skoler\n\nBilag\n\nx\n", ["Budget"]),
    ("no list without the word either", "1. Budget\n\nÅben sag\n\n1. Skoler\n\nMere tekst.\n", ["Budget"]),
    ("no list at the end", "3. Budget\n\nÅben sag\n\nBilagsoversigt\n\n3. Budget\n\nBilag\n", ["Budget"]),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "text", "expected"), TITLES)
def test_a_point_is_told_by(reason: str, text: str, expected: list[str]) -> None:
    assert [one.title for one in points(HEAD + text)] == expected, reason


CASES = [
    ("00.15.10-P35-2-18/ Planchefen", ("00.15.10-P35-2-18", "Planchefen")),
    ("00.01.00-A21-9-19", ("00.01.00-A21-9-19", "")),
    ("13/3462", ("13/3462", "")),
    ("Sagsnr. 2024-1234", ("2024-1234", "")),
    ("Sagsbehandler: Planchefen", ("", "Planchefen")),
    ("Åben sag", ("", "")),
    ("2024", ("", "")),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_the_case_number_and_officer_stand_below_the_title(line: str, expected: tuple[str, str]) -> None:
    (point,) = points(f"{HEAD}Punkt 1: Budget\n\n{line}\n\nBeslutning\n\nGodkendt.\n")
    assert (point.case_number, point.case_officer) == expected
    assert not point.fields or line == "2024"


MINUTES = [
    ("Tidsramme: 45 minutter", 45),
    ("Tidsforbrug: ca. 10 min.", 10),
    ("Varighed 1 time", 60),
    ("Tid er penge", None),
]


@pytest.mark.parametrize(("line", "expected"), MINUTES)
def test_the_time_frame_is_told_in_minutes_and_left_out_of_the_text(line: str, expected: int | None) -> None:
    (point,) = points(f"{HEAD}Punkt 1: Budget\n\nSagsfremstilling\n\n{line}\n\nTekst.\n")
    assert point.minutes == expected
    assert dict(point.fields)["text"] == ("Tekst." if expected else f"{line}\n\nTekst.")


@pytest.mark.parametrize(
    ("line", "expected"), [("Lukket sag", True), ("Lukket punkt", True), ("Åben sag", False), ("x", False)]
)
def test_a_closed_point_says_so(line: str, expected: bool) -> None:
    (point,) = points(f"{HEAD}Punkt 1: Budget\n\n{line}\n\nBeslutning\n\nGodkendt.\n")
    assert point.is_closed is expected


FIELDS = [
    ("Beslutningstema", "decision_theme"), ("Anledning", "decision_theme"), ("Resume", "decision_theme"),
    ("Sagsfremstilling", "text"), ("Sagsbeskrivelse:", "text"), ("Baggrund", "text"), ("Beskrivelse af sagen", "text"),
    ("Økonomi", "economy"), ("Økonomi og finansiering", "economy"), ("Økonomiske konsekvenser", "economy"),
    ("Retsgrundlag", "legal_basis"), ("Lovgrundlag", "legal_basis"),
    ("Indstilling", "recommendation"), ("INDSTILLING", "recommendation"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), FIELDS)
def test_each_section_is_read_into_the_field_that_it_is_called(heading: str, field: str) -> None:
    (point,) = points(f"{HEAD}Punkt 1: Budget\n\n{heading}\n\nLinje 1\n\nLinje 2\n\nBilag\n\nNotat\n")
    assert point.fields == ((field, "Linje 1\n\nLinje 2"),)
    assert [one.title for one in point.attachments] == ["Notat"]


ATTACHMENTS = [
    ("- [Plan.pdf](#)", ("Plan.pdf", "", False)),
    ("1. Plan (1234/24)", ("Plan", "1234/24", False)),
    ("1\tÅben\tPlan\t1234/24", ("Plan", "1234/24", False)),
    ("1\tLukket\tHemmelig plan\t1234/24", ("", "", True)),
    ("1. (Lukket bilag)", ("", "", True)),
    ("Bilag 1 Plan", ("Bilag 1 Plan", "", False)),
    ("Plan 7/5-2024", ("Plan 7/5-2024", "", False)),
]


@pytest.mark.parametrize(("line", "expected"), ATTACHMENTS)
def test_an_attachment_has_its_title_and_its_number_unless_it_is_closed(
    line: str, expected: tuple[str, str, bool]
) -> None:
    (point,) = points(f"{HEAD}Punkt 1: Budget\n\nBilag\n\n{line}\n")
    assert [(one.title, one.document_number, one.is_closed) for one in point.attachments] == [expected]


def test_a_section_may_begin_on_the_line_of_its_heading() -> None:
    (point,) = points(
        f"{HEAD}Punkt 1: Budget\n\nSagsforløb: ØK, KB\n\nIndstilling: at det drøftes\n\nBeslutning: Drøftet.\n"
    )
    assert (point.route, point.fields, point.decision) == (
        "ØK, KB",
        (("recommendation", "at det drøftes"),),
        "Drøftet.",
    )


def test_no_attachments_are_none() -> None:
    (point,) = points(f"{HEAD}Punkt 1: Budget\n\nBilag\n\nIngen\n")
    assert point.attachments == ()
