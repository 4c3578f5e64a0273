"""The legend explains every sign that a wheel uses, and no other."""

from __future__ import annotations

import pytest
from flask import Flask, render_template
from markupsafe import Markup
from web_pages import page
from web_site import Site

from wheel.web.drawing import Drawn

SIGNS = (
    *("meeting", "empty", "reading", "dialogue", "event", "deadline", "phase", "round", "hatched", "draft"),
    *("cancelled", "ghost", "past", "cluster", "number", "school_holiday", "public_holiday", "today"),
)
LINE = '<li><svg class="sign"'


def legend(app: Flask, *signs: str) -> str:
    with app.test_request_context():
        return render_template("wheel/_signs.html", drawn=Drawn(Markup(), (), frozenset(signs)))


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_has_one_line_of_its_own(shared_app: Flask, sign: str) -> None:
    assert legend(shared_app, sign).count(LINE) == 1


def test_a_wheel_with_all_of_them_has_all_lines(shared_app: Flask) -> None:
    assert legend(shared_app, *SIGNS).count(LINE) == len(SIGNS)


def test_a_wheel_without_signs_has_no_legend(shared_app: Flask) -> None:
    assert "<details" not in legend(shared_app)


def test_a_wheel_of_the_sample_explains_its_meetings_and_not_what_it_has_none_of(site: Site) -> None:
    found = page(site.visitor().get("/wheel/2026")).one("details", class_="signs").text
    assert "meeting without items yet" in found
    assert "draft, not published yet" not in found
