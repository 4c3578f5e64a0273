"""Splits Danish text into sentences, and an item's text into title and body."""

from __future__ import annotations

import re

LONG_TEXT = 90

_END = re.compile(r"[.!?][\"”»)]{0,3}(?P<gap>\s+)(?=[A-ZÆØÅÉÜÖÄ\"”“»0-9])")
_LAST_WORD = re.compile(r"[\w.]{1,15}$")
_ABBREVIATIONS = re.compile(
    r"d|nr|kl|f\.eks|fx|eks|flg|evt|bl\.a|pr|pga|p\.g\.a|mht|m\.h\.t|vedr|jf|jvf|ca|inkl|ekskl|stk|pkt|kap|kr|st|dr|hhv"
    r"|h\.h\.v|dvs|d\.v\.s|afd|tlf|mio|mia|pt|p\.t|max|maks|min|sml|ift|i\.f\.t|ifm|ifbm|iht|i\.h\.t|mdl"
    r"|bilagsnr|sagsnr|incl|vha|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|man|tirs|ons|tors|fre|lør|søn"
)


def item_title(text: str) -> tuple[str, str]:
    """The title and the body of an item's text.

    A text of LONG_TEXT characters or more that holds several sentences gives its first one, without the full stop,
    and the rest. Any other text is all title, as written. "d. 25. september" and "6. ferieuge" end no sentence.
    """
    if len(text) < LONG_TEXT:
        return text, ""
    first, *rest = sentences(text)
    return (first.rstrip(". "), " ".join(rest)) if rest else (text, "")


def first_sentence(text: str) -> str:
    """The first sentence without its full stop, whatever the length."""
    return sentences(text)[0].rstrip(". :")


def sentences(text: str) -> list[str]:
    """The sentences of a text, at least one, with their punctuation; white space is made single spaces."""
    flat = " ".join(text.split())
    found, start = [], 0
    for match in _END.finditer(flat):
        if flat[match.start()] != "." or _ends_sentence(flat[max(start, match.start() - 15) : match.start()]):
            found.append(flat[start : match.start("gap")])
            start = match.end()
    return [*found, flat[start:]]


def _ends_sentence(before: str) -> bool:
    """False where the full stop after `before` belongs to an abbreviation, an initial or an ordinal number."""
    match = _LAST_WORD.search(before)
    if match is None:
        return True
    word = match.group().lower()
    is_ordinal = word.isdigit() and len(word) <= 2
    return not (is_ordinal or len(word) == 1 or _ABBREVIATIONS.fullmatch(word))
