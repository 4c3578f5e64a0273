"""What the forms of a body hold: read into commands, filled from a body, and told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import TypeVar

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import lazy_gettext as later

from wheel.core.dates import ONE_DAY
from wheel.core.deadlines import LONGEST_NOTICE, DaysBefore, Notice, WeekdayBefore, WorkingDaysBefore
from wheel.core.item_content import TEXT_FIELDS
from wheel.core.occurrences import Visibility
from wheel.core.plan import Body, BodyKind
from wheel.core.posts import Term
from wheel.errors import InvalidInputError
from wheel.usecases.close_body import CloseBody
from wheel.usecases.save_body import SaveBody
from wheel.usecases.show_body_settings import BodyUses
from wheel.web.item_words import usual_names
from wheel.web.people_words import term_words
from wheel.web.plan_forms import optional_day, optional_time, seen, whole_number
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import typed_day

BODY_KINDS = {
    BodyKind.COUNCIL: later("Municipal council"),
    BodyKind.COMMITTEE: later("Committee"),
    BodyKind.EXECUTIVE_BOARD: later("Executive board"),
    BodyKind.FORUM: later("Forum"),
    BodyKind.MED_COMMITTEE: later("MED committee"),
    BodyKind.OTHER: later("Other body"),
}
VISIBILITIES = {
    Visibility.PUBLIC: later("Everybody"),
    Visibility.INTERNAL: later("Those who are signed in"),
}
Words = TypeVar("Words", BodyKind, Visibility)
SHARES = "shares_with_"
FIELD_NAME = "name_"
"""Before the field of an item that the body has a name of its own for."""

NEW = {"kind": "committee", "visibility": "public", "notice": "none"}
"""What the form of a new body is filled with."""


def body_form(short_name: str, form: Mapping[str, str]) -> SaveBody:
    """`short_name` is empty for a new body, which nobody has seen before and which may have its last day already."""
    last_day = optional_day(form, "last_day")
    body = Body(
        id="",
        short_name=short_name,
        name=form.get("name", ""),
        kind=_choice(BodyKind, form, "kind"),
        parent=form.get("parent") or None,
        visibility=_choice(Visibility, form, "visibility"),
        aliases=tuple(form.get("aliases", "").splitlines()),
        default_start=optional_time(form, "default_start"),
        default_end=optional_time(form, "default_end"),
        default_place=form.get("default_place", ""),
        notice=_notice(form),
        valid_from=optional_day(form, "valid_from"),
        valid_until=last_day + ONE_DAY if last_day else None,
        shares_members_with=frozenset(name.removeprefix(SHARES) for name in form if name.startswith(SHARES)),
        field_names=tuple((field, form.get(FIELD_NAME + field, "")) for field in TEXT_FIELDS),
    )
    return SaveBody(body, seen(form) if short_name else 0)


def closing_form(short_name: str, form: Mapping[str, str]) -> CloseBody:
    return CloseBody(short_name, seen(form), optional_day(form, "closes_on"), form.get("merged_into") or None)


def _choice(kind: type[Words], form: Mapping[str, str], name: str) -> Words:
    try:
        return kind(form.get(name, ""))
    except ValueError as error:
        raise InvalidInputError("Choose from the list.", field=name) from error


def _notice(form: Mapping[str, str]) -> Notice | None:
    match form.get("notice", "none"):
        case "working_days":
            return WorkingDaysBefore(whole_number(form, "notice_working_days", 1, LONGEST_NOTICE))
        case "days":
            return DaysBefore(whole_number(form, "notice_days", 1, LONGEST_NOTICE))
        case "weekday":
            return WeekdayBefore(whole_number(form, "notice_weekday", 1, 7, "Choose from the list."))
        case "none":
            return None
    raise InvalidInputError("Choose from the list.", field="notice")


def body_values(body: Body) -> dict[str, str]:
    """The body as its form is filled in."""
    return {
        "name": body.name,
        "kind": body.kind.value,
        "parent": body.parent or "",
        "visibility": body.visibility.value,
        "aliases": "\n".join(body.aliases),
        "default_start": _clock(body.default_start),
        "default_end": _clock(body.default_end),
        "default_place": body.default_place,
        **_notice_values(body.notice),
        "valid_from": body.valid_from.isoformat() if body.valid_from else "",
        "closes_on": (body.valid_until - ONE_DAY).isoformat() if body.valid_until else "",
        "merged_into": body.merged_into or "",
        **{SHARES + name: "1" for name in body.shares_members_with},
        **{FIELD_NAME + field: name for field, name in body.field_names},
    }


def _clock(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""


def _notice_values(notice: Notice | None) -> dict[str, str]:
    match notice:
        case WorkingDaysBefore(count):
            return {"notice": "working_days", "notice_working_days": str(count)}
        case DaysBefore(count):
            return {"notice": "days", "notice_days": str(count)}
        case WeekdayBefore(weekday):
            return {"notice": "weekday", "notice_weekday": str(weekday)}
    return {"notice": "none"}


def body_words(values: Mapping[str, str], bodies: Sequence[Body]) -> dict[str, str]:
    """What the form of a body holds in words, by the labels of its fields."""
    names = {body.short_name: body.name for body in bodies}
    kinds = {kind.value: str(words) for kind, words in BODY_KINDS.items()}
    visibilities = {visibility.value: str(words) for visibility, words in VISIBILITIES.items()}
    shares = sorted(names.get(name.removeprefix(SHARES), "") for name in values if name.startswith(SHARES))
    return {
        gettext("Name"): values.get("name", ""),
        gettext("Kind"): kinds.get(values.get("kind", ""), ""),
        gettext("Belongs under"): names.get(values.get("parent", ""), ""),
        gettext("Seen by"): visibilities.get(values.get("visibility", ""), ""),
        gettext("Other names"): ", ".join(filter(None, map(str.strip, values.get("aliases", "").splitlines()))),
        gettext("Usual start"): values.get("default_start", ""),
        gettext("Usual end"): values.get("default_end", ""),
        gettext("Usual place"): values.get("default_place", ""),
        gettext("The agenda goes out"): notice_words(values),
        gettext("First day"): typed_day(values.get("valid_from", "")),
        gettext("Shares members with"): ", ".join(shares),
        **{
            gettext("“%(field)s” is called", field=usual): values.get(FIELD_NAME + field, "")
            for field, usual in usual_names().items()
        },
    }


def closing_words(values: Mapping[str, str], bodies: Sequence[Body]) -> dict[str, str]:
    names = {body.short_name: body.name for body in bodies}
    return {
        gettext("Last day"): typed_day(values.get("closes_on", "")),
        gettext("Taken over by"): names.get(values.get("merged_into", ""), ""),
    }


def validity_words(body: Body) -> str:
    """From when to when the body exists; empty where it always has and always will."""
    return term_words(Term(body.valid_from, body.valid_until))


def uses_words(uses: BodyUses) -> str:
    """How much uses a body; empty where nothing does."""
    counts = (
        (len(uses.series), ngettext("%(num)s series", "%(num)s series", len(uses.series))),
        (uses.item_count, ngettext("%(num)s item", "%(num)s items", uses.item_count)),
        (uses.standing_count, ngettext("%(num)s standing item", "%(num)s standing items", uses.standing_count)),
        (len(uses.under), ngettext("%(num)s body under it", "%(num)s bodies under it", len(uses.under))),
        (len(uses.merged), ngettext("%(num)s body taken over", "%(num)s bodies taken over", len(uses.merged))),
        (len(uses.routes), ngettext("%(num)s route", "%(num)s routes", len(uses.routes))),
        (len(uses.posts), ngettext("%(num)s post", "%(num)s posts", len(uses.posts))),
    )
    return ", ".join(words for count, words in counts if count)


def notice_words(values: Mapping[str, str]) -> str:
    count = values.get("notice_" + values.get("notice", ""), "")
    match values.get("notice"):
        case "working_days":
            return gettext("%(count)s working days before the meeting", count=count)
        case "days":
            return gettext("%(count)s days before the meeting", count=count)
        case "weekday":
            return gettext("the last %(weekday)s before the meeting", weekday=weekdays().get(count, count))
    return ""


def weekdays() -> dict[str, str]:
    """The names of the weekdays, by their ISO numbers."""
    return {str(number + 1): name for number, name in sorted(get_day_names("wide", locale=get_locale()).items())}
