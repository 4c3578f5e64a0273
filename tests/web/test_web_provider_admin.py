"""The administrator's page of how people sign in: the provider, the rules, and the two switches."""

from __future__ import annotations

import pytest
from doors_of_provider import RULE, SIGN_IN
from fake_provider import SECRET
from provider_site import Login
from web_pages import fragment, page
from web_site import HTMX, Site
from werkzeug.wrappers import Response

from wheel.core.access import OPERATOR, Role
from wheel.usecases.claim_rules import show_claim_rules


def seen(site: Site) -> str:
    return page(site.visitor(Role.ADMINISTRATOR).get(SIGN_IN)).one("form", id="save-form").sends()["seen"]


def test_the_provider_is_shown_as_it_is_set_up_and_its_secret_never(login: Login) -> None:
    response = login.site.visitor(Role.ADMINISTRATOR).get(SIGN_IN)
    words = page(response).text
    for said in (login.provider.issuer, "Kommunens login", "http://localhost/sign-in/provider/callback", "aarshjul"):
        assert said in words
    assert SECRET not in response.text


def test_an_administrator_tries_whether_the_provider_answers(login: Login) -> None:
    administrator = login.site.visitor(Role.ADMINISTRATOR)
    answer = administrator.post(f"{SIGN_IN}/checks", follow_redirects=True)
    assert page(answer).status == "The provider answers as it must."
    # It is asked anew each time, whatever it said before.
    login.provider.behaviour.instead = {"/.well-known/openid-configuration": Response("down", 500)}
    shown = fragment(administrator.post(f"{SIGN_IN}/checks", headers=HTMX), 422)
    assert shown.refusal == "The provider does not answer as it must. The server's log says what failed."


def test_a_rule_is_added_and_deleted(login: Login) -> None:
    administrator = login.site.visitor(Role.ADMINISTRATOR)
    post_id = login.post("Direktør")
    for rule in (RULE, RULE | {"gives": f"post:{post_id}"}):
        assert administrator.post(f"{SIGN_IN}/rules", data=rule).status_code == 303
    shown = page(administrator.get(SIGN_IN))
    assert [row.one("span", class_="gives").text for row in shown.one("ul", class_="rules plain").all("li")] == [
        "A role Planner",
        "A post Direktør",
    ]
    for form in shown.one("ul", class_="rules plain").all("form"):
        assert administrator.post(form.attributes["action"]).status_code == 303
        assert administrator.post(form.attributes["action"]).status_code == 404
    with login.site.database.reading() as session:
        assert show_claim_rules(session, OPERATOR)[0] == ()
    assert login.audited()[-4:] == [("added", "claim_rule")] * 2 + [("deleted", "claim_rule")] * 2


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"claim": " "}, "claim", "Write the name of the claim."),
        ({"claim": "x" * 121}, "claim", "Write at most 120 characters."),
        ({"value": ""}, "value", "Write the value that the claim must have."),
        ({"value": "x" * 301}, "value", "Write at most 300 characters."),
        ({"gives": ""}, "gives", "Choose a role or a post from the list."),
        ({"gives": "role:operator"}, "gives", "Choose a role or a post from the list."),
        ({"gives": "planner"}, "gives", "Choose a role or a post from the list."),
        ({"gives": "post:nothing"}, "gives", "Choose a role or a post from the list."),
    ],
)
def test_a_mistake_in_a_rule_names_its_field_and_keeps_what_was_typed(
    site: Site, wrong: dict[str, str], field: str, said: str
) -> None:
    typed = RULE | wrong
    response = site.visitor(Role.ADMINISTRATOR).post(f"{SIGN_IN}/rules", data=typed)
    shown = page(response, 422)
    assert shown.mistake(field) == said
    sent = shown.one("form", id="add-form").sends()
    assert (sent["claim"], sent["value"]) == (typed["claim"], typed["value"])


def test_a_rule_is_not_added_twice(site: Site) -> None:
    administrator = site.visitor(Role.ADMINISTRATOR)
    administrator.post(f"{SIGN_IN}/rules", data=RULE)
    response = administrator.post(f"{SIGN_IN}/rules", data=RULE)
    assert page(response, 422).mistake("claim") == "There is such a rule already."


def test_passwords_are_turned_off_only_by_who_has_just_signed_in_without_one(login: Login) -> None:
    """Else a provider that is set up wrongly would lock everybody out."""
    form = {"seen": seen(login.site), "admits_newcomers": "1"}
    response = login.site.visitor(Role.ADMINISTRATOR).post(SIGN_IN, data=form)
    assert page(response, 422).refusal == (
        "Sign in through the provider first, so that you know it works: then passwords can be turned off."
    )
    login.rule("groups", "chiefs", Role.ADMINISTRATOR)
    administrator = login.site.visitor()
    login.sign_in(administrator, groups=["chiefs"])
    assert administrator.post(SIGN_IN, data=form).status_code == 303
    switches = page(administrator.get(SIGN_IN)).one("form", id="save-form").sends()
    assert "allows_passwords" not in switches
    assert switches["admits_newcomers"] == "1"
    assert not page(login.site.visitor().get("/sign-in")).all("input", name="password")
    assert login.audited()[-1] == ("sign-in saved", "organisation")


def test_two_administrators_at_once_see_each_others_switches(site: Site) -> None:
    first, second = site.visitor(Role.ADMINISTRATOR), site.visitor(Role.ADMINISTRATOR)
    version = seen(site)
    first.post(SIGN_IN, data={"seen": version, "allows_passwords": "1"})
    both = {"seen": version, "allows_passwords": "1", "admits_newcomers": "1"}
    shown = page(second.post(SIGN_IN, data=both), 409)
    assert "Nothing of yours was saved." in shown.refusal
    rows = [[cell.text for cell in row.all("td")] for row in shown.one("table", class_="versions").all("tr")]
    assert ["No", "Yes"] in rows
    again = shown.one("form", id="save-form").sends()
    assert second.post(SIGN_IN, data=again).status_code == 303
    assert "admits_newcomers" in page(first.get(SIGN_IN)).one("form", id="save-form").sends()


@pytest.mark.parametrize("role", [Role.READER, Role.PLANNER])
def test_nobody_else_sees_or_changes_it(site: Site, role: Role) -> None:
    visitor = site.visitor(role)
    assert visitor.get(SIGN_IN).status_code == 403
    assert visitor.post(f"{SIGN_IN}/rules", data=RULE).status_code == 403
