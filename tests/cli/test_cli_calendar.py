"""Calendar files taken over at the command line: once, twice, only looked at, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CommandLine

EVENT = """BEGIN:VEVENT
UID:{uid}@kultur.example
SUMMARY:{title}
DTSTART;TZID=Europe/Copenhagen:{day}T190000
DTEND;TZID=Europe/Copenhagen:{day}T210000
{more}END:VEVENT
"""
CONCERT = EVENT.format(uid="koncert", title="Koncert", day="20261203", more="")
CHOIR = EVENT.format(uid="kor", title="Kor", day="20261203", more="RRULE:FREQ=WEEKLY;BYDAY=TH\n")
OVER = EVENT.format(uid="fest", title="Fest", day="20180101", more="")
BROKEN = EVENT.format(uid="tit", title="Tit", day="20261203", more="RRULE:FREQ=SECONDLY\n")
RING = ("--ring", "dialog")


def text_of(*events: str) -> str:
    return f"BEGIN:VCALENDAR\nX-WR-CALNAME:Kulturkalender\n{''.join(events)}END:VCALENDAR\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kultur.ics"
    path.write_text(text_of(CONCERT, CHOIR, OVER, BROKEN), "utf-8")
    return path


def test_events_are_taken_over_and_told_line_by_line(sample: CommandLine, file: Path) -> None:
    series = sample.count("series")
    said = sample.does("import-ics", file, *RING).splitlines()
    assert said[0] == "Done:"
    assert "  + Koncert: 2026-12-03, 19:00-21:00" in said
    assert "  + Kor: FREQ=WEEKLY;BYDAY=TH from 2026-12-03, 19:00-21:00" in said
    assert "  2026 (published): 6 new, 0 changed, 0 taken away" in said
    assert "  Note: line 27: Tit: The event is repeated every hour, minute or second, so it is left out." in said
    assert said[-1] == "2 new, 0 changed, 0 ended."
    assert sample.count("series") == series + 2


def test_a_dry_run_says_the_same_and_writes_nothing(sample: CommandLine, file: Path) -> None:
    before = sample.everything()
    dry = sample.does("import-ics", file, *RING, "--dry-run").splitlines()
    assert sample.everything() == before
    assert sample.does("import-ics", file, *RING).splitlines()[1:-1] == dry[1:]


def test_again_there_is_nothing_to_change(sample: CommandLine, file: Path) -> None:
    sample.does("import-ics", file, *RING)
    before = sample.everything()
    assert sample.does("import-ics", file, *RING).endswith("There was nothing to change.\n")
    assert sample.everything() == before


def test_what_is_gone_ends_only_where_it_is_asked_for(sample: CommandLine, file: Path) -> None:
    sample.does("import-ics", file, *RING)
    file.write_text(text_of(CHOIR), "utf-8")
    said = sample.does("import-ics", file, *RING)
    assert "  - Koncert: 2026-12-03, 19:00-21:00 (gone from the calendar; --end-gone ends it)" in said
    before = sample.count("occurrences")
    assert sample.does("import-ics", file, *RING, "--end-gone").endswith("0 new, 0 changed, 1 ended.\n")
    assert sample.count("occurrences") == before - 1


ALL_OF_IT = text_of(CONCERT, CHOIR)
UNSURE = "  Note: Not all of the file could be read, so what is missing in it is not taken to be gone."
UNREAD = [
    pytest.param(text_of(CONCERT, CHOIR.replace("BYDAY=TH", "COUNT=0")), id="an event's rule cannot be read"),
    pytest.param(ALL_OF_IT[: ALL_OF_IT.index("SUMMARY:Kor")], id="it is cut off in the middle of an event"),
    pytest.param(ALL_OF_IT[: ALL_OF_IT.index(CHOIR)], id="it is cut off after an event"),
    pytest.param(text_of(CONCERT).removesuffix("END:VCALENDAR\n") + text_of(), id="one of its calendars is cut off"),
    pytest.param(text_of(CONCERT, *("BEGIN:VEVENT\n" * 510,)), id="more is wrong with it than is listed"),
]


@pytest.mark.parametrize("text", UNREAD)
def test_nothing_is_gone_from_a_file_that_was_not_read_whole(sample: CommandLine, file: Path, text: str) -> None:
    file.write_text(ALL_OF_IT, "utf-8")
    sample.does("import-ics", file, *RING)
    before = sample.everything()
    file.write_text(text, "utf-8")
    said = sample.does("import-ics", file, *RING, "--end-gone")
    assert UNSURE in said.splitlines()
    assert sample.everything() == before


@pytest.mark.parametrize("ending", ["END:VCALENDAR", "end:vcalendar \r\n\r\n", "END:VCA\n LENDAR\n"])
def test_a_file_that_ends_as_it_should_is_whole(sample: CommandLine, file: Path, ending: str) -> None:
    sample.does("import-ics", file, *RING)
    file.write_text(text_of(CHOIR).replace("END:VCALENDAR\n", ending), "utf-8")
    assert "1 ended" in sample.does("import-ics", file, *RING, "--end-gone")


def test_calendars_without_a_name_are_not_taken_to_be_the_same(sample: CommandLine) -> None:
    concert, choir = (text_of(event).replace("X-WR-CALNAME:Kulturkalender\n", "") for event in (CONCERT, CHOIR))
    sample.does("import-ics", "-", *RING, standard_input=concert)
    before = sample.count("occurrences")
    said = sample.does("import-ics", "-", *RING, "--end-gone", standard_input=choir)
    assert "  Note: The calendar has no name to know it by, so nothing is taken to be gone from it." in said
    assert "0 ended" in said
    assert sample.count("occurrences") > before


@pytest.mark.parametrize("marked", ["PRIVATE", "CONFIDENTIAL"])
def test_a_private_event_is_not_shown_to_everybody_unless_it_is_asked_for(
    sample: CommandLine, file: Path, marked: str
) -> None:
    file.write_text(text_of(CONCERT.replace("END:", f"CLASS:{marked}\nEND:"), CHOIR), "utf-8")
    chosen = sample.does("import-ics", file, *RING, "--dry-run", "--visibility", "public")
    assert "not by everybody" not in chosen
    said = sample.does("import-ics", file, *RING).splitlines()
    assert said.count("    " + "  seen as internal, not by everybody") == 1
    assert any("Koncert" in row and "internal" in row for row in sample.everything() if '"series"' in row)


def test_a_body_by_another_of_its_names_gets_meetings(sample: CommandLine, file: Path) -> None:
    sample.does("import-ics", file, *RING, "--body", "Direktionen")
    assert any("Koncert" in row and "meeting" in row for row in sample.everything() if '"series"' in row)


def test_years_that_are_over_are_taken_when_asked_for_and_become_drafts(sample: CommandLine, file: Path) -> None:
    said = sample.does("import-ics", file, *RING, "--with-past")
    assert "2018 is a draft: plan and publish it to show it to everybody." in said


def test_a_calendar_comes_from_a_pipe_too(sample: CommandLine) -> None:
    assert "1 new" in sample.does("import-ics", "-", *RING, standard_input=text_of(CONCERT))


REFUSED = [
    pytest.param("", RING, "The file is empty.", id="nothing at all"),
    pytest.param("Referat", RING, "This is no calendar file", id="something else"),
    pytest.param("x" * 5_000_001, RING, "The file is bigger than 5 MB", id="more than is read"),
    pytest.param(text_of(CONCERT), ("--ring", "x"), "There is no ring with the key x. There are: ", id="a ring"),
    pytest.param(text_of(CONCERT), (*RING, "--body", "x"), "There is no body called x.", id="a body"),
    pytest.param(text_of(CONCERT), (*RING, "--kind", "meeting"), "Choose whose meeting it is.", id="nobody's meeting"),
]


@pytest.mark.parametrize(("text", "options", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    sample: CommandLine, tmp_path: Path, text: str, options: tuple[str, ...], sentence: str
) -> None:
    file = tmp_path / "given.ics"
    file.write_text(text, "utf-8")
    assert sample.refuses("import-ics", file, *options).startswith(sentence)
    assert sample.refuses("import-ics", "-", *options, standard_input=text).startswith(sentence)
