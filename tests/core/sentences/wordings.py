"""Danish and English as the sentences' own rooms are handed them, from the real catalogue."""

from __future__ import annotations

from functools import cache

from babel import Locale
from catalogues import danish_catalogue, messages

from wheel.core.sentences import Wording

# Public ids of series and their titles; two of them are called the same.
NAMES = {
    "kb1": "Kommunalbestyrelsesmøde",
    "dir": "Direktionsmøde",
    "hov": "Hoved-MED »ekstra« (2. sal)",
    "aa1": "Temamøde",
    "aa2": "temamøde ",
}


@cache
def danish() -> Wording:
    texts = {message.id: message.string for message in messages(danish_catalogue())}
    return _wording("da_DK", texts)


@cache
def english() -> Wording:
    return _wording("en_GB", None)


def _wording(locale: str, texts: dict[object, object] | None) -> Wording:
    known = Locale.parse(locale)
    return Wording(
        # A text that the catalogue lacks is an error here, not a sentence in two languages.
        translate=(lambda text: str(texts[text])) if texts is not None else str,
        months=tuple(known.months["format"]["wide"][month] for month in range(1, 13)),
        weekdays=tuple(known.days["format"]["wide"][weekday] for weekday in range(7)),
    )
