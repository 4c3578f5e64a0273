"""Save a post: a new one that nobody holds, or other words for one that is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import ONE_DAY
from wheel.core.permissions import Right, Thing
from wheel.core.posts import Post
from wheel.errors import InvalidInputError
from wheel.store.database import Session
from wheel.store.organisation import lock_plan
from wheel.store.posts import add_post, all_posts
from wheel.store.posts import save_post as store_post
from wheel.usecases.audited import audit
from wheel.usecases.changed_post import post_behind_lock

LONGEST = 200


@dataclass(frozen=True)
class SavePost:
    """`post_id` is None for a new post; `seen` is the version of the other that was changed."""

    post_id: str | None
    seen: int
    title: str
    unit: str
    last_day: date | None = None


def save_post(session: Session, viewer: Viewer, command: SavePost, moment: Moment) -> str:
    """Save it; its id. Histories keep the title that it had when something was done.

    Raises InvalidInputError naming the field: the title has 1 to 200 characters, and no two posts of a unit have the
    same one at the same time. Raises ConflictError if the post is not as it was seen.
    """
    require(viewer, Right.CHANGE, Thing.POST)
    # Two who add the same post at once come after each other.
    lock_plan(session)
    before = post_behind_lock(session, viewer, command.post_id, command.seen) if command.post_id else Post("", "")
    ends = command.last_day + ONE_DAY if command.last_day else None
    post = replace(before, title=" ".join(command.title.split()), unit=" ".join(command.unit.split()), ends=ends)
    _require_texts(post)
    _require_own_title(post, all_posts(session), moment.today)
    if not post.id:
        post = replace(post, id=add_post(session, post.title, post.unit, post.ends))
        audit(session, viewer, moment, Act.ADDED, AuditThing.POST, post.id)
    else:
        store_post(session, post)
        audit(session, viewer, moment, Act.SAVED, AuditThing.POST, post.id)
    return post.id


def _require_texts(post: Post) -> None:
    if not post.title:
        raise InvalidInputError("Write what the post is called.", field="title")
    for field, text in {"title": post.title, "unit": post.unit}.items():
        if len(text) > LONGEST or not text.isprintable():
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=LONGEST)


def _require_own_title(post: Post, posts: tuple[Post, ...], today: date) -> None:
    if not post.exists_on(today):
        return
    for other in posts:
        same = (other.title.casefold(), other.unit.casefold()) == (post.title.casefold(), post.unit.casefold())
        if same and other.id != post.id and other.exists_on(today):
            raise InvalidInputError("There is a post of that title in that unit already.", field="title")
