"""A site whose people sign in through the fake provider, for the tests of signing in there to import.

`login` is both; each test begins with an honest provider and the sample, without the rule that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fake_provider import FakeProvider, running_provider
from flask.testing import FlaskClient
from sqlalchemy import select, update
from web_site import THEN, TODAY, USERS, Site, running_site
from werkzeug.test import TestResponse

from wheel.core.access import OPERATOR, Moment, Role, Viewer
from wheel.store.accounts import Account, find_account
from wheel.store.claim_rules import all_claim_rules, delete_claim_rule
from wheel.store.organisation import find_organisation, save_organisation
from wheel.store.posts import add_post
from wheel.store.tables import AccountRow, AuditEntryRow
from wheel.usecases.claim_rules import AddClaimRule, add_rule
from wheel.usecases.identify import identify

BEGIN, CALLBACK = "/sign-in/provider", "/sign-in/provider/callback"
NOT_BELIEVED = "The answer could not be trusted, so you are not signed in. Begin again."
NOT_BEGUN = "This sign-in was not begun in this browser, or it took too long. Begin again."
NOT_POSSIBLE = "Signing in through Kommunens login is not possible at the moment. Try again later."


@dataclass(frozen=True)
class Login:
    site: Site
    provider: FakeProvider

    def begin(self, client: FlaskClient, back: str = "") -> str:
        """Be sent to the provider; the address there."""
        response = client.get(BEGIN, query_string={"next": back} if back else {})
        assert response.status_code == 303, response.text[-600:]
        return response.location

    def sign_in(self, client: FlaskClient, back: str = "", **person: object) -> TestResponse:
        """All of it, as somebody of whom the provider says that; the answer to coming back."""
        self.provider.behaviour.person = {"sub": "8f14e45f", **person}
        return client.get(CALLBACK, query_string=self.provider.answer(self.begin(client, back)))

    def viewer(self, client: FlaskClient) -> Viewer | None:
        """Who the browser belongs to now."""
        with client.session_transaction() as session:
            key = session.get("_user_id")
        return identify(self.site.database, key, Moment(self.site.clock.at, TODAY)) if key else None

    def account(self, user_name: str) -> Account | None:
        with self.site.database.reading() as session:
            return find_account(session, user_name)

    def without_password(self, role: Role) -> None:
        """The account has nothing to prove who owns it by, as one that was invited and has not chosen a password."""
        with self.site.database.writing() as session:
            session.execute(update(AccountRow).where(AccountRow.user_name == USERS[role]).values(password_hash=None))

    def rule(self, claim: str, value: str, role: Role | None = None, post_id: str | None = None) -> None:
        with self.site.database.writing() as session:
            add_rule(session, OPERATOR, AddClaimRule(claim, value, role, post_id), THEN)

    def post(self, title: str) -> str:
        with self.site.database.writing() as session:
            return add_post(session, title)

    def switch(self, **switches: bool) -> None:
        """Set the organisation's switches: allows_passwords, admits_newcomers."""
        with self.site.database.writing() as session:
            organisation = find_organisation(session)
            assert organisation is not None
            save_organisation(session, replace(organisation, **switches))

    def audited(self) -> list[tuple[str, str]]:
        """What the audit says was done, and to what kind of thing."""
        with self.site.database.reading() as session:
            return [(row.act, row.thing) for row in session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id))]


@pytest.fixture(scope="session")
def shared_login(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Login]:
    with running_provider() as provider:
        folder = tmp_path_factory.mktemp("with-provider")
        for site in running_site(folder, oidc=provider.settings()):
            yield Login(site, provider)


@pytest.fixture
def login(shared_login: Login, sample_file: Path) -> Login:
    shared_login.provider.reset()
    shared_login.provider.now = lambda: int(shared_login.site.clock.at.timestamp())
    shared_login.site.app.extensions.pop("aarshjul-provider", None)
    found = Login(shared_login.site.filled_with(sample_file), shared_login.provider)
    with found.site.database.writing() as session:
        for rule in all_claim_rules(session):
            delete_claim_rule(session, rule.id)
    return found
