"""A secretary's desk: the committee's plan, minutes handed in for it, and what is ticked in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from small_plan import COMMITTEE, MOMENT, SECRETARY, SmallPlan, a_body, later, set_up

from wheel.core.access import Moment, Role, Viewer
from wheel.core.minutes_checklist import Proposal, ProposalKind
from wheel.core.minutes_findings import ReadMinutes
from wheel.core.stops import NewItem, Waiting
from wheel.store.accounts import add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.posts import add_post
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.hand_in_minutes import HandInMinutes, hand_in_minutes
from wheel.usecases.propose_from_minutes import MinutesProposals, ProposeFromMinutes, propose_from_minutes
from wheel.usecases.take_over_minutes import TakenOver, TakeOverMinutes, Tick, take_over_minutes

OTHER = "chefforum"


def said_why(proposal: Proposal) -> str:
    """Why it waits, as a person might say it."""
    if proposal.lacks_meeting:
        return f"Intet møde {proposal.day}"
    return f"Referatet siger {proposal.day}" if proposal.day else "Stod uden dato."


@dataclass(frozen=True)
class Desk:
    """The committee's plan, and the account of its secretary, who hands minutes in."""

    database: Database
    plan: SmallPlan
    viewer: Viewer

    def hand_in(self, text: str = "Referat", moment: Moment = MOMENT) -> str:
        with self.database.writing() as session:
            return hand_in_minutes(session, self.viewer, HandInMinutes(COMMITTEE, text, "referat.txt"), moment)

    def propose(self, read: ReadMinutes, viewer: Viewer | None = None) -> MinutesProposals:
        with self.database.reading() as session:
            return propose_from_minutes(
                session, viewer or self.viewer, ProposeFromMinutes(COMMITTEE, read), MOMENT.today
            )

    def lines(self, read: ReadMinutes) -> list[tuple[ProposalKind, str, bool]]:
        return [(one.kind, one.title, one.is_certain) for one in self.propose(read).checklist.proposals]

    def take_over(self, read: ReadMinutes, *ticks: Tick, minutes_id: str = "") -> TakenOver:
        kept = minutes_id or self.hand_in()
        chosen = ticks or tuple(Tick(one.key) for one in self.propose(read).checklist.proposals)
        with self.database.writing() as session:
            command = TakeOverMinutes(kept, read, chosen, said_why)
            return take_over_minutes(session, self.viewer, command, MOMENT)


def open_desk(database: Database) -> Desk:
    plan = set_up(database)
    with database.writing() as session:
        account = add_account(session, "sekretær", "Sekretariatet", "a hash", Role.PLANNER)
        add_post(session, "Økonomichef")
        add_body(session, a_body(OTHER))
    return Desk(database, plan, replace(SECRETARY, account_id=account))


def place_held(desk: Desk, *titles: str) -> list[str]:
    """On the agenda of the meeting that has been held, as if somebody had put them there before it."""
    before = later(days=-40)
    with desk.database.writing() as session:
        return [
            add_item(session, SECRETARY, AddItem(COMMITTEE, NewItem(title), desk.plan.over, Waiting("")), before)
            for title in titles
        ]
