"""What is wrong with the days of a route, and why a stop of it waits, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.route_checks import Misfit, Problem
from wheel.core.routes import Wait
from wheel.core.stops import Stop
from wheel.services import database, today
from wheel.usecases.show_route import show_journey
from wheel.web.context import viewer
from wheel.web.translation import gettext, ngettext
from wheel.web.words import plain_day

Names = Mapping[str, str]
"""The names of bodies by their short names."""


def problems_after_move(stop: Stop) -> tuple[str, ...]:
    """What is wrong with the days of an item's whole journey, to be said after one stop of it was moved."""
    if stop.item_id is None:
        return ()
    with database().reading() as session:
        journey = show_journey(session, viewer(), stop.item_id, today())
    return tuple(problem_words(problem, journey.bodies) for problem in journey.problems)


def problem_words(problem: Problem, bodies: Names) -> str:
    """One sentence that names the body, the days, and what would do."""
    passage, before = problem.passage, problem.before
    told = {
        "body": bodies.get(passage.body, passage.body),
        "day": plain_day(passage.day),
        "limit": plain_day(problem.limit),
    }
    if before is not None:
        told |= {"before": bodies.get(before.body, before.body), "its_day": plain_day(before.last)}
    match problem.misfit:
        case Misfit.NOT_AFTER:
            return gettext(
                "%(body)s on %(day)s comes before %(before)s is done on %(its_day)s. The earliest day is %(limit)s.",
                **told,
            )
        case Misfit.READINGS:
            return gettext(
                "The 2nd reading in %(body)s on %(day)s is too soon after the 1st on %(its_day)s. The earliest day is"
                " %(limit)s.",
                **told,
            )
        case Misfit.LEAD:
            return gettext(
                "%(body)s on %(day)s is too soon after %(before)s on %(its_day)s: %(time)s must lie between. The"
                " earliest day is %(limit)s.",
                **told,
                time=ngettext("%(num)s working day", "%(num)s working days", passage.lead_days),
            )
        case Misfit.DEADLINE:
            return gettext(
                "The agenda of %(body)s on %(day)s is to be sent on %(limit)s, before %(before)s on %(its_day)s.",
                **told,
            )
        case Misfit.UNDATED:
            return gettext(
                "%(body)s treats it on %(day)s, but %(before)s, which comes before, has no date yet.", **told
            )
        case Misfit.TOO_LATE:
            return gettext("%(body)s on %(day)s is too late: what it is about takes place on %(limit)s.", **told)


def waiting_words(wait: Wait) -> str:
    """Why a body gets no date, to follow a colon."""
    match wait:
        case Wait.NO_MEETING:
            return gettext("there is no meeting in time in the plan")
        case Wait.TOO_LATE:
            return gettext("no meeting fits in the round")
        case Wait.BEHIND:
            return gettext("what comes before it has no date yet")
        case Wait.CONDITION:
            return gettext("something else must happen first")
