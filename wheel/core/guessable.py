"""Passwords that are guessed first: a common word or a known name with little added, a repetition, or a plain run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from wheel.errors import InvalidInputError

# What people here write when a password is asked for; digits and signs before and after are looked past.
_COMMON: Final = (
    "admin administration administrator adgang adgangskode adgangskoden aarhus arbejde baseball changeme computer "
    "danmark default denmark direktion dragon efterår fodbold football forår godmorgen hej hejmeddig hello "
    "hemmelig hemmelighed hemmeligkode iloveyou jegelskerdig kodeord kollega kolding kommunal kommunalbestyrelse "
    "kommune kommunen kontor københavn letmein login master minkode mitkodeord mødekalender nyadgangskode nykode "
    "odense passord password passw0rd p4ssw0rd planlægning princess randers rådhus rådhuset sekretariat "
    "sekretariatet sekretær sommer sommerferie sunshine superman test udvalg velkommen velkommentil vinter "
    "welcome welcomeback whatever årshjul årshjulet økonomi økonomiudvalg"
)
_ROWS: Final = (
    "01234567890123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyzæøåabcdefghijklm",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklm",
    "1234567890qwertyuiopåasdfghjklæøzxcvbnm",
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "aa11bb22cc33dd44ee55ff66",
)
_WORDS: Final = frozenset(_COMMON.split())
_LONGEST_UNIT = 4


def normalised(password: str) -> str:
    """The same for what looks the same, however a keyboard sends it (NFKC, as NIST SP 800-63B, 5.1.1.2, says)."""
    return unicodedata.normalize("NFKC", password)


def require_unguessable(password: str, names: Iterable[str]) -> None:
    """Raise InvalidInputError for one of the passwords that are tried first.

    `names` are those of the account and the organisation, which everybody knows (ASVS 5.0, 6.2.11).
    """
    folded = normalised(password).casefold()
    if _is_run(folded):
        raise InvalidInputError(
            "That is too easy to guess: it repeats itself, or follows the keyboard. Choose for example four words that "
            "do not belong together.",
            field="password",
        )
    if _unit(_stem(folded)) in _WORDS | {_unit(_stem(normalised(name).casefold())) for name in names} - {""}:
        raise InvalidInputError(
            "That is too easy to guess: it is a common word or a known name with little added. Choose for example four "
            "words that do not belong together.",
            field="password",
        )


def _is_run(folded: str) -> bool:
    """Whether it is a repetition of a few characters, or goes along the alphabet, the digits or the keyboard."""
    signs = "".join(filter(str.isalnum, folded))
    is_row = bool(signs) and any(signs in row or signs in row[::-1] for row in _ROWS)
    units = (folded[:length] for length in range(1, _LONGEST_UNIT + 1))
    return is_row or any((unit * len(folded)).startswith(folded) for unit in units)


def _stem(folded: str) -> str:
    """The letters between the digits and signs that are put before and after a word."""
    return "".join(filter(str.isalnum, folded)).strip("0123456789")


def _unit(text: str) -> str:
    """What the text is a repetition of: itself, if it is none."""
    length = (text + text).find(text, 1) if text else 0
    return text[:length]
