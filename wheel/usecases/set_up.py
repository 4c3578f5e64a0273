"""Set up a new installation: its organisation, its first administrator, and what it starts with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO
from zoneinfo import ZoneInfo

from wheel.core.access import OPERATOR, Moment, Role
from wheel.core.audit import AuditThing
from wheel.core.plan import Organisation
from wheel.core.zones import COPENHAGEN
from wheel.errors import InvalidInputError, RefusedError, WheelError
from wheel.store.accounts import account_by_id, add_account, has_accounts, lock_accounts
from wheel.store.database import Session
from wheel.store.feeds import ensure_feeds
from wheel.store.organisation import find_organisation, save_organisation
from wheel.store.posts import add_post, add_tenure, all_posts
from wheel.usecases.account_fields import AccountFields, checked_fields
from wheel.usecases.audited import audit
from wheel.usecases.identify import viewer_of
from wheel.usecases.load_plan import load_plan
from wheel.usecases.load_sample import load_sample
from wheel.usecases.organisation_fields import checked_locale, checked_name, checked_zone, new_organisation
from wheel.usecases.passwords import hash_password, require_choosable

LONGEST_POST = 200


class Start(StrEnum):
    """What a new service holds: nothing, the sample municipality's plan, or a plan that a document brings."""

    EMPTY = "empty"
    SAMPLE = "sample"
    DOCUMENT = "document"


@dataclass(frozen=True)
class SetUp:
    """`post` is the title of the post that the first administrator holds from today, or empty.

    The typed name and locale hold whatever it starts with; of a document's own organisation its zone and the domain
    of its calendar UIDs hold, because what people subscribe to depends on them.
    """

    organisation: str
    user_name: str
    display_name: str
    password: str
    email: str = ""
    post: str = ""
    time_zone: str = COPENHAGEN
    locale: str = "da"
    start: Start = Start.EMPTY
    document: BinaryIO | None = None


def set_up(session: Session, command: SetUp, moment: Moment) -> None:
    """Make the organisation and its first administrator, and load what it starts with.

    Where the operator has loaded a plan already, its organisation stays as it is and only the account is made.
    Raises RefusedError if there is an account already, also for the second of two who do it at once, and
    InvalidInputError naming the field; of a refused document its cause says what is wrong, and where. After any of them
    the transaction must be rolled back, as `Database.writing()` does.
    """
    lock_accounts(session)
    if has_accounts(session):
        raise RefusedError("The service is set up already. Sign in instead.")
    is_new = find_organisation(session) is None
    organisation = _organisation(command) if is_new else None
    account_id = _add_administrator(session, command)
    if organisation is not None:
        _start(session, command, organisation, _there(moment, organisation))
    moment = _there(moment, find_organisation(session))
    _give_post(session, command.post, account_id, moment)
    administrator = viewer_of(session, account_by_id(session, account_id), moment.today)
    audit(session, administrator, moment, "added", AuditThing.ACCOUNT, account_id, role=Role.ADMINISTRATOR.value)
    told = {"start": command.start.value} if is_new else {}
    audit(session, administrator, moment, "set up", AuditThing.ORGANISATION, AuditThing.ORGANISATION, **told)


def is_set_up(session: Session) -> bool:
    return has_accounts(session)


def loaded_organisation(session: Session) -> str:
    """The name of the organisation whose plan the operator has loaded already; "" before there is any."""
    organisation = find_organisation(session)
    return organisation.name if organisation else ""


def _organisation(command: SetUp) -> Organisation:
    name, time_zone = checked_name(command.organisation), checked_zone(command.time_zone)
    if command.start is Start.DOCUMENT and command.document is None:
        raise InvalidInputError("Choose the file that holds the plan.", field="document")
    return new_organisation(name, time_zone=time_zone, locale=checked_locale(command.locale))


def _add_administrator(session: Session, command: SetUp) -> str:
    wanted = AccountFields(command.user_name, command.display_name, command.email, Role.ADMINISTRATOR)
    fields = checked_fields(session, wanted)
    _checked_post(command.post)
    require_choosable(command.password, (fields.user_name, fields.display_name, command.organisation))
    password_hash = hash_password(command.password)
    return add_account(
        session, fields.user_name, fields.display_name, password_hash, fields.role, email=fields.email or None
    )


def _there(moment: Moment, organisation: Organisation | None) -> Moment:
    """The moment with the day that it is where the organisation is: nobody knew where until now."""
    if organisation is None:
        return moment
    return Moment(moment.at, moment.at.astimezone(ZoneInfo(organisation.time_zone)).date())


def _start(session: Session, command: SetUp, organisation: Organisation, moment: Moment) -> None:
    if command.start is Start.SAMPLE:
        load_sample(session, OPERATOR, moment, organisation=organisation)
    elif command.document is not None and command.start is Start.DOCUMENT:
        _load_document(session, command.document, organisation, moment)
    else:
        save_organisation(session, organisation)
        ensure_feeds(session)


def _load_document(session: Session, document: BinaryIO, typed: Organisation, moment: Moment) -> None:
    try:
        load_plan(session, OPERATOR, document, moment)
    except WheelError as error:
        raise InvalidInputError(
            "The document is refused, and nothing has been set up yet.", field="document"
        ) from error
    loaded = find_organisation(session)
    if loaded is not None:
        # Nobody signs in with the sample's password, whatever the document says of itself.
        save_organisation(session, replace(loaded, name=typed.name, locale=typed.locale, is_sample=False))


def _give_post(session: Session, title: str, account_id: str, moment: Moment) -> None:
    """Let the account hold the post of that title from today: the one there is, or else a new one."""
    title = _checked_post(title)
    if not title:
        return
    there_are = (post for post in all_posts(session) if post.exists_on(moment.today))
    known = next((post.id for post in there_are if post.title.casefold() == title.casefold()), None)
    add_tenure(session, known or add_post(session, title), account_id, moment.today)


def _checked_post(title: str) -> str:
    tidy = " ".join(title.split())
    if len(tidy) > LONGEST_POST or not tidy.isprintable():
        raise InvalidInputError("Write at most %(count)s characters.", field="post", count=LONGEST_POST)
    return tidy
