"""Listens to everything that a browser's pages complain of, and to where they send requests."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

A_REFUSAL = "Failed to load resource: the server responded with a status of 4"
"""Chromium's own remark on an answer such as 409 or 422, which the pages deal with; other files' are found below."""

REPORT_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`blocked by ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


class Watch:
    """`faults` grows while the context's pages are used: a sentence for each thing that went wrong."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.faults: list[str] = []
        self._address = address
        context.add_init_script(REPORT_BREACHES)
        context.on("console", self._console)
        context.on("weberror", self._web_error)
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(A_REFUSAL):
            self.faults.append(f"{message.page.url if message.page else ''} says: {message.text}")

    def _web_error(self, error: WebError) -> None:
        self.faults.append(f"a script failed: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._address + "/", "data:")):
            self.faults.append(f"a request left for {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.request.resource_type in {"document", "xhr", "fetch"}
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.faults.append(f"{response.url} answered {response.status}")
