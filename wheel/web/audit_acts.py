"""What the audit says was done, and to what kind of thing, in the reader's words."""

from __future__ import annotations

from flask_babel import lazy_gettext as later

from wheel.core.audit import AuditThing
from wheel.web.translation import gettext

THINGS = {
    AuditThing.ACCOUNT: later("Account"),
    AuditThing.SESSION: later("Signed-in browser"),
    AuditThing.POST: later("A post"),
    AuditThing.ORGANISATION: later("The organisation"),
    AuditThing.BODY: later("Body"),
    AuditThing.RING: later("Ring"),
    AuditThing.SERIES: later("Series"),
    AuditThing.LOCAL_DAYS: later("Holiday or closing days"),
    AuditThing.YEAR: later("Year"),
    AuditThing.OCCURRENCE: later("Date in the plan"),
    AuditThing.ITEM: later("Item"),
    AuditThing.STOP: later("Item on an agenda"),
    AuditThing.FOLLOW_UP: later("Follow-up"),
    AuditThing.STANDING: later("Standing item"),
    AuditThing.ROUTE: later("Route"),
    AuditThing.CLAIM_RULE: later("Rule for sign-in"),
    AuditThing.VIEW: later("Saved view"),
    AuditThing.FEED: later("Calendar"),
    AuditThing.PLAN: later("The whole plan"),
    AuditThing.AUDIT: later("The audit"),
}

# By the word that is stored. A test finds every word that the use cases write down, here.
ACTS = {
    "added": later("Added"),
    "saved": later("Edited"),
    "deleted": later("Deleted"),
    "closed": later("Closed"),
    "reopened": later("Opened again"),
    "ordered": later("Moved in the order"),
    "days copied": later("Days copied from the year before"),
    "moved": later("Moved"),
    "retimed": later("Given another time"),
    "placed": later("Placed at a meeting"),
    "postponed": later("Put on the awaiting list"),
    "withdrawn": later("Withdrawn"),
    "meeting_moved": later("Went along with its meeting"),
    "held": later("Put on hold"),
    "waited": later("What it waits for written anew"),
    "decided": later("Decision written"),
    "corrected": later("Decision corrected"),
    "resumed": later("Taken up again"),
    "agenda sent": later("Agenda sent out"),
    "agenda sent again": later("Adjusted agenda sent out"),
    "decisions written": later("Decisions of a meeting written"),
    "absence noted": later("Absent from a meeting noted"),
    "cancelled": later("Cancelled"),
    "reinstated": later("To be held after all"),
    "extra added": later("Added as an extra one"),
    "planned": later("Planned"),
    "published": later("Published"),
    "draft begun": later("Draft begun"),
    "draft discarded": later("Draft discarded"),
    "carried over": later("Dates carried over from the year before"),
    "sent on": later("Sent on through bodies"),
    "standing items placed": later("Standing items placed on agendas"),
    "undone": later("Undone"),
    "minutes handed in": later("Minutes handed in"),
    "minutes discarded": later("Minutes discarded"),
    "minutes imported": later("Minutes taken over"),
    "calendar imported": later("A calendar file taken over"),
    "loaded": later("Loaded from a file"),
    "sample loaded": later("Filled with the sample"),
    "exported": later("Taken out"),
    "address renewed": later("Given a new address"),
    "own calendars closed": later("Own calendars closed"),
    "set up": later("Set up"),
    "attachment added": later("Attachment added"),
    "attachment saved": later("Attachment changed"),
    "attachment moved": later("Attachment moved in the order"),
    "attachment removed": later("Attachment removed"),
    "marked done": later("Marked as done"),
    "marked not done": later("Marked as not done"),
    "given": later("Given to an account"),
    "holder's last day set": later("Holder's last day set"),
    "taken back": later("Taken back before it began"),
    "seat added": later("Seat in a body added"),
    "seat's last day set": later("Seat's last day set"),
    "seat removed": later("Seat in a body removed"),
    "anonymised": later("Deleted, with its person's data"),
    "sessions ended": later("Signed out everywhere"),
    "signed in": later("Signed in"),
    "sign-in failed": later("Tried to sign in, in vain"),
    "signed out": later("Signed out"),
    "session ended": later("Browser signed out from elsewhere"),
    "other sessions ended": later("All other browsers signed out"),
    "second factor turned on": later("Second step turned on"),
    "second factor turned off": later("Second step turned off"),
    "second factor taken off": later("Second step taken off by an administrator"),
    "recovery code used": later("Recovery code used"),
    "recovery codes renewed": later("Recovery codes renewed"),
    "link made": later("Link to choose a password made"),
    "link mailed": later("Link to choose a password mailed"),
    "password chosen": later("Password chosen with a link"),
    "password changed": later("Password changed"),
    "sign-in saved": later("Ways to sign in changed"),
    "provider connected": later("Sign-in provider connected"),
    "provider disconnected": later("Sign-in provider disconnected"),
    "role given by provider": later("Role given by the sign-in provider"),
    "given by provider": later("Given by the sign-in provider"),
    "taken by provider": later("Taken by the sign-in provider"),
}


def act_words(act: str) -> str:
    """What was done; a word that nobody has put into words stands as it is."""
    return str(ACTS.get(act, act))


def act_choices() -> dict[str, str]:
    """Every act that there are words for, in their order."""
    return dict(sorted(((act, str(words)) for act, words in ACTS.items()), key=lambda one: one[1].casefold()))


def thing_choices() -> dict[str, str]:
    return dict(
        sorted(((thing.value, str(words)) for thing, words in THINGS.items()), key=lambda one: one[1].casefold())
    )


def undone_words(action: str) -> str:
    """What an entry of the plan's history was about that has been undone."""
    acts = {"drafted": "draft begun", "discarded": "draft discarded", "changed": "retimed", "carried": "carried over"}
    return gettext("it was: %(act)s", act=act_words(acts.get(action, action)))
