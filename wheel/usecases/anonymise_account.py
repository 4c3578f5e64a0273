"""Delete a person's account: what says whose it was goes for ever, what was done stays with the posts.

Regulation (EU) 2016/679 (GDPR), article 17: the right to erasure. Which posts were held when, and that an account did
something, is kept for the administration's own accountability; neither names anybody afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.access import Moment, Viewer
from wheel.core.accounts import AccountAct
from wheel.core.audit import AuditThing
from wheel.core.posts import cut_short
from wheel.store.account_endings import erase_person
from wheel.store.database import Session
from wheel.store.post_tenures import holdings_of_account, remove_tenure, set_tenure_end
from wheel.usecases.audited import audit
from wheel.usecases.change_own_feed import end_feeds_of
from wheel.usecases.changed_account import account_behind_lock, require_somebody_left


@dataclass(frozen=True)
class AnonymiseAccount:
    account_id: str
    seen: int


def anonymise_account(session: Session, viewer: Viewer, command: AnonymiseAccount, moment: Moment) -> None:
    """It cannot be undone. Posts that are held end today, and those that would be held later are not.

    The person's own calendars are closed, and nothing tells whose they were.

    Raises RefusedError where no administrator would be left, and ConflictError if it is not as it was seen.
    """
    account = account_behind_lock(session, viewer, command.account_id, command.seen)
    require_somebody_left(session, account, is_closed=True)
    for holding in holdings_of_account(session, account.id):
        left = cut_short(holding.tenure.term, moment.today)
        if left is None:
            remove_tenure(session, holding.tenure.id)
        elif left != holding.tenure.term:
            set_tenure_end(session, holding.tenure.id, left.ends)
    # Before the account loses its name: an administrator may delete their own.
    audit(session, viewer, moment, AccountAct.ANONYMISED, AuditThing.ACCOUNT, account.id)
    end_feeds_of(session, account.id, moment)
    erase_person(session, account.id)
