"""The sample's agendas: what is placed, what waits and until when, what a meeting decided, and what comes back."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from wheel.core.access import OPERATOR, Moment, Signature, Viewer
from wheel.core.agenda import decide, postpone_at_meeting, wait
from wheel.core.dates import DateSpan
from wheel.core.follow_ups import FollowUpContent
from wheel.core.look_again import LookAgain, LookKind
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.posts import Post
from wheel.core.routes import Leg
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import rule_from_document
from wheel.core.stops import NewItem, Outcome, Purpose, Waiting
from wheel.store.database import Session
from wheel.store.follow_ups import add_follow_up
from wheel.store.occurrences import occurrences_between
from wheel.store.posts import all_posts
from wheel.store.routes import add_route
from wheel.store.standing import add_standing_item
from wheel.store.stop_writing import add_item, apply_decision
from wheel.store.stops import awaiting_stops, find_stop
from wheel.usecases.show_agenda import coming_meetings, placeable

DOCUMENT = Path(__file__).with_name("sample_agenda.toml")
BOARD = "direktionen"
# How long before their meeting items were handed in, and how far back a meeting is looked for.
HANDED_IN, LOOKED_BACK = timedelta(days=20), timedelta(days=60)

Known = dict[str, Any]


def add_sample_agenda(session: Session, viewer: Viewer, items: Iterable[Known], actor: str, moment: Moment) -> int:
    """Fill the agendas, signed by the post `actor`; how many items there are then."""
    document = tomllib.loads(DOCUMENT.read_text(encoding="utf-8"))
    posts = {post.title: post for post in all_posts(session)}
    placed = _place_items(session, viewer, items, actor, moment)
    held = _hold_the_latest_meeting(session, viewer, document["held"], posts, actor, moment)
    _say_what_is_waited_for(session, document["waiting"], posts, actor, moment)
    for route in document["routes"]:
        add_route(session, route["name"], [_leg(leg) for leg in route["legs"]])
    for standing in document["standing"]:
        add_standing_item(session, _standing_item(standing, posts))
    return placed + held


def _place_items(session: Session, viewer: Viewer, items: Iterable[Known], actor: str, moment: Moment) -> int:
    meetings: dict[str, tuple[Occurrence, ...]] = {}
    count = 0
    for known in items:
        fields = dict(known)
        body, number, waited = fields.pop("body"), fields.pop("meeting"), fields.pop("waited_days", 30)
        reason, days_after = fields.pop("reason", ""), fields.pop("days_after", None)
        if body not in meetings:
            meetings[body] = placeable(coming_meetings(session, viewer, body, moment.today))
        meeting = meetings[body][number - 1] if 0 < number <= len(meetings[body]) else None
        sub_date = meeting.span.start + timedelta(days=days_after) if meeting and days_after else None
        item = _item(fields | {"sub_date": sub_date})
        signature = _signed(actor, moment, timedelta(days=waited))
        add_item(session, item, body, meeting.id if meeting else None, Waiting(reason), signature)
        count += 1
    return count


def _item(fields: Known) -> NewItem:
    return NewItem(**fields | {"purpose": Purpose(fields["purpose"]), "tags": tuple(fields.get("tags", ()))})


def _signed(actor: str, moment: Moment, before: timedelta) -> Signature:
    return Signature(actor, moment.at - before, moment.today - before)


def _hold_the_latest_meeting(
    session: Session, viewer: Viewer, items: Iterable[Known], posts: Mapping[str, Post], actor: str, moment: Moment
) -> int:
    """What the executive board decided when it met last; nothing where it has not met in the planned years."""
    span = DateSpan(moment.today - LOOKED_BACK, moment.today)
    found = occurrences_between(session, viewer, span, bodies=(BOARD,), kinds=(Kind.MEETING,))
    held = [one for one in found if one.status is Status.PLANNED and one.span.end <= moment.today]
    if not held:
        return 0
    coming = placeable(coming_meetings(session, viewer, BOARD, moment.today))
    count = 0
    for known in items:
        _treat(session, dict(known), held[-1], coming, posts, actor, moment)
        count += 1
    return count


def _treat(
    session: Session,
    known: Known,
    meeting: Occurrence,
    coming: tuple[Occurrence, ...],
    posts: Mapping[str, Post],
    actor: str,
    moment: Moment,
) -> None:
    ago = moment.today - meeting.span.start
    outcome, words = known.pop("outcome", None), known.pop("decision", "")
    postponed, follow_up = known.pop("postponed", None), known.pop("follow_up", None)
    added = add_item(session, _item(known), BOARD, meeting.id, Waiting(""), _signed(actor, moment, ago + HANDED_IN))
    stop, on_the_day = find_stop(session, OPERATOR, added), _signed(actor, moment, ago)
    if postponed is not None:
        target = coming[postponed - 1]
        decision = postpone_at_meeting(stop, target, Waiting("Ikke nået"), on_the_day.today)
    else:
        decision = decide(stop, Outcome(outcome), words, on_the_day.today)
    apply_decision(session, decision, on_the_day)
    if follow_up is not None:
        post = posts[follow_up["post"]]
        add_follow_up(session, added, FollowUpContent(follow_up["what"], post.id, is_due_next_meeting=True))


def _say_what_is_waited_for(
    session: Session, waiting: Iterable[Known], posts: Mapping[str, Post], actor: str, moment: Moment
) -> None:
    stops = {stop.title: stop for stop in awaiting_stops(session, OPERATOR, BOARD)}
    for known in waiting:
        stop = stops[known["title"]]
        decision = wait(stop, Waiting(stop.reason, _look_again(known, moment), posts[known["owner"]].id))
        apply_decision(session, decision, _signed(actor, moment, moment.today - (stop.since or moment.today)))


def _look_again(known: Known, moment: Moment) -> LookAgain:
    kind = LookKind(known["kind"])
    if kind is LookKind.MEETING:
        return LookAgain(kind, day=moment.today, body=known["body"])
    day = moment.today + timedelta(days=known["in_days"])
    return LookAgain(kind, day=day, words=known.get("words", ""))


def _leg(known: Known) -> Leg:
    return Leg(known["step"], known.get("body"), Purpose(known["purpose"]), known.get("lead_days", 0))


def _standing_item(known: Known, posts: Mapping[str, Post]) -> StandingItem:
    fields = dict(known)
    rule, roster = rule_from_document(fields.pop("rule")), fields.pop("roster", ())
    purpose = Purpose(fields.pop("purpose"))
    return StandingItem(id="", rule=rule, purpose=purpose, roster=tuple(posts[title] for title in roster), **fields)
