"""Pages travel compressed to those who ask for it, and are the same when unpacked."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient
from web_site import HTMX, Site

GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/wheel/2026", {}),
        ("/wheel/2026?view=list", {}),
        ("/wheel/2026", HTMX),
        ("/bodies", {}),
    ],
)
def test_a_page_travels_in_a_fraction_of_its_size(
    anonymous: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    plain = anonymous.get(address, headers=headers)
    packed = anonymous.get(address, headers=headers | GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    assert len(packed.data) < len(plain.data) / 2


def test_what_a_signed_in_person_is_shown_is_kept_by_nobody_all_the_same(site: Site, reader: FlaskClient) -> None:
    packed = reader.get("/wheel/2026", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Cache-Control"] == "no-store"


def test_a_client_that_asks_for_nothing_gets_the_bytes_themselves(anonymous: FlaskClient) -> None:
    answer = anonymous.get("/wheel/2026", headers={"Accept-Encoding": "identity"})
    assert answer.text.startswith("<!doctype html>")
