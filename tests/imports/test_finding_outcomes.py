"""What became of an item, told from what others decided, what is only recommended, and what is only said."""

from __future__ import annotations

import pytest

from tests.imports.minutes_saying import found
from wheel.core.minutes_findings import FindingKind
from wheel.core.stops import Outcome

OUTCOMES = [
    ("Direktionen tog orienteringen til efterretning.", Outcome.NOTED),
    ("Orienteringen blev taget til efterretning med flg. bemærkninger:", Outcome.NOTED),
    ("Taget til efterretning.", Outcome.NOTED),
    ("Til efterretning", Outcome.NOTED),
    ("Godkendt", Outcome.APPROVED),
    ("Godkendt som indstillet.", Outcome.APPROVED),
    ("Indstillingen blev tiltrådt.", Outcome.APPROVED),
    ("Der er opbakning til forslaget.", Outcome.APPROVED),
    ("Bilag godkendt som redskab til opfølgning.", Outcome.APPROVED),
    ("Godkendt med følgende bemærkninger:", Outcome.APPROVED_WITH_REMARKS),
    ("Direktionen godkendte planen med den ændring, at fristen er 1. maj.", Outcome.APPROVED_WITH_REMARKS),
    ("Planen blev ikke godkendt.", Outcome.NOT_APPROVED),
    ("Direktionen godkendte ikke planen.", Outcome.NOT_APPROVED),
    ("Det blev vedtaget at søge puljen.", Outcome.ADOPTED),
    ("Drøftet.", Outcome.DISCUSSED),
    ("Direktionen drøftede oplægget.", Outcome.DISCUSSED),
    ("Drøftelse af studieture.", Outcome.DISCUSSED),
    ("Direktionen kvitterede for et godt oplæg.", Outcome.ACKNOWLEDGED),
    ("Augusts opfølgning blev gennemgået på seneste møde.", Outcome.TREATED_BEFORE),
    ("Sagen er behandlet på det forrige direktionsmøde.", Outcome.TREATED_BEFORE),
    ("Anbefales godkendt.", Outcome.APPROVED),
    ("Indstillingen anbefales.", Outcome.RECOMMENDED),
]


@pytest.mark.parametrize(("words", "outcome"), OUTCOMES)
def test_a_decision_tells_its_outcome(words: str, outcome: Outcome) -> None:
    assert [one.outcome for one in found(words, FindingKind.OUTCOME)] == [outcome]


NO_OUTCOME = [
    ("another decision is told of", "Strategien som blev godkendt på chefmødet, er grundlaget."),
    ("another body decided", "Teknikudvalget afviste forslaget."),
    ("it is still to come", "Drøftes på kommende chefforum."),
    ("it is expected", "Sagen forventes drøftet i Økonomiudvalget."),
    ("it is a condition", "Når planen er godkendt, begynder arbejdet."),
    ("somebody only told it", "Kommunaldirektøren orienterede om at budgettet er godkendt."),
    ("a thing was gone through", "Økonomichefen gennemgik budgettet."),
]


@pytest.mark.parametrize(("reason", "words"), NO_OUTCOME)
def test_nothing_is_decided_where(reason: str, words: str) -> None:
    assert found(words, FindingKind.OUTCOME) == [], reason


@pytest.mark.parametrize("section", ["Indstilling", "Sagsfremstilling", "Økonomi"])
def test_only_a_decision_has_an_outcome(section: str) -> None:
    assert found("Planen er godkendt.", FindingKind.OUTCOME, section=section) == []


DECIDERS = [
    ("Direktionen tog orienteringen til efterretning.", ""),
    ("Kommunaldirektøren tog orienteringen til efterretning.", "Kommunaldirektøren"),
    ("Formanden godkendte referatet.", "Formanden"),
    ("Godkendt.", ""),
]


@pytest.mark.parametrize(("words", "who"), DECIDERS)
def test_who_decided_is_told_where_it_was_not_the_body(words: str, who: str) -> None:
    assert [one.who for one in found(words, FindingKind.OUTCOME)] == [who]


ENDS = [
    ("Udgået.", FindingKind.WITHDRAWN, "Fælles reception"),
    ("Punktet udgår.", FindingKind.WITHDRAWN, "Fælles reception"),
    ("Punktet blev trukket.", FindingKind.WITHDRAWN, "Fælles reception"),
    ("- Målet om nye møbler udgår pga. flytning", FindingKind.WITHDRAWN, "Målet om nye møbler"),
    ("- Projektet om cykler er blevet aflyst", FindingKind.WITHDRAWN, "Projektet om cykler"),
    ("- Byfornyelsen er sat på standby", FindingKind.ON_HOLD, "Byfornyelsen"),
    ("Sagen sættes i bero.", FindingKind.ON_HOLD, "Fælles reception"),
    ("- Arbejdet med vagtplanen er ”skudt til hjørne”", FindingKind.ON_HOLD, "Arbejdet med vagtplanen"),
]


@pytest.mark.parametrize(("words", "kind", "title"), ENDS)
def test_what_ends_or_rests_is_named(words: str, kind: FindingKind, title: str) -> None:
    assert [(one.kind, one.title) for one in found(words)] == [(kind, title)]


def test_a_cancelled_meeting_is_no_withdrawn_item() -> None:
    assert {one.kind for one in found("Chefmødet den 5. september var aflyst.")} == {FindingKind.CANCELLED}
