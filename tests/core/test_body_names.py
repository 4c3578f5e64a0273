"""Which body somebody means by a name, and which go by what is searched for."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.body_names import body_called, goes_by_all
from wheel.core.plan import Body, BodyKind

ENDED = date(2026, 1, 1)


def a_body(short_name: str, name: str, *aliases: str, ended: bool = False) -> Body:
    return Body("", short_name, name, BodyKind.OTHER, aliases=aliases, valid_until=ENDED if ended else None)


COUNCIL = a_body("byraadet", "Byrådet", "BY")
FINANCE = a_body("oekonomi-og-planudvalget", "Økonomi- og Planudvalget", "ØPU")
BOARD = a_body("direktoerforum", "Direktørforum", "Ledelsen")
MED = a_body("kommunemed", "KommuneMED")
OLD_FORUM = a_body("chefgruppen", "Chefgruppen", "Lederforum", ended=True)
FORUM = a_body("chefforum", "Chefforum", "Tværgående chefgruppe", "Idéforum", "Koncernledelsen")
OTHER = a_body("koncernledelsen", "Koncernforum", "Tværgående chefgruppe", "Lederforum")
BODIES = (COUNCIL, FINANCE, BOARD, MED, OLD_FORUM, FORUM, OTHER)
FORMER = {"chefforum": frozenset({"Tværgående chefgruppe"})}


@pytest.mark.parametrize(
    ("name", "found", "reason"),
    [
        ("koncernledelsen", "koncernledelsen", "a short name wins over another body's alias, since links hold it"),
        ("Koncernledelsen", "chefforum", "which is found as it is written"),
        ("Tværgående chefgruppe", "koncernledelsen", "who goes by it today comes before who went by it"),
        ("lederforum", "koncernledelsen", "who goes on comes before who has a last day"),
        ("Chefgruppen", "chefgruppen", "yet what is closed is found"),
        ("HovedMED", "kommunemed", "one kind of body"),
        ("Hoved-MED-udvalget", "kommunemed", "with hyphens"),
        ("hovedudvalg", "kommunemed", "with neither the hyphens nor MED"),
        ("MED-Hovedudvalget", "kommunemed", "the other way round"),
        ("ØK", "oekonomi-og-planudvalget", "the finance committee, short"),
        ("øku", "oekonomi-og-planudvalget", "shorter or longer"),
        ("Økonomiudvalget", "oekonomi-og-planudvalget", "whatever its second field is"),
        ("Økonomi- og Erhvervsudvalg", "oekonomi-og-planudvalget", "or was"),
        ("KB", "byraadet", "the council"),
        ("kommunalbestyrelsen", "byraadet", "in the words of the law"),
        ("Borgerrepræsentationen", "byraadet", "and of Copenhagen"),
        ("Direktionen", "direktoerforum", "the executive board"),
        ("direktionsmøde", "direktoerforum", "by its meetings"),
        ("DG", "direktoerforum", "by two letters"),
        ("BYRA\u030aDET", "byraadet", "an A and a ring are an Å"),
    ],
)
def test_a_name_means_the_body_that_people_mean_by_it(name: str, found: str, reason: str) -> None:
    body = body_called(name, BODIES, FORMER)
    assert body is not None, reason
    assert body.short_name == found, reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "nothing"),
        ("-", "nothing but a hyphen"),
        ("udvalget", "half a name"),
        ("Byradet", "å is no kind of a"),
        ("Okonomiudvalget", "nor ø of o"),
        ("Ideforum", "a link is not a search"),
        ("Kulturudvalget", "there is none"),
        ("KB-mødet", "a word more"),
    ],
)
def test_what_is_no_name_means_nobody(name: str, reason: str) -> None:
    assert body_called(name, BODIES, FORMER) is None, reason


def test_a_word_for_a_kind_of_body_means_nobody_where_two_or_none_that_go_on_are_of_it() -> None:
    two = (COUNCIL, a_body("kommunalbestyrelsen", "Kommunalbestyrelsen"))
    assert body_called("KB", two, {}) is None
    assert body_called("KB", [replace(COUNCIL, valid_until=ENDED)], {}) is None
    assert body_called("KB", [replace(two[0], valid_until=ENDED), two[1]], {}) == two[1], "one goes on"


def test_of_two_that_went_by_a_name_the_one_that_goes_on_is_meant() -> None:
    ended = replace(OLD_FORUM, aliases=("Ledergruppen",))
    going_on = replace(FORUM, aliases=("Ledergruppen",))
    former = {"chefgruppen": frozenset({"Ledergruppen"}), "chefforum": frozenset({"Ledergruppen"})}
    assert body_called("Ledergruppen", (ended, going_on), former) == going_on


@pytest.mark.parametrize(
    ("wanted", "found", "reason"),
    [
        ("", [body.short_name for body in BODIES], "nothing is asked for"),
        ("   ", [body.short_name for body in BODIES], "nor by spaces"),
        ("CHEFG", ["chefgruppen", "chefforum", "koncernledelsen"], "part of a name, without regard to case"),
        ("byråd", ["byraadet"], "with Danish letters"),
        ("BYRA\u030aD", ["byraadet"], "which may be put together of two"),
        ("byrad", [], "å is no kind of a"),
        ("okonomi", [], "nor ø of o"),
        ("ideforum", ["chefforum"], "an accent may be left out"),
        ("IDÉ", ["chefforum"], "or written"),
        ("gruppe tvær", ["chefforum", "koncernledelsen"], "its words in any order"),
        ("forum xyz", [], "all of them"),
        ("ØK", ["oekonomi-og-planudvalget"], "another word for the same kind of body"),
        ("%", [], "a percent sign is no wildcard"),
        ("_", [], "nor this"),
    ],
)
def test_a_search_finds_every_name_that_a_body_has_or_had(wanted: str, found: list[str], reason: str) -> None:
    assert [body.short_name for body in BODIES if goes_by_all(body, wanted)] == found, reason


@given(st.sampled_from(BODIES), st.data())
def test_every_name_finds_its_body_in_whatever_way_it_is_written(body: Body, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from((body.short_name, body.name, *body.aliases)))
    form = data.draw(st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
    written = data.draw(st.sampled_from((str.upper, str.lower, str.title, str.strip)))(
        unicodedata.normalize(form, name)
    )
    assert goes_by_all(body, written)
    assert body_called(written, [body], {}) == body


@given(st.text(max_size=20), st.sampled_from(BODIES))
def test_no_text_is_too_odd_to_be_searched_for(text: str, body: Body) -> None:
    assert goes_by_all(body, text) in {True, False}
    assert body_called(text, [body], {}) in {body, None}
