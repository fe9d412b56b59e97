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
ASKED_NOT_TO = "its site asks programs not to fetch it (robots.txt)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for robots.txt: a status, None where there was no answer, the text, and why none came."""

    status: int | None
    text: str = ""
    failure: str = "no answer"


class Robots:
    """The rules of sites, asked once for each.

    `ask` fetches an address of a robots.txt. A site without one allows all; a
    site that fails to answer for it, or answers with an error of its own,
    allows nothing (RFC 9309, 2.3.1).
    """

    def __init__(self, ask: Callable[[str], Answer], agent: str) -> None:
        self._ask, self._agent = ask, agent
        self._sites: OrderedDict[str, Protego | str | None] = OrderedDict()

    def objection(self, url: str) -> str | None:
        """Why this program may not fetch an address, in words; None where it may."""
        rules = self._rules(url)
        if isinstance(rules, Protego):
            return None if rules.can_fetch(url, self._agent) else ASKED_NOT_TO
        return rules

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests."""
        rules = self._rules(url)
        wanted = float(rules.crawl_delay(self._agent) or 0.0) if isinstance(rules, Protego) else 0.0
        return min(max(wanted, 0.0), LONGEST_DELAY)

    def _rules(self, url: str) -> Protego | str | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            self._sites[site] = _read(self._ask(f"{site}/robots.txt"))
            if len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        return self._sites[site]


def _read(answer: Answer) -> Protego | str | None:
    """The rules of an answer; where it has none, what speaks against the whole site, if anything."""
    if answer.status is None:
        return f"its site gives no robots.txt, so that nothing of it is fetched: {answer.failure}"
    if answer.status == 429 or answer.status >= 500:
        return f"its site is in trouble: it answers {answer.status} for robots.txt, so nothing is fetched"
    if not 200 <= answer.status < 300:
        return None
    try:
        return Protego.parse(answer.text.replace("\0", ""))
    except (ValueError, TypeError, IndexError, AttributeError):
        return "its site's robots.txt cannot be read, so that nothing of it is fetched"
