"""Show a planner the bodies as they are set up, with what each is used by."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Viewer, require_planner
from wheel.core.plan import Body
from wheel.store.bodies import all_bodies, find_body
from wheel.store.body_uses import BodyUses, uses_of_bodies
from wheel.store.database import Session

__all__ = ["BodySettings", "BodyUses", "show_all_body_settings", "show_body_settings", "show_other_bodies"]


@dataclass(frozen=True)
class BodySettings:
    """A body, what uses it, and all the bodies but this one."""

    body: Body
    uses: BodyUses
    others: tuple[Body, ...]


def show_all_body_settings(session: Session, viewer: Viewer) -> tuple[BodySettings, ...]:
    """Every body, by name."""
    require_planner(viewer)
    bodies, uses = all_bodies(session, viewer), uses_of_bodies(session)
    return tuple(_settings(body, uses, bodies) for body in sorted(bodies, key=lambda body: body.name.casefold()))


def show_body_settings(session: Session, viewer: Viewer, name: str) -> BodySettings:
    """The body that goes by `name`."""
    require_planner(viewer)
    return _settings(find_body(session, viewer, name), uses_of_bodies(session), all_bodies(session, viewer))


def show_other_bodies(session: Session, viewer: Viewer) -> tuple[Body, ...]:
    """The bodies that a new one can belong under or share members with."""
    require_planner(viewer)
    return all_bodies(session, viewer)


def _settings(body: Body, uses: dict[str, BodyUses], bodies: tuple[Body, ...]) -> BodySettings:
    others = tuple(other for other in bodies if other.short_name != body.short_name)
    return BodySettings(body, uses[body.short_name], others)
