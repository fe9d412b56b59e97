"""What sites ask of programs: robots.txt (RFC 9309), read by Protego, kept for each site."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

LONGEST_ROBOTS = 512_000
"""In bytes; RFC 9309 has at least 500 kibibytes read."""
MOST_SITES = 1_000
LONGEST_DELAY = 30.0
"""Seconds: what a site asks beyond is not waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for robots.txt: a status, None where there was no answer, and the text."""

    status: int | None
    text: str = ""


class Robots:
    """The rules of sites, asked once for each.

    `ask` fetches an address of a robots.txt. A site without one allows all; a
    site that fails to answer for it, or answers with an error of its own,
    allows nothing (RFC 9309, 2.3.1).
    """

    def __init__(self, ask: Callable[[str], Answer], agent: str) -> None:
        self._ask, self._agent = ask, agent
        self._sites: OrderedDict[str, Protego | bool] = OrderedDict()

    def allows(self, url: str) -> bool:
        """Whether the site of an address lets this program fetch it."""
        rules = self._rules(url)
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(url, self._agent))

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests."""
        rules = self._rules(url)
        wanted = 0.0 if isinstance(rules, bool) else float(rules.crawl_delay(self._agent) or 0.0)
        return min(max(wanted, 0.0), LONGEST_DELAY)

    def _rules(self, url: str) -> Protego | bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            self._sites[site] = _read(self._ask(f"{site}/robots.txt"))
            if len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        return self._sites[site]


def _read(answer: Answer) -> Protego | bool:
    """The rules of an answer: all or nothing where it has none."""
    if answer.status is None or answer.status == 429 or answer.status >= 500:
        return False
    if not 200 <= answer.status < 300:
        return True
    try:
        return Protego.parse(answer.text.replace("\0", ""))
    except (ValueError, TypeError, IndexError, AttributeError):
        return False
