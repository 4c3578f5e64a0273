"""What is sealed opens with the same secret key, for the same purpose, and otherwise not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.usecases.sealing import keyed_hash, seal, unseal

texts = st.text(st.characters(codec="utf-8"), max_size=50)


@given(texts, texts, texts)
def test_it_opens_again_and_never_reads_as_what_it_is(secret: str, purpose: str, text: str) -> None:
    sealed = seal(secret, purpose, text)
    assert unseal(secret, purpose, sealed) == text
    assert sealed != seal(secret, purpose, text), "the same text does not look the same twice"


@pytest.mark.parametrize(
    ("secret", "purpose", "change", "reason"),
    [
        ("another", "key", "", "another secret key"),
        ("secret", "another", "", "another purpose"),
        ("secret", "key", "x", "tampered with"),
    ],
)
def test_otherwise_it_stays_shut(secret: str, purpose: str, change: str, reason: str) -> None:
    sealed = seal("secret", "key", "JBSWY3DPEHPK3PXP")
    assert unseal(secret, purpose, change + sealed) is None, reason


@pytest.mark.parametrize("sealed", ["", "?", "gAAAA", "x" * 10_000])
def test_what_was_never_sealed_opens_to_nothing(sealed: str) -> None:
    assert unseal("secret", "key", sealed) is None


def test_a_keyed_hash_is_the_same_again_and_another_for_every_other_key_purpose_and_text() -> None:
    found = keyed_hash("secret", "codes", "abc")
    assert found == keyed_hash("secret", "codes", "abc")
    others = {keyed_hash("x", "codes", "abc"), keyed_hash("secret", "x", "abc"), keyed_hash("secret", "codes", "x")}
    assert len({found} | others) == 4
    assert {len(one) for one in {found} | others} == {64}
