"""Texts that are no minutes, or mean ill: read or refused with a sentence, never slow, never another error."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.minutes_saying import HEAD
from wheel.core.look_again import checked_look_again
from wheel.core.minutes_findings import ReadMinutes
from wheel.errors import InvalidInputError
from wheel.imports.kept_findings import MOST_FINDINGS
from wheel.imports.minutes_lines import MAX_CHARACTERS
from wheel.imports.minutes_points import MOST_POINTS
from wheel.imports.whole_minutes import read_whole_minutes

POINT = (
    "Punkt 1: Sag\n\n00.01.00-A00-1-24\n\nSagsfremstilling\n\n{words}\n\nBeslutning\n\n{words}\n\nBilag\n\n{words}\n"
)
NOTHING_IN_THEM = [
    ("nothing", ""),
    ("white space", " \t\r\n\x0b\x0c" * 100),
    ("zeros", "\0" * 10_000),
    ("lone surrogates", "\ud800\udfff" * 1000),
    ("every byte", bytes(range(256)).decode("latin-1") * 20),
    ("marks for writing from the right", "\u202e\u2066קראתי\u2069\u202c" * 500),
    ("markup that never ends", "<p><ul style='" * 5000),
    ("no line breaks", "a" * 100_000),
    ("another language", "The board approved the plan. It meets again in May. " * 100),
    ("numbers", "1 2 3 4.5 6/7 8-9 " * 2000),
]


@pytest.mark.parametrize(("reason", "text"), NOTHING_IN_THEM)
def test_what_is_no_minutes_has_no_findings(reason: str, text: str) -> None:
    minutes = read_whole_minutes(text)
    assert (minutes.points, minutes.findings) == ((), ()), reason
    assert minutes.doubts


REFUSED = [
    ("two megabytes", "Godkendt. " * 200_000, "too long"),
    ("one line of a megabyte", "x" * 1_000_000, "too long"),
    ("a PDF file", "%PDF-1.7\n1 0 obj", "document file"),
    ("a Word file", "PK\x03\x04\x14\x00", "document file"),
]


@pytest.mark.parametrize(("reason", "text", "sentence"), REFUSED)
def test_what_is_too_much_or_no_text_is_refused_with_a_sentence(reason: str, text: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        read_whole_minutes(text)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_line_breaks_of_every_kind_are_the_same(line_break: str) -> None:
    text = HEAD + POINT.format(words="Godkendt.")
    plain = read_whole_minutes(text)
    other = read_whole_minutes(text.replace("\n", line_break))
    assert [(one.kind, one.words) for one in other.findings] == [(one.kind, one.words) for one in plain.findings]
    assert [one.title for one in other.points] == ["Sag"]


def test_control_characters_and_direction_marks_inside_words_do_not_hide_them() -> None:
    minutes = read_whole_minutes(HEAD + POINT.format(words="God\u200bken\x00dt.\u200f"))
    assert [one.words for one in minutes.findings] == ["Godkendt."]


def test_thousands_of_points_and_findings_are_cut_short_and_it_is_said() -> None:
    point = "Punkt {}: Sag {}\n\nBeslutning\n\nGodkendt. Planchefen udarbejder et oplæg. Udsat.\n\n"
    minutes = read_whole_minutes(HEAD + "".join(point.format(number % 999, number) for number in range(4000)))
    assert (len(minutes.points), len(minutes.findings)) == (MOST_POINTS, MOST_FINDINGS)
    assert sum("Only the first" in told for told, _ in minutes.doubts) == 2


def test_thousands_of_rows_of_a_clock_table_are_cut_short() -> None:
    rows = "".join(f"10.{number % 60:02}\tSag {number} om noget. Den drøftes.\n" for number in range(3000))
    entries = "".join(f"- Sag {number} om noget. Godkendt.\n" for number in range(3000))
    text = f"{HEAD}Punkt 1: Sag\n\nSagsfremstilling\n\nTid\tPunkt\n{rows}\nBeslutning\n\n{entries}"
    assert 10 < len(read_whole_minutes(text).points) < 200


PARTS = [
    *("a", " ", "\t", ". ", "-", "- a ", '"', "1. ", "1/", "d. ", "<ul ", "<", "&a", "|", "• a ", "(", "\x0c", "A "),
    *("møde ", "på næste ", "udskudt til ", "sættes på dagsorden ", "kommer møde ", "udvalg, ", "udvalg og ", "MED "),
    *("SCF og ", "drøftes på ", "drøftes a a a a a ", "skal igennem ", "til behandling i ", "Behandling ", "uge 1 "),
    *("Lederen og ", "lederen udarbejder ", "Frist for ", "senest d. 1", "Seminar d. 1. maj og d. 2. maj "),
    *("hvert a møde ", "status ", "i maj ", "ultimo ", "når ", "A. ", "Godkendt. ", "Udsat til 1. maj. "),
    *("Punkt 1: A ", "deltager i ", "• "),
]  # fmt: skip
SHORT, LONG = 10_000, 40_000


@pytest.mark.parametrize("part", PARTS)
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(part: str) -> None:
    """A pattern that runs back and forth over a long line would take sixteen times as long, or for ever."""
    short, long = (_seconds(part, length) for length in (SHORT, LONG))
    assert long < 10 * max(short, 0.02)


def _seconds(part: str, length: int) -> float:
    """The processor's time, best of two, so that what else the machine does counts little."""
    text = HEAD + POINT.format(words=(part * length)[:length])
    times = []
    for _ in range(2):
        started = process_time()
        read_whole_minutes(text)
        times.append(process_time() - started)
    return min(times)


