"""Forms: ways of writing a value that are said and read by the same text, so that what is said can be read back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from wheel.core.sentences.reading import Reader, literal, parts_of
from wheel.core.sentences.wording import Speech
from wheel.errors import InvalidInputError

Readings = Iterator[tuple[Any, int]]
"""Values that may stand at a place of a sentence, each with the place behind it."""


class Form(ABC):
    """A way of writing some values."""

    @abstractmethod
    def say(self, value: Any, speech: Speech) -> str | None:
        """The text for the value, or None if this form is not for it."""

    @abstractmethod
    def read(self, reader: Reader, at: int) -> Readings:
        """Every value that the sentence may give from `at` on."""


class Phrase(Form):
    """A translated text with a form at each of its places.

    `make` turns the places' values into one value, `take` turns it back into the places' values (None: the phrase is
    not for it). Without `take` the places are the value's own attributes. A value that `make` would not give back is
    not said, so the phrase never says less than there is; one that it refuses, or makes None of, is not read.
    """

    def __init__(
        self,
        message: str,
        make: Callable[..., Any],
        take: Callable[[Any], Mapping[str, object] | None] | None = None,
        **places: Form,
    ) -> None:
        self._message, self._make, self._places = message, make, places
        self._take = take or self._attributes

    def say(self, value: Any, speech: Speech) -> str | None:
        taken = self._take(value)
        if taken is None or not self._gives_back(value, taken):
            return None
        said = {name: self._places[name].say(part, speech) for name, part in taken.items()}
        return None if None in said.values() else self._template(speech) % said

    def read(self, reader: Reader, at: int) -> Readings:
        for values, behind in self._filled(reader, at, parts_of(self._template(reader.speech))):
            try:
                made = self._make(**values)
            except InvalidInputError as refusal:
                reader.refuse(refusal, behind)
            else:
                yield from [(made, behind)] if made is not None else []

    def _template(self, speech: Speech) -> str:
        return speech.wording.translate(self._message)

    def _attributes(self, value: Any) -> Mapping[str, object] | None:
        return {name: getattr(value, name) for name in self._places} if isinstance(value, self._kind) else None

    @property
    def _kind(self) -> type:
        return self._make if isinstance(self._make, type) else object

    def _gives_back(self, value: Any, taken: Mapping[str, object]) -> bool:
        try:
            return bool(self._make(**taken) == value)
        except InvalidInputError:
            return False

    def _filled(self, reader: Reader, at: int, parts: tuple[str, ...]) -> Iterator[tuple[dict[str, object], int]]:
        text, *rest = parts
        found = reader.match(literal(text), at)
        if found is None:
            return
        if not rest:
            yield {}, found.end()
            return
        name, *after = rest
        for value, behind in self._places[name].read(reader, found.end()):
            for others, end in self._filled(reader, behind, tuple(after)):
                yield {name: value, **others}, end


class Row(Phrase):
    """A phrase whose text only puts its places side by side, so there is nothing to translate."""

    def _template(self, speech: Speech) -> str:  # noqa: ARG002 - the same in every language
        return self._message


def fixed(message: str, value: Any) -> Phrase:
    """The text that means just this value."""
    return Phrase(message, lambda: value, lambda other: {} if other == value else None)


class Choice(Form):
    """Several forms: the first that is for a value says it, and all are tried in reading."""

    def __init__(self, *forms: Form) -> None:
        self._forms = forms

    def say(self, value: Any, speech: Speech) -> str | None:
        said = (form.say(value, speech) for form in self._forms)
        return next((text for text in said if text is not None), None)

    def read(self, reader: Reader, at: int) -> Readings:
        for form in self._forms:
            yield from form.read(reader, at)


class Unless(Form):
    """A form for every value but the usual one, which goes without saying."""

    def __init__(self, usual: Any, form: Form) -> None:
        self.usual, self._form = usual, form

    def say(self, value: Any, speech: Speech) -> str | None:
        return "" if value == self.usual else self._form.say(value, speech)

    def read(self, reader: Reader, at: int) -> Readings:
        yield self.usual, at
        yield from (reading for reading in self._form.read(reader, at) if reading[0] != self.usual)


class LatestFirst(Form):
    """Any number of values, none included, as a tuple that is written from its last to its first."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def say(self, value: Any, speech: Speech) -> str | None:
        said = [self._form.say(one, speech) for one in reversed(value)]
        return None if None in said else "".join(text for text in said if text)

    def read(self, reader: Reader, at: int) -> Readings:
        found: list[tuple[tuple[Any, ...], int]] = [((), at)]
        while found:
            yield from found
            found = [
                ((value, *values), end) for values, behind in found for value, end in self._form.read(reader, behind)
            ]


class Tailed(Form):
    """A form for rules in their usual shape, followed by what is unusual about some of their attributes."""

    def __init__(self, form: Form, **tails: Unless) -> None:
        self._form, self._tails = form, tails

    def say(self, value: Any, speech: Speech) -> str | None:
        own = {name: tail for name, tail in self._tails.items() if name in _names(value)}
        usual = replace(value, **{name: tail.usual for name, tail in own.items()}) if own else value
        said = [self._form.say(usual, speech), *(form.say(getattr(value, name), speech) for name, form in own.items())]
        return None if None in said else "".join(text for text in said if text)

    def read(self, reader: Reader, at: int) -> Readings:
        row = Row("".join(f"%({name})s" for name in self._tails), dict, take=None, **self._tails)
        for value, behind in self._form.read(reader, at):
            for tails, end in row.read(reader, behind):
                changed = {name: tail for name, tail in tails.items() if tail != self._tails[name].usual}
                yield from ((made, end) for made in _changed(value, changed, reader, end))


def _names(value: Any) -> set[str]:
    return {field.name for field in fields(value)} if is_dataclass(value) else set()


def _changed(value: Any, changes: Mapping[str, Any], reader: Reader, end: int) -> Iterator[Any]:
    if not set(changes) <= _names(value) or any(getattr(value, name) == change for name, change in changes.items()):
        return
    try:
        yield replace(value, **changes) if changes else value
    except InvalidInputError as refusal:
        reader.refuse(refusal, end)
