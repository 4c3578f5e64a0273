"""Let somebody hold a post from a day on, and end that; what has been held stays with the post's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.core.posts import Post, PostAct, Term
from wheel.errors import InvalidInputError, NotFoundError, RefusedError
from wheel.store.accounts import account_by_id
from wheel.store.database import Session
from wheel.store.post_tenures import Holding, holdings_of_post, remove_tenure, set_tenure_end
from wheel.store.posts import add_tenure, save_post
from wheel.usecases.audited import audit
from wheel.usecases.changed_post import checked_term, post_behind_lock


@dataclass(frozen=True)
class GivePost:
    """From the first day to the last, both included; without a last day it goes on."""

    post_id: str
    seen: int
    account_id: str
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True)
class EndTenure:
    """The last day on which the post is held; None lets it go on."""

    post_id: str
    seen: int
    tenure_id: str
    last_day: date | None


@dataclass(frozen=True)
class RemoveTenure:
    post_id: str
    seen: int
    tenure_id: str


def give_post(session: Session, viewer: Viewer, command: GivePost, moment: Moment) -> str:
    """The new tenure's id. Several accounts may hold a post at once, as when it is handed over.

    Raises InvalidInputError naming the field: `holder`, `held_from` or `held_until`; and ConflictError.
    """
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    account_id = _open_account(session, command.account_id)
    term = checked_term(post, command.first_day, command.last_day, first="held_from", last="held_until")
    _require_no_other(session, post, account_id, term)
    tenure_id = add_tenure(session, post.id, account_id, command.first_day, term.ends)
    save_post(session, post)
    told = {"account": account_id, **_days(term)}
    audit(session, viewer, moment, PostAct.GIVEN, AuditThing.POST, post.id, **told)
    return tenure_id


def end_tenure(session: Session, viewer: Viewer, command: EndTenure, moment: Moment) -> None:
    """Its holder may do what the post may until the end of that day. Raises InvalidInputError, and ConflictError."""
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    holding = _holding(session, post, command.tenure_id)
    before = holding.tenure.term
    term = checked_term(post, before.begins, command.last_day, first="ends_on", last="ends_on")
    _require_no_other(session, post, holding.tenure.account_id, term, but=command.tenure_id)
    set_tenure_end(session, command.tenure_id, term.ends)
    save_post(session, post)
    told = {"account": holding.tenure.account_id, **_days(term)}
    audit(session, viewer, moment, PostAct.LAST_DAY_SET, AuditThing.POST, post.id, **told)


def remove_holder(session: Session, viewer: Viewer, command: RemoveTenure, moment: Moment) -> None:
    """Take back one that begins today or later. Raises RefusedError for what is history, and ConflictError."""
    post = post_behind_lock(session, viewer, command.post_id, command.seen)
    tenure = _holding(session, post, command.tenure_id).tenure
    if tenure.term.begins is None or tenure.term.begins < moment.today:
        raise RefusedError("The post has been held already, and that stays in its history. Set a last day instead.")
    remove_tenure(session, tenure.id)
    save_post(session, post)
    audit(session, viewer, moment, PostAct.TAKEN_BACK, AuditThing.POST, post.id, account=tenure.account_id)


def _open_account(session: Session, account_id: str) -> str:
    try:
        account = account_by_id(session, account_id)
    except NotFoundError as error:
        raise InvalidInputError("Choose an account from the list.", field="holder") from error
    if account.is_closed:
        raise InvalidInputError("The account is closed. Open it first.", field="holder")
    return account.id


def _require_no_other(session: Session, post: Post, account_id: str, term: Term, but: str = "") -> None:
    others = (one.tenure for one in holdings_of_post(session, post.id) if one.tenure.id != but)
    if any(other.account_id == account_id and other.term.overlaps(term) for other in others):
        raise InvalidInputError(
            "This account holds the post in that time already.", field="ends_on" if but else "holder"
        )


def _holding(session: Session, post: Post, tenure_id: str) -> Holding:
    found = next((one for one in holdings_of_post(session, post.id) if one.tenure.id == tenure_id), None)
    if found is None:
        raise NotFoundError("There is no such holder of a post.")
    return found


def _days(term: Term) -> dict[str, str]:
    """The days of a term as the audit tells them: its first, and the first that it does not hold on."""
    days = {"from": term.begins, "until": term.ends}
    return {name: day.isoformat() for name, day in days.items() if day is not None}
