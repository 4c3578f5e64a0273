"""Save a body: a new one, or other words and settings for one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.item_content import checked_field_names
from wheel.core.plan import Body
from wheel.core.short_names import short_name
from wheel.errors import InvalidInputError
from wheel.store.bodies import add_body, all_bodies
from wheel.store.bodies import save_body as store_body
from wheel.store.database import Session
from wheel.store.feeds import ensure_feeds
from wheel.store.organisation import lock_plan
from wheel.usecases.audited import audit
from wheel.usecases.changed_body import body_behind_lock, require_order, require_parent

LONGEST_NAME = 200
LONGEST_SHORT_NAME = 60
MOST_ALIASES = 40


@dataclass(frozen=True)
class SaveBody:
    """The body as it is to be. A new one has no short name yet; `seen` is the version of the other that was changed."""

    body: Body
    seen: int = 0


def save_body(session: Session, viewer: Viewer, command: SaveBody, moment: Moment) -> str:
    """Save it; its short name, which a new body gets from its name and keeps for ever.

    A body that is renamed goes by its old name as well. A new one may have its last day already; when one that is
    there closes, and who takes over, is said by closing it. Raises InvalidInputError naming the field, and
    ConflictError if the body is not as it was seen.
    """
    require_planner(viewer)
    if not command.body.short_name:
        name = _add(session, viewer, command.body)
        audit(session, viewer, moment, Act.ADDED, AuditThing.BODY, name)
        return name
    before = body_behind_lock(session, viewer, command.body.short_name, command.seen)
    after = replace(command.body, valid_until=before.valid_until, merged_into=before.merged_into)
    require_order(after, "valid_from")
    after = _checked(session, viewer, after)
    former = {}
    if not after.goes_by(before.name):
        after = replace(after, aliases=(*after.aliases, before.name))
        former = {before.name: moment.today}
    store_body(session, after, former)
    audit(session, viewer, moment, Act.SAVED, AuditThing.BODY, after.short_name)
    return after.short_name


def _add(session: Session, viewer: Viewer, body: Body) -> str:
    lock_plan(session)
    require_order(body, "last_day")
    body = _checked(session, viewer, body)
    taken = {other.short_name for other in all_bodies(session, viewer)}
    body = replace(body, short_name=short_name(body.name, taken, LONGEST_SHORT_NAME))
    add_body(session, body)
    ensure_feeds(session)
    return body.short_name


def _checked(session: Session, viewer: Viewer, body: Body) -> Body:
    body = replace(body, name=_one_line(body.name), default_place=_one_line(body.default_place))
    body = replace(body, aliases=_aliases(body), field_names=checked_field_names(dict(body.field_names)))
    _require_lengths(body)
    _require_times(body)
    if body.parent:
        require_parent(session, viewer, body)
    others = [other for other in all_bodies(session, viewer) if other.short_name != body.short_name]
    _require_own_names(body, others)
    if body.shares_members_with - {other.short_name for other in others}:
        raise InvalidInputError("Choose among the bodies that there are.", field="shares")
    return body


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _aliases(body: Body) -> tuple[str, ...]:
    """Each other name once, without what the body is called anyhow."""
    named = {body.short_name.casefold(), body.name.casefold()}
    found: dict[str, str] = {}
    for alias in map(_one_line, body.aliases):
        if alias and alias.casefold() not in named:
            found.setdefault(alias.casefold(), alias)
    return tuple(found.values())


def _require_lengths(body: Body) -> None:
    if not body.name:
        raise InvalidInputError("Write what the body is called.", field="name")
    for field, texts in {"name": [body.name], "aliases": body.aliases, "default_place": [body.default_place]}.items():
        if any(len(text) > LONGEST_NAME for text in texts):
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=LONGEST_NAME)
    if len(body.aliases) > MOST_ALIASES:
        raise InvalidInputError("Write at most %(count)s other names.", field="aliases", count=MOST_ALIASES)


def _require_times(body: Body) -> None:
    if body.default_end is not None and body.default_start is None:
        raise InvalidInputError("Write when it starts, too.", field="default_start")
    if body.default_start and body.default_end and body.default_end <= body.default_start:
        raise InvalidInputError("It must end after it starts.", field="default_end")


def _require_own_names(body: Body, others: Iterable[Body]) -> None:
    """Refuse a name that leads to another body already; one that is closed may be called the same."""
    for other in others:
        if other.valid_until is None and other.goes_by(body.name):
            raise InvalidInputError(
                "There is already a body that goes by this name: %(body)s.", field="name", body=other.name
            )
        taken = next((alias for alias in body.aliases if other.valid_until is None and other.goes_by(alias)), None)
        if taken:
            raise InvalidInputError(
                "%(body)s goes by the name %(name)s already.", field="aliases", body=other.name, name=taken
            )
