"""What an imprecise rule is called where the planner has not said: "ultimo oktober", "efter sommerferien"."""

from __future__ import annotations

from wheel.core.local_days import in_sentence
from wheel.core.slots import Precision
from wheel.core.terms import TermPart
from wheel.errors import InvalidInputError
from wheel.web.rule_form.counted import TERM_PARTS
from wheel.web.rule_form.parts import Filled, Form, choice_field
from wheel.web.rule_form.windows import NamedTime, read_named_time
from wheel.web.rule_words import wording
from wheel.web.translation import gettext

FIELDS = {"window": "window_words", "school_holiday": "holiday_words", "term": "term_words"}
"""By the kind of rule, the field of its own words."""


def with_words(form: Form) -> Filled:
    """The form with the usual words where it leaves them out."""
    name = FIELDS.get(form.get("rule_kind", ""), "")
    is_empty = bool(name) and not form.get(name, "").strip()
    return {**form, **({name: usual_words(form)} if is_empty else {})}


def without_usual_words(form: Form) -> Filled:
    """The form without the words that go without saying, so that they follow when another month is chosen."""
    name = FIELDS.get(form.get("rule_kind", ""), "")
    return {**form, **({name: ""} if name and form.get(name) == usual_words(form) else {})}


def usual_words(form: Form) -> str:
    """What the chosen time is called; empty where nothing is chosen yet or it needs no words."""
    try:
        match form.get("rule_kind"):
            case "window":
                return named_time_words(read_named_time(form))
            case "term":
                return _term_words(choice_field(form, "term_part", TERM_PARTS))
            case "school_holiday":
                return _beside_holiday(form.get("holiday", ""), form.get("holiday_side", ""))
            case _:
                return ""
    except InvalidInputError:
        return ""


def named_time_words(named: NamedTime) -> str:
    whole = _whole_words(named)
    match named.third:
        case "primo":
            return gettext("the beginning of %(time)s", time=whole)
        case "medio":
            return gettext("the middle of %(time)s", time=whole)
        case "ultimo":
            return gettext("the end of %(time)s", time=whole)
        case _:
            return whole


def _whole_words(named: NamedTime) -> str:
    match named.unit:
        case Precision.WEEK if named.last != named.number:
            return gettext("weeks %(first)s–%(last)s", first=named.number, last=named.last)
        case Precision.WEEK:
            return gettext("week %(week)s", week=named.number)
        case Precision.MONTH:
            return wording().months[named.number - 1]
        case Precision.QUARTER:
            return gettext("quarter %(number)s", number=named.number)
        case Precision.HALF:
            return gettext("half-year %(number)s", number=named.number)
        case Precision.SEASON:
            return season_words()[named.season or ""]
        case _:
            return gettext("the year")


def season_words() -> dict[str, str]:
    return {
        "spring": gettext("the spring"),
        "summer": gettext("the summer"),
        "autumn": gettext("the autumn"),
        "winter": gettext("the winter"),
    }


def _term_words(part: TermPart) -> str:
    match part:
        case TermPart.FIRST_HALF:
            return gettext("in the first half of the election term")
        case TermPart.SECOND_HALF:
            return gettext("in the second half of the election term")
        case TermPart.MIDWAY:
            return gettext("midway through the election term")
        case TermPart.WHOLE:
            return gettext("in the election term")


def _beside_holiday(holiday: str, side: str) -> str:
    name = in_sentence(holiday)
    if not name:
        return ""
    return (
        gettext("before %(holiday)s", holiday=name) if side == "before" else gettext("after %(holiday)s", holiday=name)
    )
