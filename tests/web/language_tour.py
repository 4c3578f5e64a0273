"""What is read on the way through the pages, and which words a language has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel import Locale
from catalogues import danish_catalogue, forms, messages
from flask.testing import FlaskClient
from sqlalchemy import String, select
from web_pages import Element, parse
from web_site import Site

from wheel.core.calendar import danish_calendar
from wheel.store.tables import Base, LocalDaysRow

LOCALES = {"da": "da_DK", "en": "en_GB"}
WORD = re.compile(r"[^\W\d_]+…?")
PLACE = re.compile(r"%\(\w+\)[a-z]")
SPOKEN = {"alt", "aria-description", "aria-label", "data-copied", "data-failed", "label", "placeholder", "title"}
# Names, and each language's own on the switch.
NAMES = (
    "Årshjul Dansk English Outlook Google Kalender iPhone iPad Mac Thunderbird Android"
    " Firefox Chrome Edge Safari Opera Linux Windows"
)

Visit = tuple[str, dict[str, str] | None]
"""A path, and what is sent to it; None reads it."""


class Tour:
    """What was read on the way, by page, and which endpoints were on it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.read: dict[str, list[str]] = {}
        self.endpoints: set[str] = set()

    def make(self, client: FlaskClient, visits: Iterable[Visit], *, expected: range = range(200, 300)) -> None:
        for path, sent in visits:
            method = "GET" if sent is None else "POST"
            response = client.open(path, method=method, data=sent, follow_redirects=True)
            page = f"{method} {path} {str(sent or '')[:80]}"
            assert response.status_code in expected, (response.status_code, page)
            is_page = response.mimetype == "text/html"
            assert not is_page or f'<html lang="{self.language}">' in response.text, page
            # What was searched for is marked in the middle of words.
            whole = response.text.replace("<mark>", "").replace("</mark>", "")
            self.read.setdefault(page, []).extend(texts_of(whole))
            rules = client.application.url_map.bind("localhost")
            if rules.test(path.partition("?")[0], method):
                self.endpoints.add(str(rules.match(path.partition("?")[0], method)[0]))

    def strange(self, known: set[str]) -> dict[str, set[str]]:
        """The words that are not of the language, by page."""
        found = {page: {word for text in texts for word in words_of(text)} for page, texts in self.read.items()}
        return {page: strange for page, words in found.items() if (strange := {w for w in words if not _is(w, known)})}


def vocabulary(language: str, place: Site | None = None) -> set[str]:
    """Every word that may be read in that language: from the catalogue, the calendar, the plan, and the names."""
    catalogue = messages(danish_catalogue())
    texts = [text for message in catalogue for text in forms(message.string if language == "da" else message.id)]
    locale = Locale.parse(LOCALES[language])
    for names in (locale.months, locale.days):
        texts += [name for widths in names.values() for width in widths.values() for name in width.values()]
    # Why a date is elsewhere is kept in the plan, in the administration's own language.
    for calendar in (danish_calendar(range(2025, 2042), (), known) for known in {language, "da"}):
        texts += [*calendar.public_holidays.values(), *calendar.observances.values()]
    texts += [NAMES, *(_plan_texts(place) if place else ["0"])]
    return {word.casefold() for text in texts for word in words_of(PLACE.sub(" ", text))}


def _plan_texts(place: Site) -> Iterator[str]:
    columns = [column for table in Base.metadata.sorted_tables for column in table.columns]
    with place.database.reading() as session:
        for column in columns:
            if isinstance(column.type, String):
                yield from (str(value) for value in session.scalars(select(column).distinct()) if value)
        # As people say when something is to be looked at again: "efter efterårsferien".
        yield from (f"{name}n" for name in session.scalars(select(LocalDaysRow.name).distinct()))


def english_sentences() -> set[str]:
    """The English texts that are never right on a Danish page."""
    catalogue = messages(danish_catalogue())
    danish = {text for message in catalogue for text in forms(message.string)}
    return {text for message in catalogue for text in forms(message.id)} - danish


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def _is(word: str, known: set[str]) -> bool:
    """Whether a word is known; a label that was too long ends anywhere, with an ellipsis."""
    word = word.casefold()
    return word in known or (word.endswith("…") and any(other.startswith(word[:-1]) for other in known))


def texts_of(source: str) -> list[str]:
    """What is read on a page, or said of it, but for what it says is in another language than its own."""
    page = parse(source)
    language = next((element.get("lang") for element in page.walk() if element.tag == "html"), None)
    read = (element for element in _in(language, page) if element.tag not in {"script", "style", "code"})
    texts = [text for element in read for text in [*_said(element), *_written(element)]]
    return [text for text in map(str.strip, texts) if text]


def _in(language: str | None, element: Element) -> Iterator[Element]:
    if language is None or element.get("lang") in (None, language):
        yield element
        for child in element.children:
            if isinstance(child, Element):
                yield from _in(language, child)


def _said(element: Element) -> list[str]:
    return [value for name, value in element.attributes.items() if name in SPOKEN]


def _written(element: Element) -> list[str]:
    return [child for child in element.children if isinstance(child, str)]
