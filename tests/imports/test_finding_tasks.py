"""Who is to do what, for whom, and by when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.imports.minutes_saying import found, when
from wheel.core.minutes_findings import FindingKind

TASKS = [
    ("Planchefen udarbejder et revideret oplæg.", ("Planchefen", "", None)),
    ("Økonomichefen følger op.", ("Økonomichefen", "", None)),
    ("HR udarbejder tidsplan i marts-april 2025.", ("HR", "", (date(2025, 3, 1), date(2025, 4, 30)))),
    ("Direktørerne melder tilbage med deltagertal på næste møde.", ("Direktørerne", "", "next")),
    ("Planchefen og It-chefen aftaler deltagelse i styregruppen.", ("Planchefen og It-chefen", "", None)),
    ("Velfærdschefen drøfter planen i egen chefgruppe.", ("Velfærdschefen", "", None)),
    ("Staben udsender besked herom.", ("Staben", "", None)),
    ("Planchefen har opgaven med at finde lokaler.", ("Planchefen", "", None)),
    ("Listen drøftes i chefgrupperne og melder svar ind til Sekretariatet senest 24. september.",
     ("chefgrupperne", "Sekretariatet", date(2024, 9, 24))),
    ("BFF har bedt HR om et oplæg.", ("HR", "BFF", None)),
    ("Opgaven forankres hos It-chefen med hjælp fra staben.", ("It-chefen", "", None)),
    ("Lederen af staben vil inddrage direktionen efter sommerferien.",
     ("Lederen af staben", "", (date(2025, 8, 4), date(2025, 9, 30)))),
    ("Det undersøges hvorfor tallene er høje.", ("", "", None)),
    ("Der skal udarbejdes en mindre analyse af fraværet.", ("", "", None)),
    ("Der arrangeres en temadag for fagchefer.", ("", "", None)),
    ("Der forhandles for to år ultimo første kvartal 2025.", ("", "", (date(2025, 3, 1), date(2025, 3, 31)))),
    ("- Fristen for rettelser er 1. oktober 2024", ("", "", date(2024, 10, 1))),
    ("- Frist for kommentarer til Sekretariatet er tirsdag d.1/10 2024", ("", "Sekretariatet", date(2024, 10, 1))),
    ("- Onsdag d. 2/10 2024 er deadline for bemærkninger", ("", "", date(2024, 10, 2))),
    ("Notatet skal ligge klar 1/10 2024 af hensyn til udvalget", ("", "", date(2024, 10, 1))),
    ("Tekst og dagsorden skal udsendes fredagen inden mødet.", ("", "", "fredagen inden mødet")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), TASKS)
def test_a_task_is_found(words: str, expected: tuple[str, str, object]) -> None:
    assert [(one.who, one.recipient, when(one)) for one in found(words, FindingKind.FOLLOW_UP)] == [expected]


NO_TASKS = [
    ("it is told of", "Planchefen orienterede om at staben udsender et brev."),
    ("it was done", "Planchefen gennemgik budgettet."),
    ("somebody only takes part", "Planchefen deltager under punktet."),
    ("the body itself has talked", "Direktionen drøftede planen."),
    ("nobody is to do it", "Det er vigtigt med ledelsesmæssig opbakning."),
    ("the day is past", "Fristen for rettelser var 15. maj 2024"),
]


@pytest.mark.parametrize(("reason", "words"), NO_TASKS)
def test_there_is_no_task_where(reason: str, words: str) -> None:
    assert found(words, FindingKind.FOLLOW_UP) == [], reason


SECTIONS = [
    ("Sagsfremstilling", "Staben udarbejder et notat.", 0),
    ("Sagsfremstilling", "Notatet udarbejdes med deadline 2. januar 2025.", 1),
    ("Indstilling", "at fristen for svar er 1. oktober 2024", 0),
]


@pytest.mark.parametrize(("section", "words", "count"), SECTIONS)
def test_outside_decisions_only_a_deadline_counts_and_nothing_that_is_recommended(
    section: str, words: str, count: int
) -> None:
    assert len(found(words, FindingKind.FOLLOW_UP, section=section)) == count


def test_two_who_are_named_in_one_sentence_have_a_task_each() -> None:
    words = "Ift. vagter: Cheferne laver en plan for egen afdeling og DIF laver en plan for cheferne."
    assert [one.who for one in found(words, FindingKind.FOLLOW_UP)] == ["Cheferne", "DIF"]


def test_what_follows_up_on_the_sentence_before_is_called_by_that() -> None:
    (one,) = found("Drøftelse om takster på området. Økonomichefen følger op.", FindingKind.FOLLOW_UP)
    assert (one.title, one.words) == ("Drøftelse om takster på området", "Økonomichefen følger op.")
