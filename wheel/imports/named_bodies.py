"""Finds bodies in a sentence of the minutes: "økonomiudvalget", "kommende SCF", "styregruppemøde"."""

from __future__ import annotations

import re

# A word of a name, which may be hyphened: "Børn- og Ungdomsudvalget", "ad hoc RådhusMED", "Strategisk Chefforum".
_KIND = r"(?:(?i:udvalg|bestyrelse|byråd|forum|gruppe|direktion|chefkreds|ledelse|team|(?<!om)råd)|MED)"
# Of these a meeting is a body's, but the word alone is a person's title.
_LEADERS = r"(?i:direktør|borgmester|formands?|chef|leder)"
_MEETINGS = r"s?-?(?:tema)?møde(?:t|r|rne)?s?"
_ENDING = rf"(?:{_MEETINGS}|(?:et|en|n|ne|erne|ene|rne|met)?(?:'?s)?)"
_BEFORE = (
    r"(?:[Aa]d hoc |alle de politiske |de stående |[Tt]værgående |[Ss]trategisk |[Aa]rbejdsplads |Kommune |Lokal "
    r"|[A-ZÆØÅ][a-zæøå]{1,20}-? ?(?:-|og) )?"
)
ACRONYM = r"(?:SCF|DIR|DG|TCG|KKR|CF|ØKU?|ØU|KB|KL|MTU|BUU|KFU|AMU|VPU)(?:'?s)?"
BODY = rf"(?<![\w-]){_BEFORE}(?:{ACRONYM}|[\w-]{{0,30}}(?:{_KIND}{_ENDING}|{_LEADERS}{_MEETINGS}))(?![\w-])"
"""A pattern for the name of a body, or of its meeting."""

BODIES = rf"{BODY}(?:(?:, | og | samt | eller ){BODY}){{0,5}}"
"""One body, or several in a row."""

_SPLIT = re.compile(rf"(?<!-)(?:, | og | samt | eller )(?={BODY})")
_MEETING = re.compile(rf"{_MEETINGS}$")
_GENITIVE = re.compile(r"(?<=\w)(?:'s|(?<=[dtMFne])s)$")


def bodies_in(names: str) -> list[str]:
    """The names in a match of BODIES, each without "møde" and the genitive's s: "ØK", "HovedMED", "styregruppe"."""
    return [name for part in _SPLIT.split(names) if (name := body_name(part))]


def body_name(written: str) -> str:
    """The body whose meeting is written: "Økonomiudvalgsmøde" is Økonomiudvalg's, "SCF's" SCF's.

    A meeting that has no body's name keeps its own: "direktørmødet" is "direktørmøde".
    """
    name = _GENITIVE.sub("", written.strip(" .,"))
    body = _MEETING.sub("", name).strip(" -")
    of_leaders = re.search(rf"{_LEADERS}$", body)
    return re.sub(r"(?<=møde)(?:t|r|rne)$", "", name) if of_leaders else body


def is_own(body: str | None, name: str) -> bool:
    """ "direktions(møde)", "Direktionens", "DIR" and a lone "møde" are all Direktionen's own."""
    if body is None:
        return False
    own, other = body.casefold(), name.casefold().rstrip("s-")
    return own.startswith(other) or other.startswith(_stem(own))


def _stem(own: str) -> str:
    for ending in ("en", "et"):
        own = own.removesuffix(ending)
    return own
