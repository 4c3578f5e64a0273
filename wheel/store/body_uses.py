"""What stands in the way of taking a body away: its series and items, posts that sit there, bodies that name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from wheel.store.tables import (
    BodyRow,
    MembershipRow,
    PostRow,
    RouteStepRow,
    RouteTemplateRow,
    SeriesRow,
    StandingItemRow,
    StopRow,
)


@dataclass(frozen=True)
class BodyUses:
    """`series` are titles; `item_count` counts each item once; `under` and `merged` are the names of other bodies.

    `posts` are the titles of those that sit in it, have sat or will sit there; `routes` the names of kept routes.
    """

    series: tuple[str, ...] = ()
    item_count: int = 0
    under: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    standing_count: int = 0
    routes: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        named = (self.series, self.under, self.merged, self.posts, self.routes)
        return any(map(len, named)) or bool(self.item_count or self.standing_count)


def uses_of_bodies(session: Session) -> dict[str, BodyUses]:
    """What uses each body, by its short name."""
    series, items, standing = _series(session), _items(session), _standing(session)
    under, merged, posts, routes = _under(session), _merged(session), _posts(session), _routes(session)
    return {
        name: BodyUses(
            series=tuple(series[name]),
            item_count=items[name],
            under=tuple(under[name]),
            merged=tuple(merged[name]),
            posts=tuple(posts[name]),
            standing_count=standing[name],
            routes=tuple(routes[name]),
        )
        for name in session.scalars(select(BodyRow.short_name))
    }


def _series(session: Session) -> defaultdict[str, list[str]]:
    query = select(BodyRow.short_name, SeriesRow.title).join(SeriesRow, SeriesRow.body_id == BodyRow.id)
    return _listed(session.execute(query.order_by(SeriesRow.title, SeriesRow.id)))


def _items(session: Session) -> Counter[str]:
    """Those on its agendas, and those of others that wait for its next meeting."""
    count = func.count(StopRow.item_id.distinct())
    is_used = or_(StopRow.body_id == BodyRow.id, StopRow.look_body_id == BodyRow.id)
    query = select(BodyRow.short_name, count).join(StopRow, is_used).group_by(BodyRow.short_name)
    return Counter(dict(session.execute(query).all()))


def _standing(session: Session) -> Counter[str]:
    query = select(BodyRow.short_name, func.count()).join(StandingItemRow, StandingItemRow.body_id == BodyRow.id)
    return Counter(dict(session.execute(query.group_by(BodyRow.short_name)).all()))


def _under(session: Session) -> defaultdict[str, list[str]]:
    other = aliased(BodyRow)
    query = select(BodyRow.short_name, other.name).join(other, other.parent_id == BodyRow.id).order_by(other.id)
    return _listed(session.execute(query))


def _merged(session: Session) -> defaultdict[str, list[str]]:
    other = aliased(BodyRow)
    query = select(BodyRow.short_name, other.name).join(other, other.merged_into_id == BodyRow.id).order_by(other.id)
    return _listed(session.execute(query))


def _posts(session: Session) -> defaultdict[str, list[str]]:
    query = (
        select(BodyRow.short_name, PostRow.title)
        .join(MembershipRow, MembershipRow.body_id == BodyRow.id)
        .join(PostRow, PostRow.id == MembershipRow.post_id)
        .distinct()
        .order_by(PostRow.title)
    )
    return _listed(session.execute(query))


def _routes(session: Session) -> defaultdict[str, list[str]]:
    query = (
        select(BodyRow.short_name, RouteTemplateRow.name)
        .join(RouteStepRow, RouteStepRow.body_id == BodyRow.id)
        .join(RouteTemplateRow, RouteTemplateRow.id == RouteStepRow.template_id)
        .distinct()
        .order_by(RouteTemplateRow.name)
    )
    return _listed(session.execute(query))


def _listed(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    found = defaultdict(list)
    for name, text in pairs:
        found[name].append(text)
    return found
