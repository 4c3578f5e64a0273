"""Who may open which door: each view says it, and what does not say it is shut.

A view's policy says whether somebody may come in at all, before anything of what they send is read; what they may do
in one body, or with one thing, the use case decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from wheel.core.access import Viewer, reach, refusal
from wheel.core.permissions import Right, Thing
from wheel.errors import ForbiddenError
from wheel.web.context import mere_visitor, viewer
from wheel.web.sessions import ask_to_sign_in

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Policy:
    """May be entered by whoever may do `right` with such a `thing` anywhere; without either, by everybody.

    `is_for_visitors`: whoever comes is taken for a visitor, and no session is looked at.
    """

    right: Right | None = None
    thing: Thing | None = None
    is_for_visitors: bool = False

    def admits(self, viewer: Viewer) -> bool:
        return self.right is None or self.thing is None or not reach(viewer, self.right, self.thing).is_empty


def needs(right: Right, thing: Thing) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For a view that only those may enter who may do that somewhere."""
    return _with(Policy(right, thing))


def _with(policy: Policy) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def say(view: Callable[P, R]) -> Callable[P, R]:
        view.policy = policy  # type: ignore[attr-defined]
        return view

    return say


def everybody(view: Callable[P, R]) -> Callable[P, R]:
    """For a view that shows nothing of the plan, such as the page to sign in on."""
    return _with(Policy())(view)


def public_part(view: Callable[P, R]) -> Callable[P, R]:
    """For a view that shows each what they may see; visitors too, unless the organisation has no public part."""
    return needs(Right.SEE, Thing.PUBLIC_EVENT)(view)


def visitors_part(view: Callable[P, R]) -> Callable[P, R]:
    """For a view that shows everybody what a visitor may see, whoever has signed in: it stands on others' pages."""
    return _with(Policy(Right.SEE, Thing.PUBLIC_EVENT, is_for_visitors=True))(view)


def planners_only(view: Callable[P, R]) -> Callable[P, R]:
    return needs(Right.CHANGE, Thing.SETTINGS)(view)


def agenda_keepers_only(view: Callable[P, R]) -> Callable[P, R]:
    """For a view that changes an agenda; of which body, the use case checks."""
    return needs(Right.CHANGE, Thing.OPEN_ITEM)(view)


def administrators_only(view: Callable[P, R]) -> Callable[P, R]:
    return needs(Right.CHANGE, Thing.ACCOUNT)(view)


def signed_in_only(view: Callable[P, R]) -> Callable[P, R]:
    """For a view of one's own account."""
    return needs(Right.SEE, Thing.OWN)(view)


# What has no view of ours to say it: Flask's shows files alone, and the feeds are answered in front of the pages.
_WITHOUT_VIEW: Final = {"static": Policy()} | dict.fromkeys(
    ("feeds.called", "feeds.calendar"), Policy(Right.SEE, Thing.PUBLIC_EVENT)
)


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """What the endpoint's view says, or None if it says nothing."""
    return _WITHOUT_VIEW.get(endpoint) or getattr(app.view_functions.get(endpoint), "policy", None)


def install_policies(app: Flask) -> None:
    app.before_request(_let_in)
    app.jinja_env.globals["viewer"] = viewer


def _let_in() -> Response | None:
    if request.endpoint is None:
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        raise ForbiddenError("You may not do this.")
    if policy.right is None or policy.thing is None:
        return None
    if policy.admits(mere_visitor() if policy.is_for_visitors else viewer()):
        return None
    if policy.is_for_visitors:
        raise ForbiddenError("This annual wheel is not open to visitors.")
    if not viewer().is_signed_in:
        return ask_to_sign_in()
    raise refusal(policy.thing)
