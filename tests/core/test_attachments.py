"""Attachments: what may be said of a document, where its link may lead, and the order they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.attachments import LONGEST, AttachmentContent, checked_attachment, is_web_address, moved
from wheel.errors import InvalidInputError, RefusedError

LINKS = [
    ("https://esdh.fjordby.dk/dok/2026-17", True, "where documents are filed"),
    ("http://esdh/17", True, "an inner network has its own names, and often no certificate"),
    ("HTTPS://ESDH.DK:8443/a?b=c#d", True, "capitals, a port and the rest"),
    ("https://blåbærgrød.dk/æ", True, "letters of ours"),
    ("https://[2001:db8::1]/x", True, "an address in numbers"),
    ("javascript:alert(1)", False, "a script"),
    ("JaVaScRiPt://esdh.dk/%0aalert(1)", False, "a script that looks like an address"),
    ("data:text/html,<script>", False, "a page of its own"),
    ("file:///c:/sager", False, "a file of whoever clicks"),
    ("vbscript:x", False, "another script"),
    ("//esdh.dk/17", False, "without a scheme it is the page's own"),
    ("esdh.dk/17", False, "a path on our own site"),
    ("https:esdh.dk", False, "no host"),
    ("https:///17", False, "no host"),
    ("https://", False, "nothing"),
    ("https://esdh.dk@evil.dk/", False, "it leads elsewhere than it seems to"),
    ("https://a:b@esdh.dk/", False, "a password in an address"),
    ("https://esdh.dk\\@evil.dk", False, "browsers read a backslash as a slash"),
    ("https://esdh.dk/a b", False, "a space ends it"),
    ("https://esdh.dk/\tx", False, "browsers leave a tab out"),
    ("java\nscript:alert(1)", False, "and line ends"),
    ("https://esdh.dk/\u202egpj.exe", False, "it reads backwards"),
    ("https://[1", False, "no address at all"),
    ("https://esdh.dk:x/", False, "no port"),
    ("https://esdh.dk:99999/", False, "nor is this"),
]


@pytest.mark.parametrize(("link", "is_one", "reason"), LINKS)
def test_a_link_leads_to_a_page_and_nowhere_else(link: str, is_one: bool, reason: str) -> None:
    assert is_web_address(link) is is_one, reason


@given(st.sampled_from(["https://", "http://", "https://a.dk", "javascript:", "//", ""]), st.text(max_size=30))
def test_whatever_is_written_only_a_web_page_is_let_through(start: str, rest: str) -> None:
    text = start + rest
    if is_web_address(text):
        assert text.lower().startswith(("http://", "https://"))
        assert text.isprintable()
        assert not any(sign.isspace() or sign == "\\" for sign in text)


def test_what_is_written_is_trimmed() -> None:
    given_ = AttachmentContent("  Notat \n om  havnen ", " 26/17  a ", " https://esdh.dk/17 ", is_closed=True)
    assert checked_attachment(given_) == AttachmentContent("Notat om havnen", "26/17 a", "https://esdh.dk/17", True)


WRONG = [
    (AttachmentContent(" "), "title", "Write what the document is called."),
    (AttachmentContent("x" * (LONGEST["title"] + 1)), "title", "Write at most 300 characters."),
    (AttachmentContent("x", "9" * 61), "document_number", "Write at most 60 characters."),
    (AttachmentContent("x", link="https://e.dk/" + "x" * 1000), "link", "Write at most 1000 characters."),
    (AttachmentContent("x", link="javascript:x"), "link", "Write an address that begins with https:// or http://."),
]


@pytest.mark.parametrize(("content", "field", "sentence"), WRONG)
def test_what_cannot_be_kept_is_refused_by_its_field(content: AttachmentContent, field: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        checked_attachment(content)
    assert refused.value.field == field


def test_one_moves_a_place_up_or_down() -> None:
    assert moved("abc", "b", -1) == ("b", "a", "c")
    assert moved("abc", "b", 1) == ("a", "c", "b")


@pytest.mark.parametrize(("which", "step", "sentence"), [("a", -1, "the first"), ("c", 1, "the last")])
def test_none_moves_past_the_ends(which: str, step: int, sentence: str) -> None:
    with pytest.raises(RefusedError, match=f"This attachment is {sentence} already"):
        moved("abc", which, step)


def test_a_step_is_one_place() -> None:
    with pytest.raises(InvalidInputError, match="Choose whether it goes up or down"):
        moved("abc", "b", 0)
