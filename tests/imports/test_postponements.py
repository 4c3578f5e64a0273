"""What decisions put off: told from what they do not, and looked for where it should stand."""

from __future__ import annotations

from datetime import date

import pytest

from wheel.imports.minutes import MinutesWarning, read_minutes
from wheel.imports.title_matching import comparable

HEAD = "Direktionen\n\nREFERAT\n\nDato: Onsdag den 6. september 2023\n\n"
TABLE = "4. Eventuelt\n\nÅben sag\n\nDato\t\n13. Sep.\t• Budget 2024\n20. Sep.\t• Klimaplan for Norrdjurs\n"
AWAITING = "\nPunkter som afventer dato:\n\n- Leder-APV\n"


def warnings(decision: str, section: str = "Beslutning i Direktionen den 06-09-2023") -> list[MinutesWarning]:
    return list(read_minutes(f"{HEAD}{section}\n\n{decision}\n\n{TABLE}{AWAITING}").warnings)


PUT_OFF = [
    ("Punktet blev udskudt til direktionsmøde den 13. september.", date(2023, 9, 13)),
    ("Punktet udskydes til mødet d. 20/9.", date(2023, 9, 20)),
    ("Punktet blev udsat til den 10. januar.", date(2024, 1, 10)),
    ("Sagen flyttes ikke, men udsættes fra 13. september til 20. september.", date(2023, 9, 20)),
    ("Det blev besluttet at udskyde punktet til næste møde.", None),
    ("Punktet blev besluttet udskudt til efter sommerferien.", None),
    ("Udsat.", None),
    ("Sagen er udsat til 2024.", None),
    ("Punktet behandles på et kommende direktionsmøde, hvor konsulenten deltager.", None),
    ("Punktet behandles på et kommende møde i oktober.", None),
    ("Punktet drøftes videre på næste møde.", None),
    ("Punktet tages op igen på næste møde.", None),
    ("Punktet tages op på et kommende møde.", None),
    ("Sagen sættes herefter på dagsorden i direktionen igen.", None),
    ("Punktet sættes på dagsordenen igen.", None),
    ("Sagen genoptages den 13. september.", date(2023, 9, 13)),
    ("Sagen kommer på direktionsmødet igen i næste uge.", None),
]


@pytest.mark.parametrize(("sentence", "target"), PUT_OFF)
def test_an_item_that_was_put_off_and_is_missing_is_warned_of(sentence: str, target: date | None) -> None:
    found = warnings(f"- Fælles receptioner. Oplægget blev drøftet. {sentence}")
    assert [(one.title, one.target_date, one.sentence) for one in found] == [("Fælles receptioner", target, sentence)]


NOT_PUT_OFF = [
    ("it is denied", "Punktet blev ikke udskudt."),
    ("it was put off before this meeting", "August blev gennemgået på seneste møde."),
    ("it goes to another body's meeting", "Punktet udskydes til økonomiudvalgsmødet den 3. oktober."),
    ("it goes to another body", "Punktet udskydes til SCF."),
    ("it is treated in another body", "Punktet behandles på et kommende møde i Hovedudvalget."),
    ("others treat it", "Målingen behandles i alle de politiske udvalg."),
    ("exposed, not postponed", "Området er udsat for pres."),
    ("only a reply is due", "Afdelingerne melder tilbage på næste møde."),
    ("a guest comes", "Konsulenten deltager på et kommende møde."),
    ("since", "Siden behandles sagerne samlet."),
]


@pytest.mark.parametrize(("reason", "sentence"), NOT_PUT_OFF)
def test_nothing_is_warned_of_when(reason: str, sentence: str) -> None:
    assert warnings(f"- Fælles receptioner. {sentence}") == [], reason


HELD = [
    ("on its day, shortened", "- Budget. Punktet udskydes til den 13. september."),
    ("on its day, spelt otherwise", "- Klimaplanen for Norddjurs. Punktet udskydes til den 20. september."),
    ("in some row", "- Klimaplan i Norddjurs Kommune. Punktet behandles på et kommende direktionsmøde."),
    ("among those that await a date", "- APV for ledere. Punktet behandles på et kommende direktionsmøde."),
]


@pytest.mark.parametrize(("reason", "decision"), HELD)
def test_an_item_that_stands_where_it_should_is_not_warned_of(reason: str, decision: str) -> None:
    assert warnings(decision) == [], reason


def test_an_item_in_another_row_than_the_decisions_is_warned_of() -> None:
    assert [one.target_date for one in warnings("- Klimaplan. Punktet udskydes til den 13. september.")] == [
        date(2023, 9, 13)
    ]


SECTIONS = [
    ("Beslutning", 1),
    ("Beslutning i Direktionen den 06-09-2023", 1),
    ("Direktionen, den 6. september 2023", 1),
    ("Indstilling", 0),
    ("Sagsfremstilling", 0),
]


@pytest.mark.parametrize(("section", "count"), SECTIONS)
def test_only_decisions_count(section: str, count: int) -> None:
    assert len(warnings("- Receptioner. Punktet udskydes til næste møde.", section)) == count


TITLES = [
    ("a bullet", "- Fælles receptioner. Punktet udskydes til næste møde."),
    ("a bullet whose paragraph follows", "- Fælles receptioner.\n\nDer er talt. Punktet udskydes til næste møde."),
    (
        "a bullet with a list inside",
        "- Fælles receptioner.\n\nOm:\n\n- Tid\n- Sted\n\nPunktet udskydes til næste møde.",
    ),
    ("a numbered entry", "1. Fælles receptioner. Punktet udskydes til næste møde."),
    ("the sentence itself", "Fælles receptioner udskydes til næste møde."),
    ("the sentence itself, with its verb", "- Fælles receptioner blev udskudt til næste møde."),
    ("a wrapped sentence", "- Fælles receptioner. Punktet\nudskydes til næste møde."),
]


@pytest.mark.parametrize(("reason", "decision"), TITLES)
def test_the_title_is_taken_from(reason: str, decision: str) -> None:
    assert [one.title for one in warnings(decision)] == ["Fælles receptioner"], reason


def test_without_a_bullet_the_items_heading_is_the_title() -> None:
    text = "3. Fælles receptioner\n\nÅben sag\n\nBeslutning\n\nPunktet udskydes til næste møde."
    assert [one.title for one in warnings(text, "Indstilling")] == ["Fælles receptioner"]


def test_an_item_put_off_twice_is_warned_of_once() -> None:
    assert len(warnings("- Reception. Punktet udskydes til næste møde. Sagen genoptages.")) == 1


ALIKE = [
    ("APV for ledere", "Leder-APV", True),
    ("Klimakompetencer og klimaadfærd hos ansatte", "Klimakompetencer", True),
    ("Status i Norddjurs", "Status i Norrdjurs", True),
    ("Direktionens årshjul 2023", "Direktionens årshjul 2024", True),
    ("Årligt dialogmøde med socialchef", "Årligt dialogmøde med skole- og dagtilbudschef", True),
    ("APV for ledere", "Budget 2024", False),
    ("It", "Status på It og digitalisering", False),
    ("Klimaplan", "Kunstplan", False),
    ("", "Budget", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), ALIKE)
def test_titles_are_alike_when_they_share_their_words(one: str, other: str, expected: bool) -> None:
    assert comparable(one).resembles(comparable(other)) is expected
    assert comparable(other).resembles(comparable(one)) is expected