WORDS = [
    *("Punkt 1:", "2.", "3.1", "Direktionen", "REFERAT", "Dato:", "Tid\tPunkt", "10.15\t", "Dato\t", "13. Sep.\t"),
    *("Beslutning", "Indstilling", "at", "Sagsfremstilling", "Godkendt", "Udsat", "udskydes", "til", "næste", "møde"),
    *("den 31. februar", "99/99", "2024", "9999", "uge 60", "ultimo april", "efter sommerferien", "SCF", "og", "Bilag"),
    *("drøftes på", "HovedMED's", "kommende", "Lederen", "udarbejder", "senest 1", "Lukket", "Åben", "7", "1/24"),
    *("GENOPTAGELSE", "Direktionen, 8. september 2020, pkt. 2:", "Økonomiudvalgsmøde d. 5/9", "aflyst", "<p>", "</ul>"),
    *("\x00", "\u202e", "\ud800", "\n", "\n\n", "\t", "\r\n", ".", ",", ":", "-", "•"),
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.booleans())
def test_any_mixture_of_what_minutes_are_made_of_is_read(words: list[str], with_head: bool) -> None:
    text = (HEAD if with_head else "") + " ".join(words)
    check(read_whole_minutes(text), text)


@given(st.text(max_size=500), st.text(max_size=200))
def test_any_text_is_read_or_refused(before: str, words: str) -> None:
    text = before + HEAD + POINT.format(words=words)
    with suppress(InvalidInputError):
        check(read_whole_minutes(text), text)


def check(minutes: ReadMinutes, text: str) -> None:
    """What everybody who takes findings over may rely on."""
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    numbers = {one.number for one in minutes.points} | {""}
    for finding in minutes.findings:
        assert finding.words
        assert 1 <= finding.line <= last
        assert finding.point in numbers
        assert finding.until is None or (finding.day is not None and finding.until > finding.day)
        assert finding.look_again is None or checked_look_again(finding.look_again) == finding.look_again
    assert all(one.title and 1 <= one.line <= last for one in minutes.points)
    assert not any(
        one.is_closed and (one.title or one.document_number) for point in minutes.points for one in point.attachments
    )


def test_the_longest_text_allowed_is_read() -> None:
    text = HEAD + POINT.format(words="Godkendt.")
    assert len(read_whole_minutes(text + "x" * (MAX_CHARACTERS - len(text))).findings) == 1
