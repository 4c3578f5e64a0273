"""Random recurrence rules, every combination of parts that RFC 5545 allows and we accept, and random starts."""

from datetime import date, timedelta

from hypothesis import strategies as st
from recurrence_oracle import NAMES

FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]


def numbers(highest: int, most: int, *, negative: bool = True) -> st.SearchStrategy[str]:
    """A list, with the ends of the scale, where the mistakes are, as likely as all between them."""
    number = st.one_of(st.integers(1, highest), st.sampled_from([1, 2, highest - 1, highest]))
    signed = st.builds(lambda n, sign: n * sign, number, st.sampled_from([1, -1])) if negative else number
    return st.lists(signed, min_size=1, max_size=most).map(lambda found: ",".join(map(str, found)))


PARTS = {
    "INTERVAL": st.one_of(st.integers(2, 5), st.integers(6, 60)).map(str),
    "WKST": st.sampled_from(NAMES),
    "BYMONTH": st.one_of(numbers(12, 3, negative=False), st.just(",".join(map(str, range(1, 13))))),
    "BYWEEKNO": numbers(53, 3),
    "BYYEARDAY": st.one_of(numbers(366, 6), st.just("1,2,3,60,-1,-2,-3,-306")),
    "BYMONTHDAY": st.one_of(numbers(31, 4), st.just("1,2,3,4,5,6,7"), st.just("-1,-2,-3,-4,-5,-6,-7")),
    "BYSETPOS": st.one_of(numbers(3, 3), numbers(9, 2)),
}
LIMITS = {
    "COUNT": st.integers(1, 40).map(str),
    "UNTIL": st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(lambda day: f"{day:%Y%m%d}"),
}


@st.composite
def rules(draw: st.DrawFn, frequencies: list[str] = FREQUENCIES, without: frozenset[str] = frozenset()) -> str:
    freq = draw(st.sampled_from(frequencies))
    names = set(draw(st.lists(st.sampled_from(sorted({*PARTS, "BYDAY"})), max_size=5))) - without - forbidden(freq)
    if freq == "YEARLY" and "BYMONTHDAY" in names and not names & {"BYWEEKNO", "BYYEARDAY"}:
        names.add("BYMONTH")
    if not any(name.startswith("BY") and name != "BYSETPOS" for name in names):
        names.discard("BYSETPOS")
    parts = {name: draw(weekdays(freq, names) if name == "BYDAY" else PARTS[name]) for name in sorted(names)}
    limit = draw(st.sampled_from([None, None, "COUNT", "UNTIL"]))
    if limit:
        parts[limit] = draw(LIMITS[limit])
    return ";".join([f"FREQ={freq}", *(f"{name}={value}" for name, value in parts.items())])


def forbidden(freq: str) -> frozenset[str]:
    """By the table of section 3.3.10."""
    if freq == "YEARLY":
        return frozenset()
    return frozenset({"BYWEEKNO", "BYYEARDAY", *(["BYMONTHDAY"] if freq == "WEEKLY" else [])})


def weekdays(freq: str, names: set[str]) -> st.SearchStrategy[str]:
    plain = st.sampled_from(NAMES)
    if freq in ("WEEKLY", "DAILY") or "BYWEEKNO" in names:
        days = plain
    else:
        highest = 5 if freq == "MONTHLY" or "BYMONTH" in names else 53
        ordinals = st.integers(1, highest) | st.integers(-highest, -1) | st.sampled_from([1, -1, highest, -highest])
        days = plain | st.builds(lambda ordinal, day: f"{ordinal}{day}", ordinals, plain)
    return st.lists(days, min_size=1, max_size=4).map(",".join)


def around_new_year(year: int, later: int) -> date:
    return date(year, 12, 25) + timedelta(days=later)


STARTS = st.one_of(
    st.dates(date(2018, 1, 1), date(2028, 12, 31)),
    st.builds(around_new_year, st.integers(2018, 2028), st.integers(0, 14)),
    st.sampled_from([date(2020, 2, 29), date(2024, 2, 29), date(2023, 1, 31), date(2026, 12, 31)]),
)
