"""What is said is read back exactly, so no two schedules have one sentence; nothing that is read is other than said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from everyday_schedules import rules, schedules
from hypothesis import given, settings
from hypothesis import strategies as st
from wordings import NAMES, danish, english

from wheel.core.rules import Rule
from wheel.core.schedule import Schedule
from wheel.core.sentences import Wording, parse_rule, parse_schedule, say_rule, say_schedule
from wheel.errors import InvalidInputError

LANGUAGES = pytest.mark.parametrize("wording", [danish, english], ids=["Danish", "English"])
unhurried = settings(deadline=None, max_examples=150)


@LANGUAGES
@given(rule=rules)
@unhurried
def test_every_rule_of_the_form_is_read_back_from_its_sentence(wording: Callable[[], Wording], rule: Rule) -> None:
    said = say_rule(rule, wording(), NAMES)
    assert parse_rule(said, wording(), NAMES) == rule


@LANGUAGES
@given(schedule=schedules())
@unhurried
def test_every_schedule_of_the_form_is_read_back_from_its_sentence(
    wording: Callable[[], Wording], schedule: Schedule
) -> None:
    said = say_schedule(schedule, wording(), NAMES)
    assert parse_schedule(said, wording(), NAMES) == schedule


@LANGUAGES
@given(pair=st.tuples(rules, rules))
@unhurried
def test_two_rules_have_two_sentences(wording: Callable[[], Wording], pair: tuple[Rule, Rule]) -> None:
    one, other = (say_rule(rule, wording(), NAMES) for rule in pair)
    assert (one == other) == (pair[0] == pair[1])


@LANGUAGES
@given(rule=rules)
@unhurried
def test_a_sentence_is_one_line_of_words_without_a_full_stop(wording: Callable[[], Wording], rule: Rule) -> None:
    said = say_rule(rule, wording(), NAMES)
    assert said == said.strip()
    assert not said.endswith(".")
    assert "%(" not in said.replace("%(", "", sum(words.count("%(") for words in _words_of_others(rule)))


@LANGUAGES
@given(rule=rules, sentence=st.data())
@unhurried
def test_a_sentence_that_is_cut_or_changed_is_refused_or_says_another_rule(
    wording: Callable[[], Wording], rule: Rule, sentence: st.DataObject
) -> None:
    said = say_rule(rule, wording(), NAMES)
    start = sentence.draw(st.integers(0, len(said) - 1))
    end = sentence.draw(st.integers(start + 1, len(said)))
    changed = said[:start] + sentence.draw(st.sampled_from(["", " ", "x", ", ", "3"])) + said[end:]
    read = _read_or_refused(changed, wording())
    if read is not None:
        assert parse_rule(say_rule(read, wording(), NAMES), wording(), NAMES) == read


def _read_or_refused(sentence: str, wording: Wording) -> Rule | None:
    try:
        return parse_rule(sentence, wording, NAMES)
    except InvalidInputError:
        return None


def _words_of_others(rule: Rule) -> list[str]:
    return [str(value) for value in vars(rule).values()]
