"""Which items of a forward agenda somebody looks for: those of their own posts, or those that some words occur in."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.core.folding import fold
from wheel.core.stops import Stop


@dataclass(frozen=True)
class AgendaFilter:
    """`mine`: prepared or seen to by one of the viewer's posts. Each of the `words` occurs in what the item says."""

    mine: bool = False
    words: str = ""

    @property
    def is_on(self) -> bool:
        return self.mine or bool(self.words.strip())

    def keeps(self, stop: Stop, posts: frozenset[str]) -> bool:
        """Whether it is looked for by somebody who holds these `posts`. What they may not see says nothing."""
        if not self.is_on:
            return True
        if stop.title is None:
            return False
        is_own = not self.mine or not posts.isdisjoint({stop.case_officer_post or "", stop.owner or ""})
        said = _said(stop)
        return is_own and all(word in said for word in fold(self.words).split())


def _said(stop: Stop) -> str:
    parts = (stop.title or "", stop.case_number, stop.case_officer, stop.owner_title, stop.reason, stop.text)
    return "\n".join(fold(part) for part in (*parts, stop.participants, *stop.tags) if part)
