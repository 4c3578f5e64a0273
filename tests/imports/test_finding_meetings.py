"""Other meetings and events: dated, over several days, in a window, cancelled."""

from __future__ import annotations

from datetime import date

import pytest

from tests.imports.minutes_saying import found, when
from wheel.core.minutes_findings import FindingKind

EVENTS = [
    ("- Økonomiudvalgsmøde d. 3. oktober (2. behandling)",
     [("Økonomiudvalgsmøde", "Økonomiudvalg", date(2024, 10, 3))]),
    ("- Ekstraordinært Miljø- og Teknikudvalgsmøde d. 30. august",
     [("Ekstraordinært Miljø- og Teknikudvalgsmøde", "Miljø- og Teknikudvalg", date(2024, 8, 30))]),
    ("Der afholdes Kommunalbestyrelsesmøde 10. september (1. behandling).",
     [("Kommunalbestyrelsesmøde", "Kommunalbestyrelse", date(2024, 9, 10))]),
    ("Rul september: ØK d. 3/9 2024, KB d. 10/9 2024",
     [("ØK", "ØK", date(2024, 9, 3)), ("KB", "KB", date(2024, 9, 10))]),
    ("- KKR d. 6. september", [("KKR", "KKR", date(2024, 9, 6))]),
    ("- Arrangement for veteraner d. 5. september", [("Arrangement for veteraner", "", date(2024, 9, 5))]),
    ("Der samles op på budgetseminaret den 16. september.", [("budgetseminaret", "", date(2024, 9, 16))]),
    ("Skabelonerne vises på supplerende arbejdsmiljøkursus 2. oktober.",
     [("arbejdsmiljøkursus", "", date(2024, 10, 2))]),
    ("Temaet er med på chefseminaret i september", [("chefseminaret", "", (date(2024, 9, 1), date(2024, 9, 30)))]),
    ("Frem mod det første budgetseminar for 2026, i foråret 2025.",
     [("budgetseminar", "", (date(2025, 3, 1), date(2025, 5, 31)))]),
    ("Grupperne mødes til et opstartsmøde inden efteråret 2025.", []),
    ("Dagsordenen for mødet den 18. september blev justeret.", [("", "Direktionen", date(2024, 9, 18))]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), EVENTS)
def test_an_event_is_found(words: str, expected: list[tuple[str, str, object]]) -> None:
    assert [(one.title, one.body, when(one)) for one in found(words, FindingKind.MEETING)] == expected


NO_EVENTS = [
    ("it is this meeting", "På mødet den 4. september drøftes planen."),
    ("it is the body's own past meeting", "Referatet fra mødet den 28. august er sendt."),
    ("it lies far back", "Chefseminaret den 3. juni 2024 gik godt."),
    ("it is a period", "- Økonomiopfølgning 1/8 – 31/12 2024"),
    ("it is the day that something else is due", "Punktet udskydes til direktionsmøde den 18. september."),
    ("no event is named", "Planen gælder fra 1. januar 2025."),
]


@pytest.mark.parametrize(("reason", "words"), NO_EVENTS)
def test_there_is_no_event_where(reason: str, words: str) -> None:
    assert found(words, FindingKind.MEETING) == [], reason


def test_an_event_of_several_days_has_its_last_one_and_each_of_two_is_told() -> None:
    words = "Der afholdes chefseminar d. 12. september i byen og d. 19.-20. september på øen."
    assert [(one.title, one.day, one.until) for one in found(words, FindingKind.MEETING)] == [
        ("chefseminar", date(2024, 9, 12), None),
        ("chefseminar", date(2024, 9, 19), date(2024, 9, 20)),
    ]


def test_a_cancelled_meeting_is_told_once_and_as_cancelled() -> None:
    words = "- Gruppeformandsmøde d. 3. september\n\nGruppeformandsmøde d. 3. september var aflyst."
    assert [(one.kind, one.title, one.day) for one in found(words)] == [
        (FindingKind.CANCELLED, "Gruppeformandsmøde", date(2024, 9, 3))
    ]


def test_the_same_event_told_twice_counts_once() -> None:
    words = "- Hovedudvalgsmøde d. 12. september\n- Hovedudvalgsmøde d. 12. september"
    assert len(found(words, FindingKind.MEETING)) == 1


REGULAR = [
    ("Direktionens møder indeholder et fast punkt om økonomi.", None),
    ("Direktionen får kvartalsvis status på it.", None),
    ("Direktionen får kvartalvis status på it.", None),
    ("Årligt dialogmøde med socialchefen.", None),
    ("Udvalget skal hvert andet år drøfte strategien.", None),
    ("Forventningen er 1-2 årlige møder.", None),
    ("Der laves en status i forbindelse med budgetopfølgningerne.", None),
    ("Chefgruppen informeres løbende om status.", None),
    ("Som vanligt er der fulgt op på målene.", None),
    (
        "Frem til sommerferien skal der på hvert chefgruppemøde gives en status.",
        (date(2024, 9, 4), date(2025, 6, 30)),
    ),
]


@pytest.mark.parametrize(("words", "until"), REGULAR)
def test_what_comes_back_regularly_is_found(words: str, until: object) -> None:
    assert [when(one) for one in found(words, FindingKind.STANDING, section="Sagsfremstilling")] == [until]


@pytest.mark.parametrize(
    "words", ["Planen er fast.", "Et 2-årigt forsøg.", "Status på budgettet.", "Hver afdeling svarer."]
)
def test_what_is_done_once_is_not_regular(words: str) -> None:
    assert found(words, FindingKind.STANDING) == []
