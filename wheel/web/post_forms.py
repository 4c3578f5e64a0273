"""What the forms of a post hold: read into commands, filled from a post, and told in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wheel.core.dates import ONE_DAY
from wheel.core.posts import Post, Seat
from wheel.errors import InvalidInputError
from wheel.usecases.hold_post import EndTenure, GivePost
from wheel.usecases.save_post import SavePost
from wheel.usecases.show_posts import PostUses
from wheel.usecases.sit_in_body import AddSeat, EndSeat
from wheel.web.plan_forms import day_field, optional_day, seen
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import typed_day


def post_form(post_id: str | None, form: Mapping[str, str]) -> SavePost:
    """A new post has no id yet, and nobody has seen it."""
    last_day = optional_day(form, "last_day")
    return SavePost(post_id, seen(form) if post_id else 0, form.get("title", ""), form.get("unit", ""), last_day)


def holder_form(post_id: str, form: Mapping[str, str]) -> GivePost:
    if not form.get("holder"):
        raise InvalidInputError("Choose an account from the list.", field="holder")
    first = day_field(form, "held_from", "Choose the first day on which the post is held.")
    return GivePost(post_id, seen(form), form["holder"], first, optional_day(form, "held_until"))


def holder_end_form(post_id: str, tenure_id: str, form: Mapping[str, str]) -> EndTenure:
    return EndTenure(post_id, seen(form), tenure_id, optional_day(form, "ends_on"))


def seat_form(post_id: str, form: Mapping[str, str]) -> AddSeat:
    try:
        seat = Seat(form.get("seat", ""))
    except ValueError as error:
        raise InvalidInputError("Choose from the list.", field="seat") from error
    days = optional_day(form, "seat_from"), optional_day(form, "seat_until")
    return AddSeat(post_id, seen(form), form.get("body", ""), seat, *days)


def seat_end_form(post_id: str, membership_id: str, form: Mapping[str, str]) -> EndSeat:
    return EndSeat(post_id, seen(form), membership_id, optional_day(form, "ends_on"))


def post_values(post: Post) -> dict[str, str]:
    """The post as its form is filled in."""
    return {"title": post.title, "unit": post.unit, "last_day": last_day_value(post.ends)}


def last_day_value(ends: date | None) -> str:
    """The last day before `ends`, as a field of a form holds it."""
    return (ends - ONE_DAY).isoformat() if ends else ""


def post_words(values: Mapping[str, str]) -> dict[str, str]:
    """What the form of a post holds in words, by the labels of its fields."""
    return {
        gettext("Title"): values.get("title", ""),
        gettext("Unit"): values.get("unit", ""),
        gettext("Last day of the post"): typed_day(values.get("last_day", "")),
    }


def post_uses_words(uses: PostUses) -> list[str]:
    """What uses a post, each in a few words."""
    counts = (
        (uses.holders, ngettext("%(num)s holder, now or before", "%(num)s holders, now or before", uses.holders)),
        (uses.seats, ngettext("%(num)s seat in a body", "%(num)s seats in bodies", uses.seats)),
        (uses.items, ngettext("%(num)s item", "%(num)s items", uses.items)),
        (uses.follow_ups, ngettext("%(num)s follow-up", "%(num)s follow-ups", uses.follow_ups)),
        (uses.rosters, ngettext("%(num)s standing item", "%(num)s standing items", uses.rosters)),
        (uses.claim_rules, ngettext("%(num)s rule of signing in", "%(num)s rules of signing in", uses.claim_rules)),
    )
    return [words for count, words in counts if count]
