"""What came out of a stop, and what was done to it line by line, in the reader's words."""

from __future__ import annotations

from datetime import date

from flask import Flask
from flask_babel import lazy_gettext as later

from wheel.core.stops import Action, Outcome, StopChange, StopState
from wheel.web.translation import gettext
from wheel.web.words import plain_day

OUTCOMES = {
    Outcome.NOTED: later("taken note of"),
    Outcome.DISCUSSED: later("discussed"),
    Outcome.APPROVED: later("approved"),
    Outcome.APPROVED_WITH_REMARKS: later("approved with remarks"),
    Outcome.ADOPTED: later("adopted"),
    Outcome.RECOMMENDED: later("recommended"),
    Outcome.ACKNOWLEDGED: later("acknowledged"),
    Outcome.NOT_APPROVED: later("not approved"),
    Outcome.SENT_ON: later("sent on"),
    Outcome.TREATED_BEFORE: later("treated before"),
}


def install_stop_words(app: Flask) -> None:
    app.jinja_env.filters["change_words"] = change_words
    app.jinja_env.globals.update(outcome_words=OUTCOMES, Outcome=Outcome)


def change_words(change: StopChange) -> str:
    """One line of history as a sentence without its subject."""
    if change.is_dayless:
        return _dayless_words(change)
    if change.action is Action.POSTPONED and change.state is StopState.POSTPONED:
        return _postponed(change.from_day, change.to_day)
    if change.action is Action.ADDED and change.to_day is None:
        return gettext("added, awaiting a date")
    days = {"before": plain_day(change.from_day), "after": plain_day(change.to_day), "place": change.to_position}
    sentences = {
        Action.ADDED: gettext("added to the meeting on %(after)s", **days),
        Action.PLACED: gettext("placed at the meeting on %(after)s", **days),
        Action.MOVED: gettext("moved from %(before)s to %(after)s", **days),
        Action.POSTPONED: gettext("taken off the meeting on %(before)s, awaits a date", **days),
        Action.ORDERED: gettext("moved to place %(place)s on the agenda of %(after)s", **days),
        Action.CANCELLED: gettext("the meeting on %(before)s was cancelled, awaits a date", **days),
        Action.MEETING_MOVED: gettext("went along with its meeting from %(before)s to %(after)s", **days),
        Action.DECIDED: gettext("treated on %(after)s", **days),
        Action.CORRECTED: gettext("the decision of %(after)s written anew", **days),
    }
    said = sentences.get(change.action) or _without_days(change.action)
    return f"{said}: {OUTCOMES[change.outcome]}" if change.outcome and change.action in _DECIDING else said


_DECIDING = (Action.DECIDED, Action.CORRECTED)


def _postponed(before: date | None, after: date | None) -> str:
    if after == before:
        return gettext("postponed by the meeting on %(before)s, awaits a date", before=plain_day(before))
    return gettext(
        "postponed by the meeting on %(before)s to %(after)s", before=plain_day(before), after=plain_day(after)
    )


def _without_days(action: Action) -> str:
    sentences = {
        Action.WITHDRAWN: gettext("withdrawn"),
        Action.HELD: gettext("put on hold"),
        Action.WAITED: gettext("what it waits for was written anew"),
        Action.RESUMED: gettext("taken up again"),
        Action.UNDONE: gettext("the last change was undone"),
    }
    return sentences[action]


def _dayless_words(change: StopChange) -> str:
    """For those who may not know on which day."""
    sentences = {
        Action.ADDED: gettext("added to a meeting"),
        Action.PLACED: gettext("placed at a meeting"),
        Action.MOVED: gettext("moved to another meeting"),
        Action.POSTPONED: gettext("taken off a meeting, awaits a date"),
        Action.ORDERED: gettext("moved to another place on the agenda"),
        Action.CANCELLED: gettext("the meeting was cancelled, awaits a date"),
        Action.MEETING_MOVED: gettext("went along with its meeting to another day"),
        Action.DECIDED: gettext("treated at a meeting"),
        Action.CORRECTED: gettext("the decision of a meeting written anew"),
    }
    if change.action is Action.POSTPONED and change.state is StopState.POSTPONED:
        return gettext("postponed by a meeting")
    return sentences.get(change.action) or _without_days(change.action)
