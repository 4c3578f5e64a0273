"""One door of the service: a rule and a method, an address that opens it, and what it answers the right person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from web_site import Site

Form = dict[str, str]


@dataclass(frozen=True)
class Door:
    """`address` and `form` may be functions of the site, where random ids stand in them.

    `status` is the answer to somebody who may come in, without JavaScript. `is_own`: behind it is something of the
    planner's alone, which others who may come in are told is not there.
    """

    endpoint: str
    method: str
    address: str | Callable[[Site], str]
    status: int = 200
    form: Form | Callable[[Site], Form] = field(default_factory=dict)
    is_own: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"

    def address_on(self, site: Site) -> str:
        return self.address if isinstance(self.address, str) else self.address(site)

    def form_on(self, site: Site) -> Form:
        return self.form if isinstance(self.form, dict) else self.form(site)
