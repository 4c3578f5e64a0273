"""The pages of accounts: who is listed, how somebody is let in and shut out, and what two administrators are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from doors_of_people import ACCOUNTS, NEW_ACCOUNT, account, post_id
from flask.testing import FlaskClient
from mail_server import MailServer, running_mail_server
from web_pages import Element, fragment, page
from web_site import GUEST, HTMX, MEMBER, NOW, USERS, Site, running_site

from wheel.core.access import Role
from wheel.store.tables import AccountRow
from wheel.web.mail import mailer

SENTENCE = "Somebody else changed this account while you were looking at it."


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


def address(site: Site, user_name: str = MEMBER, rest: str = "") -> str:
    return f"{ACCOUNTS}/{account(site, user_name).id}{rest}"


def lines(root: Element) -> dict[str, str]:
    return {row.one("a").text: row.text for row in root.walk() if row.tag == "tr" and row.all("a")}


def link_in(root: Element) -> str:
    found = root.find("link")
    assert found is not None
    return found.get("value") or ""


def test_the_list_says_who_may_sign_in_how_and_as_what(site: Site, administrator: FlaskClient) -> None:
    site.visitor(MEMBER)
    listed = lines(page(administrator.get(ACCOUNTS)))
    name = account(site).display_name
    assert listed[name] == f"{name} {MEMBER} Reader Posten {MEMBER} with a password within a day"
    assert listed["Sekretariatet"].endswith("Planner Sekretariatet with a password never")
    assert list(listed) == sorted(listed, key=str.casefold)


def test_a_second_factor_and_a_missing_password_are_told(site: Site, administrator: FlaskClient) -> None:
    with site.database.writing() as session:
        row = session.query(AccountRow).filter_by(user_name=MEMBER).one()
        row.second_factor_since, row.password_hash = NOW, None
    told = lines(page(administrator.get(ACCOUNTS)))[account(site).display_name]
    assert "has not chosen a password yet second factor" in told


def test_somebody_is_let_in_by_a_link_that_is_shown_once(site: Site, administrator: FlaskClient) -> None:
    form = page(administrator.get(f"{ACCOUNTS}/new")).one("form", action=ACCOUNTS)
    typed = form.sends() | NEW_ACCOUNT | {"post": post_id(site, "Økonomichefen")}
    shown = page(administrator.post(ACCOUNTS, data=typed))
    link = link_in(shown)
    assert "It works once, and for 7 days." in shown.text
    made = page(administrator.get(address(site, "0")))
    assert link not in made.text
    assert "Økonomichefen" in made.text
    password = {"password": "ord som ingen gætter", "password_again": "ord som ingen gætter"}
    newcomer = site.visitor()
    path = re.sub("^https?://[^/]+", "", link)
    assert newcomer.post(path, data=password).status_code == 303
    signed_in = newcomer.post("/sign-in", data={"user_name": "0", "password": password["password"]})
    assert signed_in.status_code == 303
    assert "vacant" not in newcomer.get("/bodies/direktionen/agenda").text.partition("Økonomichefen")[2][:12]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"user_name": GUEST}, "user_name"),
        ({"email": "nowhere"}, "email"),
        ({"display_name": ""}, "display_name"),
        ({"role": "king"}, "role"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_all_that_was_typed_is_kept(
    site: Site, administrator: FlaskClient, wrong: dict[str, str], field: str, htmx: bool
) -> None:
    before = site.everything()
    for at, more in ((ACCOUNTS, {}), (address(site), {"seen": "1"})):
        typed = NEW_ACCOUNT | more | wrong
        root = (fragment if htmx else page)(administrator.post(at, data=typed, headers=HTMX if htmx else None), 422)
        assert root.mistake(field)
        kept = root.one("form", action=at).sends()
        assert kept.items() >= {name: value for name, value in typed.items() if value != "king"}.items()
    assert site.everything() == before


def test_a_new_role_holds_at_once_where_its_owner_has_signed_in(site: Site, administrator: FlaskClient) -> None:
    owner = site.visitor(MEMBER)
    assert owner.get("/plan").status_code == 403
    form = page(administrator.get(address(site))).one("form", id="save-form").sends()
    answer = administrator.post(address(site), data=form | {"role": "planner"})
    assert page(administrator.get(answer.location)).status == "The account is saved."
    assert owner.get("/plan").status_code in {200, 302}


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_of_two_administrators_sees_both_versions(site: Site, htmx: bool) -> None:
    first, second = site.visitor(Role.ADMINISTRATOR), site.visitor(Role.ADMINISTRATOR)
    form = page(second.get(address(site))).one("form", id="save-form").sends()
    first.post(address(site), data=form | {"email": "et@fjordby.test", "role": "planner"})
    typed = form | {"email": "to@fjordby.test"}
    answer = second.post(address(site), data=typed, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 409)
    assert SENTENCE in root.refusal
    for words in ("et@fjordby.test", "to@fjordby.test", "Planner", "Reader"):
        assert words in root.refusal
    again = root.one("form", id="save-form").sends()
    assert (again["email"], again["seen"]) == ("to@fjordby.test", "2")
    assert second.post(address(site), data=again).status_code == 303
    assert account(site).email == "to@fjordby.test"


def test_a_closed_account_is_signed_out_at_once_and_listed_apart(site: Site, administrator: FlaskClient) -> None:
    owner = site.visitor(MEMBER)
    assert owner.get("/me").status_code == 200
    assert administrator.post(address(site, rest="/closings"), data={"seen": "1"}).status_code == 303
    assert owner.get("/me").status_code == 303
    root = page(administrator.get(ACCOUNTS))
    assert account(site).display_name in root.all("tbody")[1].text
    assert administrator.post(address(site, rest="/reopenings"), data={"seen": "2"}).status_code == 303
    assert owner.get("/me").status_code == 303


def test_all_browsers_of_an_account_are_signed_out(site: Site, administrator: FlaskClient) -> None:
    browsers = [site.visitor(MEMBER) for _ in range(2)]
    assert page(administrator.get(address(site))).find("end-sessions").text == "Sign out 2 browsers"  # type: ignore[union-attr]
    administrator.post(address(site, rest="/session-endings"), data={})
    assert [browser.get("/me").status_code for browser in browsers] == [303, 303]
    assert administrator.get("/me").status_code == 200


def test_the_second_factor_is_taken_off(site: Site, administrator: FlaskClient) -> None:
    with site.database.writing() as session:
        session.query(AccountRow).filter_by(user_name=MEMBER).one().second_factor_since = NOW
    shown = page(administrator.get(address(site))).one("form", action=address(site, rest="/second-factor-removals"))
    assert administrator.post(shown.get("action"), data=shown.sends()).status_code == 303
    assert account(site).second_factor_since is None


def test_deleting_asks_first_and_then_leaves_nothing_of_the_person(site: Site, administrator: FlaskClient) -> None:
    owner, name = site.visitor(MEMBER), account(site).display_name
    one = account(site).id
    asked = page(administrator.get(address(site, rest="/deletions/new")))
    assert name in asked.one("h1").text
    assert [part.text for part in asked.all("h2")] == ["What goes, for ever", "What stays"]
    form = asked.one("form", action=f"{ACCOUNTS}/{one}/deletions")
    assert administrator.post(form.get("action"), data=form.sends()).status_code == 303
    assert owner.get("/me").status_code == 303
    for path in (ACCOUNTS, f"{ACCOUNTS}/{one}", f"/administration/posts/{post_id(site)}", "/administration/posts"):
        shown = page(administrator.get(path)).text
        assert name not in shown, path
        assert MEMBER not in shown.replace(f"Posten {MEMBER}", ""), path
    assert "Deleted account" in page(administrator.get(f"{ACCOUNTS}/{one}")).text


def test_the_last_administrator_is_told_why_not(site: Site, administrator: FlaskClient) -> None:
    own = address(site, USERS[Role.ADMINISTRATOR])
    fields = page(administrator.get(own)).one("form", id="save-form").sends()
    for at, form in ((own, fields | {"role": "reader"}), (f"{own}/closings", fields), (f"{own}/deletions", fields)):
        assert "Somebody must be left" in page(administrator.post(at, data=form), 422).refusal
    assert administrator.get(ACCOUNTS).status_code == 200


def test_a_tenure_that_ended_yesterday_gives_nothing_today(site: Site) -> None:
    member = site.visitor(MEMBER)
    agenda = "/bodies/direktionen/agenda"
    assert "Zebrafinke" in member.get(agenda).text
    administrator = site.visitor(Role.ADMINISTRATOR)
    at = f"/administration/posts/{post_id(site)}"
    ending = next(form for form in page(administrator.get(at)).all("form") if "/holders/" in (form.get("action") or ""))
    today = site.clock.at.date()
    assert (
        administrator.post(ending.get("action"), data=ending.sends() | {"ends_on": today.isoformat()}).status_code
        == 303
    )
    assert "Zebrafinke" in member.get(agenda).text, "today is the last day"
    site.clock.pass_by(timedelta(hours=12))
    # Past midnight, and with a session begun since.
    assert "Zebrafinke" not in site.visitor(MEMBER).get(agenda).text


@pytest.mark.parametrize("who", [None, Role.READER, Role.PLANNER])
def test_nobody_else_learns_what_anybody_is_called(site: Site, who: Role | None) -> None:
    visitor = site.visitor(who)
    for path in (ACCOUNTS, f"{ACCOUNTS}/new", address(site), "/administration/posts"):
        assert visitor.get(path).status_code == (303 if who is None else 403)


@pytest.fixture(scope="module")
def shared_mailing_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, MailServer]]:
    with running_mail_server() as server:
        folder = tmp_path_factory.mktemp("inviting")
        for site in running_site(folder, mail=server.settings, public_url="https://fjordby.example"):
            yield site, server


def test_an_invitation_is_mailed_where_there_is_a_mail_server(
    shared_mailing_site: tuple[Site, MailServer], sample_file: Path
) -> None:
    site, server = shared_mailing_site[0].filled_with(sample_file), shared_mailing_site[1]
    administrator = site.visitor(Role.ADMINISTRATOR)
    form = page(administrator.get(f"{ACCOUNTS}/new")).one("form", action=ACCOUNTS).sends() | NEW_ACCOUNT
    nowhere = page(administrator.post(ACCOUNTS, data=form | {"by": "mail", "email": ""}), 422)
    assert nowhere.mistake("email") == "Write the e-mail address that the invitation goes to."
    answer = administrator.post(ACCOUNTS, data=form | {"by": "mail"})
    assert page(administrator.get(answer.location)).status == "An invitation is on its way to 0@0.test."
    again = page(administrator.get(address(site, "0"))).find("invite")
    assert again is not None
    assert administrator.post(address(site, "0", "/links"), data={"by": "mail"}).status_code == 303
    with site.app.app_context():
        waiting = mailer()
        assert waiting is not None
        waiting.flush()
    assert server.envelopes == [["0@0.test"]] * 2
    assert "https://fjordby.example/passwords/" in str(server.letters[0].get_content())
