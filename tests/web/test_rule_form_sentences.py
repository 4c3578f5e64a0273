"""What the form builds is said in words that give the same schedule back."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_forms import KINDS, forms_of

from wheel.core.sentences import parse_schedule
from wheel.errors import InvalidInputError
from wheel.web.rule_form.whole import read_schedule
from wheel.web.rule_words import schedule_words, wording

NAMES = {"raad": "Byrådsmøde"}


@pytest.mark.parametrize("kind", KINDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(data=st.data())
def test_the_sentence_gives_the_schedule_back(shared_app: Flask, kind: str, data: st.DataObject) -> None:
    try:
        schedule = read_schedule(data.draw(forms_of(kind)))
    except InvalidInputError:
        assume(False)
    with shared_app.test_request_context(), force_locale("da"):
        words = schedule_words(schedule, NAMES)
        assert parse_schedule(words, wording(), NAMES) == schedule, words
