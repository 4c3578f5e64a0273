"""Chooses among findings: what is said twice counts once, and what one line tells more exactly goes before the rest."""

from __future__ import annotations

from collections.abc import Iterable

from wheel.core.minutes_findings import Finding, FindingKind
from wheel.imports.finding_standing import key_of

MOST_FINDINGS = 1000
"""What one person can look through; minutes that were seen ask for some sixty things."""

_OF_THE_BODY = frozenset(
    {
        FindingKind.POSTPONED,
        FindingKind.CONTINUED,
        FindingKind.SENT_ON,
        FindingKind.FOLLOW_UP,
        FindingKind.CANCELLED,
    }
)


def kept(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by their lines, each once, with when it is to be where one of them tells it."""
    ordered = sorted(findings, key=lambda finding: finding.line)
    elsewhere = {(finding.line, finding.day) for finding in ordered if finding.kind in _OF_THE_BODY}
    cancelled = {_event(finding) for finding in ordered if finding.kind is FindingKind.CANCELLED}
    regular = {(finding.line, finding.words) for finding in ordered if finding.kind is FindingKind.STANDING}
    once: dict[object, Finding] = {}
    for finding in ordered:
        if finding.kind is FindingKind.MEETING and (
            (finding.line, finding.day) in elsewhere or _event(finding) in cancelled
        ):
            continue
        if _is_regular(finding) and (finding.line, finding.words) in regular:
            continue
        known = once.get(_key(finding))
        if known is None or _tells_when(finding) > _tells_when(known):
            once[_key(finding)] = finding
    return sorted(once.values(), key=lambda finding: finding.line)


def _key(finding: Finding) -> object:
    if finding.kind in (FindingKind.MEETING, FindingKind.CANCELLED):
        return finding.kind, _event(finding)
    if finding.kind is FindingKind.STANDING:
        return finding.kind, finding.point, key_of(finding)
    if finding.kind is FindingKind.SENT_ON:
        return finding.kind, finding.point, finding.title, finding.body, finding.day
    return finding


def _tells_when(finding: Finding) -> bool:
    return finding.day is not None or finding.look_again is not None or finding.is_next_meeting


def _event(finding: Finding) -> object:
    return finding.day, (finding.title or finding.body).casefold(), finding.look_again


def _is_regular(finding: Finding) -> bool:
    """Whether it is a task of nobody's: that there "laves en status" each time is what stands regularly."""
    return finding.kind is FindingKind.FOLLOW_UP and not finding.who and finding.day is None
