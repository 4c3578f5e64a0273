"""Findings as lines of text, so that a whole list of them can be looked through and compared."""

from __future__ import annotations

from collections.abc import Iterable

from tests.imports.minutes_saying import look
from wheel.core.minutes_findings import Finding


def lines_of(findings: Iterable[Finding], *, with_words: bool) -> list[str]:
    """One line a finding. Without words: nothing that may be a person's name is in it."""
    return [_line(finding, with_words=with_words) for finding in findings]


def _line(finding: Finding, *, with_words: bool) -> str:
    parts = [str(finding.line), finding.kind.value, finding.point or "-", _when(finding), finding.body]
    parts += [f"no. {finding.position}" if finding.position else "", finding.outcome.value if finding.outcome else ""]
    if with_words:
        parts += [f"about {finding.title}", finding.who and f"by {finding.who}"]
        parts += [finding.recipient and f"for {finding.recipient}", finding.words]
    else:
        parts += ["by somebody" if finding.who else "", "for somebody" if finding.recipient else ""]
    return " | ".join(part for part in parts if part)


def _when(finding: Finding) -> str:
    day = finding.day.isoformat() if finding.day else ""
    day += f"/{finding.until}" if finding.until else ""
    told = look(finding.look_again) if finding.look_again else ""
    window = "/".join(map(str, told)) if isinstance(told, tuple) else ("condition" if finding.look_again else "")
    if finding.look_again and finding.look_again.body:
        window = "its meeting"
    return " ".join(part for part in (day, window, "next" if finding.is_next_meeting else "") if part)
