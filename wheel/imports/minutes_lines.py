"""Turns pasted minutes into clean, numbered lines: no markup, no odd spaces, no page debris."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from wheel.errors import InvalidInputError

# Some thirty times the minutes that were seen; a reply must not wait for more.
MAX_CHARACTERS = 500_000

_TAGS = r"(?:ul|ol|p|b|i|u|s|em|strong|span|div|table|thead|tbody|tr|td|th|hr|br|a|font|sup|sub|h[1-6]|li)"
_LIST_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(rf"</?{_TAGS}\b[^<>]*>", re.IGNORECASE)
_CUT_TAG_START = re.compile(rf"</?{_TAGS}(?:\s[^<>]*)?$", re.IGNORECASE)
# The end of a tag whose start stayed on the page before: `none">`, `list-style-type: none">`.
_CUT_TAG_END = re.compile(r"(?:[\w-]{1,30}\s?[:=]\s?\"?){0,4}(?<![\w-])[\w-]{0,30};?\"\s?/?>")
_ENTITY = re.compile(r"&#?\w{1,10};")
_ODD_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_BREAK = re.compile(r"([\x0b\x0c\u2028\u2029])")
_PAGE_NUMBER = re.compile(
    r"(?:side\s?)?[0-9]{1,3}(?:\s?(?:af|/)\s?[0-9]{1,3})?|[-–]\s?[0-9]{1,3}\s?[-–]", re.IGNORECASE
)
_PAGE_OF = re.compile(r"[0-9]{1,2}\s?/\s?[0-9]{1,2}")
_RULE_CHARACTERS = frozenset("|:-+=_*\t ")


@dataclass(frozen=True)
class Line:
    """One clean line. `number` counts from 1 in the text as handed in; `after_page_break` follows a form feed."""

    number: int
    text: str
    after_page_break: bool = False

    @property
    def content(self) -> str:
        """The text with every run of white space made one space."""
        return " ".join(self.text.split())

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_debris(self) -> bool:
        """True of a page number and of a ruled line: never content, and no end of a paragraph's list."""
        content = self.content
        if len(content) >= 3 and _RULE_CHARACTERS.issuperset(content):
            return True
        return bool(_PAGE_NUMBER.fullmatch(content)) and not _PAGE_OF.fullmatch(content)


def clean_lines(text: str) -> list[Line]:
    """The lines of a pasted text. Raises InvalidInputError for a binary file and beyond MAX_CHARACTERS characters."""
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError(
            "The text is too long: it has %(count)d characters, and %(limit)d are allowed. "
            "Paste the minutes of one meeting only.",
            count=len(text),
            limit=MAX_CHARACTERS,
        )
    if text.lstrip("\ufeff").startswith(("%PDF-", "PK\x03\x04", "{\\rtf", "\xd0\xcf\x11\xe0")):
        raise InvalidInputError("This is a document file, not text. Open it, copy its text, and paste that.")
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [line for number, raw in enumerate(plain.split("\n"), start=1) for line in _lines_of(number, raw)]


def _lines_of(number: int, raw: str) -> list[Line]:
    """A raw line is several when page or line breaks other than the usual one stand in it."""
    parts = _BREAK.split(raw)
    first = Line(number, _clean(parts[0]))
    later = [Line(number, _clean(part), mark == "\x0c") for mark, part in zip(parts[1::2], parts[2::2], strict=True)]
    return [first, *later]


def _clean(raw: str) -> str:
    text = _ODD_SPACE.sub(" ", _INVISIBLE.sub("", raw)).replace("\u2011", "-").replace("**", "")
    if "<" in text or ">" in text:
        text = _LIST_ITEM.sub("• ", text)
        text = _TAG.sub(" ", text)
        text = _CUT_TAG_START.sub(" ", text)
        text = _CUT_TAG_END.sub(" ", text)
    if "&" in text:
        text = _ODD_SPACE.sub(" ", _ENTITY.sub(lambda match: html.unescape(match.group()), text))
    return _tabs_for_pipes(text)


def _tabs_for_pipes(text: str) -> str:
    """A line of a Markdown table as the same cells between tabs."""
    if "|" not in text or ("\t" in text and not text.lstrip().startswith("|")):
        return text
    return "\t".join(cell.strip() for cell in text.strip().strip("|").split("|"))
