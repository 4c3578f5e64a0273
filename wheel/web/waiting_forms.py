"""The fields that say why an item waits, who sees to it, and when to look at it again; read, and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as later

from wheel.core.look_again import LookAgain, LookKind, checked_look_again
from wheel.core.look_windows import WindowKind, offered_windows
from wheel.core.plan import Body
from wheel.core.posts import Post
from wheel.core.stops import Stop, Waiting
from wheel.errors import InvalidInputError
from wheel.services import database, today
from wheel.usecases.offer_waiting import WaitingOffer, offer_waiting
from wheel.web.context import viewer
from wheel.web.language import language_code
from wheel.web.plan_forms import day_field, optional_day
from wheel.web.rule_words import wording
from wheel.web.translation import gettext
from wheel.web.words import short_day

Form = Mapping[str, str]
Option = tuple[str, str]
"""What a form sends, and what it is called."""

KINDS = {
    LookKind.MEETING.value: later("at the next meeting of"),
    LookKind.DAY.value: later("on a day"),
    LookKind.WINDOW.value: later("in a period"),
    LookKind.CONDITION.value: later("when something has happened"),
    "": later("no time agreed"),
}
_GROUPS = {
    WindowKind.HOLIDAY: later("Holidays"),
    WindowKind.MONTH: later("Months"),
    WindowKind.QUARTER: later("Quarters"),
    WindowKind.SEASON: later("Seasons and years"),
}
FIELDS = ("reason", "look_kind", "look_body", "look_day", "look_window", "look_words", "look_ask", "owner")
_BETWEEN = "/"


@dataclass(frozen=True)
class WaitingFields:
    """`values` are what the fields hold, by their names; `windows` are groups of options, by the group's name."""

    values: Form
    windows: tuple[tuple[str, tuple[Option, ...]], ...]
    bodies: tuple[Body, ...]
    posts: tuple[Post, ...]

    @property
    def kinds(self) -> dict[str, str]:
        return {kind: str(words) for kind, words in KINDS.items()}


def waiting_fields(body: str, typed: Form | None = None, stop: Stop | None = None) -> WaitingFields:
    """The fields for an item of `body` (a short name): as they were typed, or as the stop that waits has them."""
    with database().reading() as session:
        offer = offer_waiting(session, viewer(), body, today(), language_code())
    kept = {name: typed[name] for name in FIELDS if name in typed} if typed else {}
    values = _stored(stop, offer) | kept
    return WaitingFields(values, _windows(offer, values.get("look_window", "")), offer.bodies, offer.posts)


def _stored(stop: Stop | None, offer: WaitingOffer) -> dict[str, str]:
    """What waits stays as it is; what is to wait is looked at before the body's next meeting, unless somebody knows."""
    usual = {"look_kind": LookKind.MEETING.value, "look_body": offer.body, "owner": offer.owner or "", "reason": ""}
    if stop is None or not stop.state.is_waiting:
        return usual | ({"owner": stop.owner} if stop and stop.owner else {})
    look = stop.look_again
    return usual | {
        "reason": stop.reason,
        "owner": stop.owner or "",
        "look_kind": look.kind.value if look else "",
        "look_body": (look.body if look else None) or offer.body,
        "look_day": _day(look, LookKind.DAY),
        "look_window": _sent(look) if look and look.kind is LookKind.WINDOW else "",
        "look_words": look.words if look and look.kind is LookKind.CONDITION else "",
        "look_ask": _day(look, LookKind.CONDITION),
    }


def _day(look: LookAgain | None, kind: LookKind) -> str:
    return look.day.isoformat() if look and look.kind is kind and look.day else ""


def _windows(offer: WaitingOffer, chosen: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """What is offered today; before it what was chosen once, where it is not among that any more."""
    groups = [
        (str(_GROUPS[group.kind]), tuple((_sent(window), _called(window)) for window in group.windows))
        for group in offered_windows(today(), offer.calendar, wording())
    ]
    if chosen and all(chosen != value for _, options in groups for value, _ in options):
        with suppress(InvalidInputError):
            groups.insert(0, (gettext("As it is"), ((chosen, _called(_window(chosen))),)))
    return tuple(groups)


def _sent(window: LookAgain) -> str:
    days = (window.day.isoformat() if window.day else "", window.until.isoformat() if window.until else "")
    return _BETWEEN.join((*days, window.words))


def _called(window: LookAgain) -> str:
    if window.until is None:
        return window.words
    return gettext("%(window)s – by %(day)s", window=window.words, day=short_day(window.until))


def waiting_form(form: Form) -> Waiting:
    """Why it waits, and for what. Without `look_kind` nothing is said of when to look again.

    Raises InvalidInputError naming the field.
    """
    kind = form.get("look_kind", "")
    try:
        look = _look_again(LookKind(kind), form) if kind else None
    except ValueError as error:
        raise InvalidInputError("Choose when to look at it again.", field="look_kind") from error
    return Waiting(form.get("reason", ""), look and checked_look_again(look), form.get("owner", "").strip() or None)


def _look_again(kind: LookKind, form: Form) -> LookAgain:
    match kind:
        case LookKind.DAY:
            return LookAgain(kind, day_field(form, "look_day", "Choose the day to look at it again."))
        case LookKind.WINDOW:
            return _window(form.get("look_window", ""))
        case LookKind.MEETING:
            return LookAgain(kind, body=form.get("look_body") or None)
        case LookKind.CONDITION:
            return LookAgain(kind, optional_day(form, "look_ask"), words=form.get("look_words", ""))


def _window(sent: str) -> LookAgain:
    first, _, rest = sent.partition(_BETWEEN)
    last, _, words = rest.partition(_BETWEEN)
    try:
        return LookAgain(LookKind.WINDOW, date.fromisoformat(first), date.fromisoformat(last), words)
    except ValueError as error:
        raise InvalidInputError("Choose when to look at it again.", field="look_window") from error
