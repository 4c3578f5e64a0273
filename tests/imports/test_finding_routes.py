"""What goes on to other bodies, to which, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.imports.minutes_saying import found, when
from wheel.core.minutes_findings import FindingKind

SENT = [
    ("Drøftes på kommende SCF.", [("SCF", "next")]),
    ("Planen drøftes i SCF.", [("SCF", None)]),
    (
        "Oplægget fremlægges på kommende borgmestermøde og styregruppemøde.",
        [("borgmestermøde", "next"), ("styregruppe", "next")],
    ),
    ("Planen forelægges økonomiudvalget d. 6. november 2024.", [("økonomiudvalget", date(2024, 11, 6))]),
    ("Målingen behandles i alle de politiske udvalg.", [("alle de politiske udvalg", None)]),
    ("Punktet medtages i næste møde for ad hoc RådhusMED", [("ad hoc RådhusMED", "next")]),
    ("På kommende møde i RådhusMED behandles principperne", [("RådhusMED", "next")]),
    ("På HovedMED's møde d. 21. november skal planen drøftes.", [("HovedMED", date(2024, 11, 21))]),
    ("Fordelingen fastlægges på direktørmødet d.3/10 2024", [("direktørmøde", date(2024, 10, 3))]),
    ("Høringen skal igennem arbejdsplads MED og Kommune MED.", [("arbejdsplads MED", None), ("Kommune MED", None)]),
    (
        "Katalogerne skal drøftes i Chefforum den 9. september og den 16. september.",
        [("Chefforum", date(2024, 9, 9)), ("Chefforum", date(2024, 9, 16))],
    ),
    ("Sagen sendes til Børn- og Ungdomsudvalget i oktober.",
     [("Børn- og Ungdomsudvalget", (date(2024, 10, 1), date(2024, 10, 31)))]),
    ("Sagen behandles politisk sommer 2025", [("", (date(2025, 6, 1), date(2025, 8, 31)))]),
    ("Sagen udskydes til SCF.", [("SCF", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), SENT)
def test_an_item_is_sent_on(words: str, expected: list[tuple[str, object]]) -> None:
    assert [(one.body, when(one)) for one in found(words, FindingKind.SENT_ON)] == expected


RECOMMENDED = [
    ("at planen drøftes til viderebehandling i HovedMED.", "Indstilling", [("HovedMED", None)]),
    ("at oplægget konkretiseres til næstkommende SCF", "Indstilling", [("SCF", "next")]),
    ("Ønsket er en fælles drøftelse på SCF.", "Sagsfremstilling", [("SCF", None)]),
    ("Håndteringen forventes drøftet i Økonomiudvalget.", "Sagsfremstilling", [("Økonomiudvalget", None)]),
]


@pytest.mark.parametrize(("words", "section", "expected"), RECOMMENDED)
def test_what_is_recommended_or_expected_counts_too(
    words: str, section: str, expected: list[tuple[str, object]]
) -> None:
    assert [(one.body, when(one)) for one in found(words, FindingKind.SENT_ON, section=section)] == expected


NOT_SENT = [
    ("it is the body's own meeting", "Punktet behandles på et kommende direktionsmøde."),
    ("it is the body itself", "Planen drøftes i direktionen."),
    ("so it is today", "På nuværende tidspunkt behandles området i det fælles samarbejdsforum."),
    ("it is done", "Strategien blev godkendt på SCF."),
    ("no body is named", "Langsigtede planer behandles i to tempi."),
    ("a group is only part of it", "Styregruppen har drøftet principperne."),
]


@pytest.mark.parametrize(("reason", "words"), NOT_SENT)
def test_nothing_is_sent_on_where(reason: str, words: str) -> None:
    assert found(words, FindingKind.SENT_ON) == [], reason


def test_the_deadline_of_a_reply_is_not_the_other_bodys_meeting() -> None:
    (one,) = found("Listen drøftes i chefgrupperne og sendes ind senest 24. september.", FindingKind.SENT_ON)
    assert (one.body, one.day) == ("chefgrupperne", None)


def test_the_same_twice_counts_once_with_when_it_is_to_be() -> None:
    (one,) = found("Planen drøftes i SCF.\n\nPlanen drøftes på kommende SCF.", FindingKind.SENT_ON)
    assert when(one) == "next"
