"""Where an item goes next within its own body, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.imports.minutes_saying import HEAD, found, when
from wheel.core.minutes_findings import FindingKind
from wheel.imports.whole_minutes import read_whole_minutes

AFTER_SUMMER = (date(2025, 8, 4), date(2025, 9, 30))
PUT_OFF = [
    ("Punktet blev udskudt til direktionsmøde den 18. september.", date(2024, 9, 18)),
    ("Punktet udskydes til mødet d. 2/10.", date(2024, 10, 2)),
    ("Punktet blev udsat til den 8. januar.", date(2025, 1, 8)),
    ("Sagen udsættes fra 18. september til 25. september.", date(2024, 9, 25)),
    ("Punktet blev besluttet udskudt til efter sommerferien.", AFTER_SUMMER),
    ("Sagen er udsat til 2025.", (date(2025, 1, 1), date(2025, 12, 31))),
    ("Punktet udskydes til oktober.", (date(2024, 10, 1), date(2024, 10, 31))),
    ("Punktet udskydes til næste møde.", "next"),
    ("Punktet behandles på et kommende direktionsmøde, hvor konsulenten deltager.", "Direktionen"),
    ("Udsat.", None),
    ("Vi mangler tal. Sagen sættes herefter på dagsorden i direktionen igen.", "Vi mangler tal"),
    ("Punktet udskydes, når chefgrupperne har drøftet det.", "når chefgrupperne har drøftet det"),
]


@pytest.mark.parametrize(("words", "expected"), PUT_OFF)
def test_a_postponed_item_says_until_when(words: str, expected: object) -> None:
    assert [(one.title, when(one)) for one in found(words, FindingKind.POSTPONED)] == [("Fælles reception", expected)]


CONTINUED = [
    ("Punktet drøftes videre på næste møde.", "next"),
    ("Arbejdet går godt, og sagen kommer på direktionsmødet igen i næste uge.", (date(2024, 9, 9), date(2024, 9, 15))),
    ("Punktet tages op igen på næste møde.", "next"),
    ("Sagen genoptages den 18. september.", date(2024, 9, 18)),
    ("Direktionen besluttede, at den skal drøfte planen videre efter sommerferien.", AFTER_SUMMER),
    ("Dette vil direktionen blive præsenteret for efter sommerferien.", AFTER_SUMMER),
    ("HR laver et oplæg, som fremlægges på næste møde.", "next"),
]


@pytest.mark.parametrize(("words", "expected"), CONTINUED)
def test_what_is_taken_up_again_was_treated_today(words: str, expected: object) -> None:
    assert [when(one) for one in found(words, FindingKind.CONTINUED)] == [expected]


STAYS = [
    ("it is denied", "Punktet blev ikke udskudt."),
    ("it tells why the point stands here", "Punktet drøftes videre jf. beslutning på direktionsmødet 28. august."),
    ("it goes to another body", "Punktet udskydes til økonomiudvalgsmødet den 3. oktober."),
    ("others treat it", "Målingen behandles på et kommende møde i Hovedudvalget."),
    ("exposed, not postponed", "Området er udsat for pres."),
    ("only a reply is due", "Afdelingerne melder tilbage på næste møde."),
]


@pytest.mark.parametrize(("reason", "words"), STAYS)
def test_no_return_is_found_where(reason: str, words: str) -> None:
    assert found(words, FindingKind.POSTPONED, FindingKind.CONTINUED) == [], reason


def test_what_the_sentence_itself_names_is_what_is_put_off() -> None:
    assert [one.title for one in found("- Måling af it er udsat til 2025", FindingKind.POSTPONED)] == ["Måling af it"]


RESUMED = [
    (
        "with both headings",
        "Direktionen, 28. august 2024, pkt. 2:\n\nDrøftet.\n\nGENOPTAGELSE 4. SEPTEMBER 2024\n\nJa.",
    ),
    ("by the earlier decision alone", "Direktionen, 28. august 2024, pkt. 2:\n\nPunktet drøftes videre på næste møde."),
]


@pytest.mark.parametrize(("reason", "middle"), RESUMED)
def test_a_resumed_point_refers_back_and_keeps_both_decisions(reason: str, middle: str) -> None:
    decided = "Direktionen, den 4. september 2024\n\nGodkendt."
    read = read_whole_minutes(f"{HEAD}1. Kontorplan\n\n82.13.00-A26-1-24/ Planchefen\n\n{middle}\n\n{decided}\n")
    resumed = [one for one in read.findings if one.kind is FindingKind.RESUMED]
    assert [(one.day, one.position) for one in resumed] == [(date(2024, 8, 28), 2)], reason
    assert [one.kind for one in read.findings] == [FindingKind.RESUMED, FindingKind.OUTCOME]
    (point,) = read.points
    assert (point.earlier[0].body, point.earlier[0].position, point.decision) == ("Direktionen", 2, "Godkendt.")


def test_another_bodys_earlier_decision_resumes_nothing() -> None:
    words = "Økonomiudvalget, 28. august 2024, pkt. 2:\n\nAnbefales.\n\nDirektionen, den 4. september 2024\n\nGodkendt."
    assert [one.kind for one in found(words, section="Indstilling")] == [FindingKind.OUTCOME]
