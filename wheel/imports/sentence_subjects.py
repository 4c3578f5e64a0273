"""Tells what a sentence is about: what stands before its verb, unless that only points back."""

from __future__ import annotations

import re

LONGEST_SUBJECT = 160

_ODD = " ,:;\"'”“»«"

_REFERENCES = re.compile(
    r"punktet|punkterne|sagen|sagerne|emnet|det|dette|den|denne|der|behandlingen|beslutningen|drøftelsen"
    r"|oplægget|disse|de|dermed|herefter|derfor|og|men|at|resten|her|orienteringen|indstillingen|bilag|hvor"
)
_AUXILIARY = re.compile(
    r"(?:^|\s)(?:blev|bliver|er|var|skal|ønskes|besluttedes|blev\sbesluttet|er\sblevet|der\ser|kan|vil)(?:\s\w{1,20})?$",
    re.IGNORECASE,
)
_MARK = re.compile(r"^(?:[-–—*•·]|[0-9]{1,2}[.)])\s+")


def subject_before(text: str) -> str:
    """The words before a verb, without their auxiliary ("Budgetplanen blev" is Budgetplanen)."""
    return _AUXILIARY.sub("", _MARK.sub("", text.strip(_ODD))).strip(_ODD)


def is_by_reference(subject: str) -> bool:
    """Whether it names nothing of its own: "Punktet", "Sagen", "Det", or nothing at all."""
    first_word = subject.split(" ", 1)[0].casefold()
    return bool(_REFERENCES.fullmatch(first_word)) or not 4 <= len(subject) <= LONGEST_SUBJECT
