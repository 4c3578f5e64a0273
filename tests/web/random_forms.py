"""Random rule forms: every kind of rule, with the values that its controls can hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from wheel.core.closures import Closure
from wheel.core.holiday_policy import HolidayAction
from wheel.core.slots import Precision
from wheel.core.terms import TermPart
from wheel.web.rule_form.windows import SEASONS, THIRDS

Texts = st.SearchStrategy[dict[str, str]]
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
WORDS = st.text("abcæøåÆØÅ 1234.-", min_size=1).map(str.strip).filter(bool)


def number(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(str)


def ticks(name: str, keys: list[object], least: int = 1) -> Texts:
    chosen = st.sets(st.sampled_from(keys), min_size=least) | st.just(set(keys))
    return chosen.map(lambda found: {f"{name}_{key}": "1" for key in found})


def together(*parts: Texts) -> Texts:
    def joined(found: tuple[dict[str, str], ...]) -> dict[str, str]:
        return {name: text for part in found for name, text in part.items()}

    return st.tuples(*parts).map(joined)


def lines(days: st.SearchStrategy[date]) -> st.SearchStrategy[str]:
    return st.lists(days, max_size=3, unique=True).map(
        lambda found: "\n".join(f"{day.day}.{day.month}.{day.year}" for day in found)
    )


def side(name: str) -> Texts:
    return st.fixed_dictionaries({name: st.sampled_from(["before", "after"])})


MONTHS, WEEKDAYS = list(range(1, 13)), list(range(1, 8))
NTH = st.sampled_from(["1", "2", "3", "4", "last"])
START = st.fixed_dictionaries(
    {
        "start": DAYS.map(date.isoformat),
        "length_days": number(1, 366),
        "added": lines(st.dates(date(2026, 1, 1), date(2026, 12, 31))),
        "left_out": lines(st.dates(date(2027, 1, 1), date(2027, 12, 31))),
    }
)
LENGTH = st.fixed_dictionaries({"length_days": number(1, 366)})
EVERY = st.fixed_dictionaries({"every_years": number(1, 100)})
YEARS = st.fixed_dictionaries(
    {
        "every_years": number(1, 9),
        "from_year": number(1990, 2030),
        "to_year": st.just("") | number(2030, 2090),
    }
) | st.fixed_dictionaries(
    {"every_years": st.just("1"), "from_year": st.just(""), "to_year": st.just("") | number(1990, 2090)}
)


def a_day(name: str) -> Texts:
    day = st.dates(date(2024, 1, 1), date(2024, 12, 31))
    return day.map(lambda found: {f"{name}_day": str(found.day), f"{name}_month": str(found.month)})


KINDS: dict[str, Texts] = {
    "weekly": together(
        ticks("weekly_on", WEEKDAYS),
        st.fixed_dictionaries(
            {"weekly_weeks": st.sampled_from(["every", "even", "odd", "spaced"]), "weekly_every": number(2, 52)}
        ),
        START,
    ),
    "nth": together(
        ticks("nth", [1, 2, 3, 4, "last"]),
        ticks("nth_month", MONTHS),
        st.fixed_dictionaries({"nth_weekday": number(1, 7)}),
        START,
    ),
    "monthly_day": together(
        ticks("day_month", MONTHS),
        st.fixed_dictionaries({"day_of_month": number(1, 31) | st.just("last")}),
        START,
    ),
    "yearly_date": together(a_day("date"), EVERY, START),
    "yearly_weekday": together(
        st.fixed_dictionaries({"year_nth": NTH, "year_weekday": number(1, 7), "year_month": number(1, 12)}),
        EVERY,
        START,
    ),
    "iso_week": together(
        st.fixed_dictionaries(
            {
                "week": number(1, 53),
                "week_weekday": number(1, 7),
                "without_week_53": st.sampled_from(["skip", "last"]),
            }
        ),
        LENGTH,
        YEARS,
    ),
    "yearly_span": together(a_day("first"), a_day("last"), YEARS),
    "dates": st.fixed_dictionaries({"dates": lines(DAYS)}),
    "easter": together(st.fixed_dictionaries({"easter_days": number(0, 80)}), side("easter_side"), LENGTH, YEARS),
    "relative": together(
        st.fixed_dictionaries(
            {
                "series": st.just("raad"),
                "relative_by": st.sampled_from(["count", "weekday"]),
                "relative_count": number(1, 52),
                "relative_unit": st.sampled_from(["days", "weeks", "working_days"]),
                "relative_weekday": number(1, 7),
                "relative_choice": st.sampled_from(["each", "nth", "first_after"]),
                "relative_nth": number(2, 60),
            }
        ),
        a_day("after"),
        side("relative_side"),
        LENGTH,
        YEARS,
    ),
    "school_holiday": together(
        st.fixed_dictionaries(
            {
                "holiday": st.just("Sommerferie"),
                "holiday_as": st.sampled_from(["weeks", "weekday"]),
                "holiday_weeks": number(1, 26),
                "holiday_words": WORDS,
                "holiday_weekday": number(1, 7),
            }
        ),
        side("holiday_side"),
        YEARS,
    ),
    "window": together(
        st.fixed_dictionaries(
            {
                "window_unit": st.sampled_from([unit.value for unit in Precision if unit is not Precision.EXACT]),
                "window_week": number(1, 53),
                "window_last_week": st.just("") | number(1, 53),
                "window_month": number(1, 12),
                "window_quarter": number(1, 4),
                "window_half": number(1, 2),
                "window_season": st.sampled_from(SEASONS),
                "window_third": st.sampled_from(sorted(THIRDS)),
                "window_words": WORDS,
            }
        ),
        YEARS,
    ),
    "term": st.fixed_dictionaries(
        {"term_part": st.sampled_from([part.value for part in TermPart]), "term_words": WORDS}
    ),
    "count": together(
        st.fixed_dictionaries({"at_least": number(1, 20), "at_most": st.just("") | number(20, 366)}), YEARS
    ),
}


def forms_of(kind: str) -> Texts:
    """Forms in which that kind is chosen; what they hold may still be impossible, such as 31 February."""
    policy = st.fixed_dictionaries({"on_closed": st.sampled_from([action.value for action in HolidayAction])})
    closures = ticks("closes", [closure.value for closure in Closure])
    end = st.fixed_dictionaries({"ends_on": st.just("") | DAYS.map(date.isoformat)})
    return together(KINDS[kind], policy, closures, end, st.just({"rule_kind": kind}))
