"""Mail with a link to choose a password: to whoever forgot it, and to whoever is invited."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from catalogues import compile_danish
from flask.testing import FlaskClient
from mail_server import MailServer, running_mail_server
from password_visitors import CHOSEN, EMAIL, OLD, USER, add_leader, change, flush, sign_in
from sqlalchemy import event, update
from tour_of_passwords import WORDS, link_to
from web_pages import page
from web_site import Site, running_site

from wheel.core.access import OPERATOR
from wheel.core.sign_in import LinkPurpose
from wheel.store.accounts import find_account
from wheel.store.tables import OrganisationRow
from wheel.usecases.attempts import MOST_PER_NAME
from wheel.usecases.invite import make_link
from wheel.web.password_mail import link_address, send_invitation

PUBLIC = "https://hjul.fjordby.example"
SAME_WORDS = "If there is such an account, a mail with a link is on its way to it. The link works for an hour."
LINK = re.compile(rf"{re.escape(PUBLIC)}(/passwords/\S+)")


@pytest.fixture(scope="module")
def post() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def shared_mail_site(tmp_path_factory: pytest.TempPathFactory, post: MailServer) -> Iterator[Site]:
    compile_danish()
    yield from running_site(tmp_path_factory.mktemp("mail"), mail=post.settings, public_url=PUBLIC)


@pytest.fixture
def mail_site(shared_mail_site: Site, sample_file: Path, post: MailServer) -> Site:
    """The sample with one account more, in a service that sends mail."""
    flush(shared_mail_site)
    place = shared_mail_site.filled_with(sample_file)
    post.clear()
    add_leader(place)
    return place


def ask(place: Site, name: str, client: FlaskClient | None = None, **headers: str) -> str:
    """What the page says after asking, when all mail has been sent."""
    client = client or place.visitor()
    answer = client.post("/passwords/forgotten", data={"name": name}, headers=headers)
    assert answer.status_code == 303, answer.text[-300:]
    flush(place)
    return page(client.get(answer.location)).status


def test_the_mailed_link_leads_to_a_new_password(mail_site: Site, post: MailServer) -> None:
    assert ask(mail_site, EMAIL) == SAME_WORDS
    (address,) = LINK.findall(post.text)
    browser = mail_site.visitor()
    form = page(browser.get(address)).one("form", action=address)
    assert form.find("user_name").get("value") == USER
    answer = browser.post(address, data=form.sends() | CHOSEN)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert page(browser.get("/sign-in")).status == "Your password is chosen. Sign in with it."
    assert (sign_in(mail_site, WORDS), sign_in(mail_site, OLD)) == (303, 422)
    assert page(browser.get(address), 404).one("h1").text == "The link does not work"


def test_the_letter_is_in_the_organisations_language(mail_site: Site, post: MailServer) -> None:
    ask(mail_site, USER)
    danish = post.text
    post.clear()
    with mail_site.database.writing() as session:
        session.execute(update(OrganisationRow).values(locale="en"))
    ask(mail_site, USER)
    assert "Choose it here within an hour:" in post.text
    assert "Choose it here" not in danish
    assert USER in danish
    assert post.letters[0]["To"] == EMAIL


def test_a_link_in_a_mail_never_follows_what_a_request_says(mail_site: Site, post: MailServer) -> None:
    ask(mail_site, USER, Host="evil.example", **{"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in post.letters[0].as_string()
    assert len(LINK.findall(post.text)) == 1


WITHOUT = [
    ("nobody", {}, "there is no such account"),
    (USER, {"email": None}, "no address"),
    (USER, {"is_closed": True}, "closed"),
    (USER, {"is_sample": True}, "everybody's"),
    (USER, {"password_hash": None, "provider_issuer": "https://i", "provider_subject": "s"}, "signs in elsewhere"),
]


@pytest.mark.parametrize(("name", "values", "reason"), WITHOUT)
def test_whoever_gets_no_letter_is_told_the_same(
    mail_site: Site, post: MailServer, name: str, values: dict[str, Any], reason: str
) -> None:
    change(mail_site, **values) if values else None
    assert ask(mail_site, name) == SAME_WORDS
    assert post.letters == [], reason


def test_the_request_does_the_same_work_for_every_name(mail_site: Site) -> None:
    """Its statements, in the thread that answers: what differs is done in another, for which nobody waits."""
    found = {}
    for name in (USER, EMAIL, "nobody", "nobody@fjordby.example"):
        client = mail_site.visitor()
        with statements(mail_site) as said:
            client.post("/passwords/forgotten", data={"name": name})
        found[name] = said
    assert len(found[USER]) > 4
    assert all(said == found[USER] for said in found.values())
    assert not [one for one in found[USER] if "account_links" in one]


@contextmanager
def statements(place: Site) -> Iterator[list[str]]:
    said: list[str] = []
    here = threading.get_ident()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == here:
            said.append(statement)

    event.listen(place.database.engine, "before_cursor_execute", note)
    yield said
    event.remove(place.database.engine, "before_cursor_execute", note)


def test_asking_over_and_over_is_stopped(mail_site: Site, post: MailServer) -> None:
    for _ in range(MOST_PER_NAME):
        ask(mail_site, USER)
    refused = page(mail_site.visitor().post("/passwords/forgotten", data={"name": USER}), 422)
    assert refused.refusal.startswith("Too many attempts")
    assert refused.find("name").get("value") == USER, "what was typed is kept"
    assert len(post.letters) == MOST_PER_NAME


def test_no_name_is_a_mistake_beside_the_field(mail_site: Site) -> None:
    answer = mail_site.visitor().post("/passwords/forgotten", data={"name": " "})
    assert page(answer, 422).mistake("name") == "Write your user name or your e-mail address."


def test_where_nobody_signs_in_with_a_password_none_is_asked_for(mail_site: Site, post: MailServer) -> None:
    with mail_site.database.writing() as session:
        session.execute(update(OrganisationRow).values(allows_passwords=False))
    root = page(mail_site.visitor().get("/passwords/forgotten"))
    assert "Nobody signs in with a password here" in root.find("forgotten").text
    assert ask(mail_site, USER) == SAME_WORDS
    assert post.letters == []


def test_nothing_of_a_link_is_logged(mail_site: Site, post: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    post.refuses = True
    link = link_to(mail_site)
    ask(mail_site, USER)
    mail_site.visitor().post(link, data={"password": "kort"})
    assert "mail: one could not be sent" in caplog.text
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("wheel")]
    assert not [said for said in ours if EMAIL in said or "/passwords/" in said or link in said]


def invite(place: Site, email: str | None = EMAIL) -> tuple[str, str]:
    """The link's address for copying, and the address that its letter goes to."""
    change(place, password_hash=None, email=email)
    with place.app.test_request_context(headers={"Host": "evil.example"}):
        with place.database.writing() as session:
            account = find_account(session, USER)
            assert account is not None
            moment = place.app.extensions["aarshjul"].moment()
            token = make_link(session, OPERATOR, moment, account.id, LinkPurpose.INVITATION)
        address, sent = link_address(token), send_invitation(token)
    flush(place)
    return address, sent


def test_an_invitation_is_sent_and_leads_to_the_first_password(mail_site: Site, post: MailServer) -> None:
    address, sent = invite(mail_site)
    assert sent == EMAIL
    (path,) = LINK.findall(post.text)
    assert address == PUBLIC + path
    assert USER in post.text
    mail_site.clock.pass_by(timedelta(days=6))
    assert mail_site.visitor().post(path, data=CHOSEN).status_code == 303
    assert sign_in(mail_site, WORDS) == 303


def test_without_an_address_the_administrator_copies_the_link(mail_site: Site, post: MailServer) -> None:
    address, sent = invite(mail_site, email=None)
    assert (sent, post.letters) == ("", [])
    assert page(mail_site.visitor().get(address.removeprefix(PUBLIC))).one("h1").text == "Choose a password"


def test_without_a_mail_server_too(site: Site) -> None:
    add_leader(site)
    _address, sent = invite(site)
    assert sent == ""
