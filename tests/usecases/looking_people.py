"""People who save views of the wheel, and what they then have: two with accounts, a planner, and a visitor."""

from __future__ import annotations

from dataclasses import dataclass

from small_plan import MOMENT, a_body, set_up

from wheel.core.access import ANONYMOUS, Role, Viewer
from wheel.core.occurrences import Visibility
from wheel.core.periods import Zoom
from wheel.store.accounts import add_account
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.usecases.save_view import SaveView, save_view
from wheel.usecases.show_views import ViewsAtHand, views_for

INTERNAL, CLOSED = "internt", "lukket"


@dataclass(frozen=True)
class Lookers:
    """The plan has a public committee, an internal body and a closed one."""

    database: Database
    reader: Viewer
    other: Viewer
    planner: Viewer
    visitor: Viewer = ANONYMOUS

    def save(self, viewer: Viewer, name: str, zoom: Zoom = Zoom.YEAR, **more: object) -> str:
        with self.database.writing() as session:
            return save_view(session, viewer, SaveView(name, zoom, **more), MOMENT)  # type: ignore[arg-type]

    def views(self, viewer: Viewer) -> ViewsAtHand:
        with self.database.reading() as session:
            return views_for(session, viewer)

    def names(self, viewer: Viewer) -> tuple[list[str], list[str]]:
        """Their own views, and everybody's."""
        found = self.views(viewer)
        return [view.name for view in found.mine], [view.name for view in found.shared]


def lookers(database: Database) -> Lookers:
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body(INTERNAL, visibility=Visibility.INTERNAL))
        add_body(session, a_body(CLOSED, visibility=Visibility.CLOSED))
        accounts = {
            name: add_account(session, name, name.capitalize(), "hash", role)
            for name, role in (("fagchef", Role.READER), ("anden", Role.READER), ("planlaegger", Role.PLANNER))
        }
    reader, other, planner = (
        Viewer(role, title, account_id=accounts[name])
        for name, role, title in (
            ("fagchef", Role.READER, "Fagchefen"),
            ("anden", Role.READER, "Centerchefen"),
            ("planlaegger", Role.PLANNER, "Planlæggeren"),
        )
    )
    return Lookers(database, reader, other, planner)
