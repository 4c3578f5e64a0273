"""The names of bodies: which body somebody means, and which go by what is searched for.

Names are compared without regard to case and to how their letters are composed; a search leaves out accents as well.
Æ, ø and å are letters of their own, never a kind of a or o.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from wheel.core.plan import Body

_NOT_A_LETTER = re.compile(r"[\W_]+")

SAME_KIND: Final = tuple(
    re.compile(words)
    for words in (
        # The council.
        r"kb|kommunalbestyrelsen?|byråd(et)?|borgerrepræsentation(en)?",
        # The finance committee, which many councils give a second field: Økonomi- og Erhvervsudvalget.
        r"øk|øu|øku|økonomi(og[a-zæøå]+)?udvalg(et)?",
        # The executive board; its meetings are often called by the board's own name.
        r"dir|dg|direktion(en)?|direktionsmøder?(t|ne)?|direktør(gruppe|forum|kreds)(n|en|met)?",
        # The central co-determination committee.
        r"(hoved|kommune)med(udvalg(et)?)?|hovedudvalg(et)?|medhovedudvalg(et)?",
    )
)
"""What administrations call the same kind of body, in small letters without spaces and hyphens."""


def body_called(name: str, bodies: Sequence[Body], former: Mapping[str, frozenset[str]]) -> Body | None:
    """The one of the `bodies` that `name` means, or None.

    A short name comes first, since links hold it. Then a name or alias that a body goes by today, one that it went by
    (`former`, by short name), and last another word for the same kind of body where just one that goes on is of that
    kind. Of two with the same name, the one that goes on comes before the one with a last day.
    """
    exact = next((body for body in bodies if body.short_name == name), None)
    if exact is not None:
        return exact
    known = [body for body in bodies if body.goes_by(_composed(name))]
    if known:
        return min(known, key=lambda body: (_went_by(name, body, former), body.valid_until is not None))
    of_kind = [body for body in bodies if body.valid_until is None and _is_of_kind(body, name)]
    return of_kind[0] if len(of_kind) == 1 else None


def goes_by_all(body: Body, wanted: str) -> bool:
    """Whether each word of a search is part of a name that the body goes or went by, or names its kind of body."""
    names = [_searched(each) for each in (body.short_name, body.name, *body.aliases)]
    return _is_of_kind(body, wanted) or all(any(word in name for name in names) for word in _searched(wanted).split())


def _went_by(name: str, body: Body, former: Mapping[str, frozenset[str]]) -> bool:
    wanted = _composed(name).strip().casefold()
    if wanted in {body.short_name.casefold(), body.name.casefold()}:
        return False
    return wanted in {alias.casefold() for alias in former.get(body.short_name, frozenset())}


def _is_of_kind(body: Body, name: str) -> bool:
    wanted = _bare(name)
    words = next((words for words in SAME_KIND if words.fullmatch(wanted)), None)
    names = (body.short_name, body.name, *body.aliases)
    return words is not None and any(words.fullmatch(_bare(each)) for each in names)


def _bare(name: str) -> str:
    return _NOT_A_LETTER.sub("", _composed(name).casefold())


def _searched(name: str) -> str:
    return "".join(_without_accent(letter) for letter in _composed(name).casefold())


def _without_accent(letter: str) -> str:
    return letter if letter == "å" else unicodedata.normalize("NFKD", letter)[0]


def _composed(name: str) -> str:
    """Å may come as one character or as A with a ring."""
    return unicodedata.normalize("NFC", name)
