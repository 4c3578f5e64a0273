"""What became of a meeting's items, in words: how many there were, and where they went."""

from __future__ import annotations

from wheel.usecases.meeting_items import ALONG, AWAIT, ItemsSent
from wheel.usecases.publish_year import ItemsAffected
from wheel.web.translation import ngettext
from wheel.web.words import day_words


def with_items(sentence: str, sent: ItemsSent) -> str:
    """The sentence, and what became of the items; of a meeting without any there is nothing to say."""
    said = _sent_words(sent)
    return f"{sentence} {said}" if said else sentence


def _sent_words(sent: ItemsSent) -> str:
    if not sent.count:
        return ""
    if sent.to == ALONG:
        return ngettext("Its item goes along.", "Its %(num)s items go along.", sent.count)
    if sent.to == AWAIT or sent.day is None:
        return ngettext("Its item awaits a date.", "Its %(num)s items await a date.", sent.count)
    return ngettext(
        "Its item is on the agenda of %(day)s now.",
        "Its %(num)s items are on the agenda of %(day)s now.",
        sent.count,
        day=day_words(sent.day),
    )


def with_affected(sentence: str, affected: ItemsAffected) -> str:
    """The sentence, and what publishing did to items that were placed already."""
    parts = [sentence]
    if affected.awaiting:
        parts.append(
            ngettext(
                "%(num)s item of a cancelled meeting awaits a date.",
                "%(num)s items of cancelled meetings await a date.",
                affected.awaiting,
            )
        )
    if affected.along:
        parts.append(
            ngettext(
                "%(num)s item has moved with its meeting.",
                "%(num)s items have moved with their meetings.",
                affected.along,
            )
        )
    return " ".join(parts)
