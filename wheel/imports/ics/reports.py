"""Collects what could not be read as it stands, by the line of the file, up to a number that somebody still reads."""

from __future__ import annotations

from wheel.core.imported_calendars import Problem
from wheel.core.sentences.wording import later
from wheel.imports.ics.limits import MOST_PROBLEMS


class Reports:
    """The problems of one file, each sentence once a line."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], Problem] = {}
        self._is_full_from: int | None = None

    def note(self, line: int, sentence: str, **details: object) -> None:
        """It is imported, but not just as it stands."""
        self._add(Problem(line, sentence, details))

    def left_out(self, line: int, sentence: str, **details: object) -> None:
        self._add(Problem(line, sentence, details, is_left_out=True))

    def sorted(self) -> tuple[Problem, ...]:
        """By line; a last one says if there were more."""
        found = sorted(self._found.values(), key=lambda problem: problem.line)
        if self._is_full_from is not None:
            sentence = later("There are more than %(most)s things to say of this file: the rest is not listed.")
            found.append(Problem(self._is_full_from, sentence, {"most": MOST_PROBLEMS}))
        return tuple(found)

    def _add(self, problem: Problem) -> None:
        if len(self._found) < MOST_PROBLEMS:
            self._found.setdefault((problem.line, problem.sentence), problem)
        elif self._is_full_from is None:
            self._is_full_from = problem.line
