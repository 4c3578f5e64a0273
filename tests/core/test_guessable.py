"""The passwords that are tried first are refused, and no other."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.guessable import normalised, require_unguessable
from wheel.errors import InvalidInputError

NAMES = ("sekretariat-øst", "Mødesekretæren", "post", "Fjordby Kommune", "")
RUN, WORD = "it repeats itself, or follows the keyboard", "it is a common word or a known name"


@pytest.mark.parametrize(
    ("password", "why", "reason"),
    [
        ("aaaaaaaaaaaa", RUN, "one character"),
        ("            ", RUN, "nothing but spaces"),
        ("............", RUN, "nothing but dots"),
        ("abcabcabcabc", RUN, "three characters over and over"),
        ("abcdabcdabcda", RUN, "four, and then cut off"),
        ("123456789012", RUN, "the digits"),
        ("0987654321098", RUN, "the digits backwards"),
        ("abcdefghijklm", RUN, "the alphabet"),
        ("zyxwvutsrqponm", RUN, "the alphabet backwards"),
        ("qwertyuiopåas", RUN, "the Danish keyboard"),
        ("QwertyUiopAsdf", RUN, "the English one"),
        ("1qaz2wsx3edc", RUN, "its columns"),
        ("1234-5678-9012", RUN, "with signs between"),
        ("password1234", WORD, "the commonest word"),
        ("PassWord!!!!", WORD, "with signs and capitals"),
        ("passwordpassword", WORD, "twice"),
        ("adgangskode1", WORD, "the Danish one"),
        ("Velkommen2027!", WORD, "what a first password is often made of"),
        ("!!Sommer2027!!", WORD, "a season and a year"),
        ("Årshjul 2027 ", WORD, "what it opens"),
        ("sekretariat-øst", WORD, "the user name"),
        ("SekretariatØst1", WORD, "the user name, written otherwise"),
        ("Mødesekretæren", WORD, "what the account is called"),
        ("post12345678", WORD, "what stands before the @"),
        ("fjordbykommune27", WORD, "the organisation"),
        ("\uff30assword1234", WORD, "a letter that only looks otherwise"),
    ],
)
def test_what_is_tried_first_is_refused(password: str, why: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=why) as refusal:
        require_unguessable(password, NAMES)
    assert refusal.value.field == "password", reason
    assert password not in str(refusal.value), "it is not said aloud"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("fire ord som ingen gætter", "words"),
        ("proev-aarshjulet", "the sample's, which is told to everybody"),
        ("849302758316", "digits in no order"),
        ("sommer i fjordby kommune", "a name among other words"),
        ("adgangskode til posthuset", "a common word among others"),
        ("🦓🐍🦜🐊🦩🦔🐝🦋🐌🦀🐙🦈", "any characters"),
        ("correct horse battery", "words in another language"),
    ],
)
def test_what_nobody_tries_first_is_taken(password: str, reason: str) -> None:
    assert require_unguessable(password, NAMES) is None, reason


@given(st.text(string.ascii_lowercase, min_size=12, max_size=12), st.text(string.ascii_lowercase, min_size=8))
def test_only_the_names_of_the_account_itself_count(password: str, name: str) -> None:
    try:
        require_unguessable(password, ())
    except InvalidInputError:
        return
    try:
        require_unguessable(password, (name,))
    except InvalidInputError:
        assert password in name * 12


@given(st.text())
def test_normalising_twice_changes_no_more(password: str) -> None:
    assert normalised(normalised(password)) == normalised(password)
