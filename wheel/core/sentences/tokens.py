"""The smallest forms: numbers, names of months and weekdays, lists, and the words of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wheel.core.sentences.forms import Choice, Form, Phrase, Readings
from wheel.core.sentences.reading import Reader, literal, parts_of
from wheel.core.sentences.wording import Speech, Wording, later

_DIGITS = re.compile(r"[0-9]+(?![0-9])")
_COMMA = literal(", ")
# Words that need no quotation marks: nothing in them is used by the sentences around.
_WORD = r"[^\W_](?:[\w.'’/–-]*[\w'’])?"
_PLAIN = re.compile(rf"{_WORD}(?:\.? {_WORD})*(?![\w.])")
_STRAIGHT = re.compile('"([^"]+)"')
_QUOTED = later("“%(text)s”")


class Number(Form):
    """A whole number from `lowest` to `highest`, in figures."""

    def __init__(self, lowest: int, highest: int) -> None:
        self._lowest, self._highest = lowest, highest

    def say(self, value: Any, speech: Speech) -> str | None:  # noqa: ARG002 - the same in every language
        return str(value) if self._is_meant(value) else None

    def read(self, reader: Reader, at: int) -> Readings:
        found = reader.match(_DIGITS, at)
        if found and self._is_meant(int(found[0])):
            yield int(found[0]), found.end()

    def _is_meant(self, value: Any) -> bool:
        return isinstance(value, int) and self._lowest <= value <= self._highest


class Name(Form):
    """One of a row of names, counted from 1."""

    def __init__(self, names: Callable[[Wording], tuple[str, ...]]) -> None:
        self._names = names

    def say(self, value: Any, speech: Speech) -> str | None:
        names = self._names(speech.wording)
        return names[value - 1] if 1 <= value <= len(names) else None

    def read(self, reader: Reader, at: int) -> Readings:
        for number, name in enumerate(self._names(reader.speech.wording), 1):
            found = reader.match(literal(name), at)
            if found:
                yield number, found.end()


WEEKDAY = Name(lambda wording: wording.weekdays)
MONTH = Name(lambda wording: wording.months)


class Commas(Form):
    """One or more values with commas between them, as a tuple. The longest reading of each is the one that is meant."""

    def __init__(self, item: Form) -> None:
        self._item = item

    def say(self, value: Any, speech: Speech) -> str | None:
        said = [self._item.say(item, speech) for item in value]
        return ", ".join(text for text in said if text) if said and None not in said else None

    def read(self, reader: Reader, at: int) -> Readings:
        values: tuple[Any, ...] = ()
        while readings := list(self._item.read(reader, at)):
            value, behind = max(readings, key=lambda reading: reading[1])
            values += (value,)
            yield values, behind
            comma = reader.match(_COMMA, behind)
            if comma is None:
                return
            at = comma.end()


def listed(item: Form) -> Form:
    """One or more values as people list them, "a, b and c", as a tuple."""
    several = Phrase(
        later("%(first_ones)s and %(last_one)s"),
        lambda first_ones, last_one: (*first_ones, last_one),
        lambda values: {"first_ones": values[:-1], "last_one": values[-1]} if len(values) > 1 else None,
        first_ones=Commas(item),
        last_one=item,
    )
    return Choice(several, only_one(item))


def only_one(item: Form) -> Form:
    """A tuple of one value, said as the value."""
    return _OnlyOne(item)


class _OnlyOne(Form):
    def __init__(self, item: Form) -> None:
        self._item = item

    def say(self, value: Any, speech: Speech) -> str | None:
        return self._item.say(value[0], speech) if len(value) == 1 else None

    def read(self, reader: Reader, at: int) -> Readings:
        yield from (((value,), behind) for value, behind in self._item.read(reader, at))


class Plain(Form):
    """Words of others that can stand as they are, without quotation marks."""

    def say(self, value: Any, speech: Speech) -> str | None:  # noqa: ARG002 - nobody translates them
        return value if isinstance(value, str) and _PLAIN.fullmatch(value) else None

    def read(self, reader: Reader, at: int) -> Readings:
        # Any words would do here, so having read them does not show that the sentence is understood.
        found = _PLAIN.match(reader.text, at)
        if found:
            yield found[0], found.end()


class Quoted(Form):
    """Words of others in the language's quotation marks, the closing one doubled within them."""

    def say(self, value: Any, speech: Speech) -> str | None:
        opening, closing = _marks(speech)
        return opening + value.replace(closing, closing * 2) + closing if value else None

    def read(self, reader: Reader, at: int) -> Readings:
        opening, closing = _marks(reader.speech)
        end = re.escape(closing)
        found = reader.match(
            re.compile(f"{re.escape(opening)}((?:(?!{end}).|{end}{end})+){end}(?!{end})", re.DOTALL), at
        )
        if found:
            yield found[1].replace(closing * 2, closing), found.end()
        elif straight := reader.match(_STRAIGHT, at):
            yield straight[1], straight.end()


def _marks(speech: Speech) -> tuple[str, str]:
    opening, _, closing = parts_of(speech.wording.translate(_QUOTED))
    return opening, closing


TEXT = Choice(Plain(), Quoted())


def _nth(message: str, is_so: Callable[[int], bool]) -> Phrase:
    return Phrase(message, lambda number: number, lambda value: {"number": value} if is_so(value) else None, number=_UP)


_UP = Number(1, 999_999)
# English has four endings; other languages may have one, and then read the same number from all of them.
NTH = Choice(
    _nth(later("%(number)sst"), lambda number: number % 10 == 1 and number % 100 != 11),
    _nth(later("%(number)snd"), lambda number: number % 10 == 2 and number % 100 != 12),
    _nth(later("%(number)srd"), lambda number: number % 10 == 3 and number % 100 != 13),
    _nth(later("%(number)sth"), lambda number: number % 10 not in (1, 2, 3) or number % 100 in (11, 12, 13)),
)
