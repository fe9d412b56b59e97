"""Permanent ids: of reports, and of statements and speakers across reports."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256

LONGEST_NAME = 48
_FIRST_DIGITS = 8


def report_id(name: str, digest: str, taken: Callable[[str], bool] = lambda _: False) -> str:
    """The permanent id of a report: its name as a slug, and the first digits of its first text's hash.

    It does not depend on the order of arrival. More digits are used where
    another text has the id already (`taken`).

    >>> report_id("Ferry port at Sarn shut", "8fa7d743044b")
    'ferry-port-at-sarn-shut-8fa7d743'
    """
    for digits in range(_FIRST_DIGITS, len(digest) + 1, 4):
        made = f"{slug(name)}-{digest[:digits]}"
        if not taken(made):
            return made
    return f"{slug(name)}-{digest}"


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens; "report" where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while len(words) > 1 and len("-".join(words)) > LONGEST_NAME:
        words.pop()
    return "-".join(words)[:LONGEST_NAME] or "report"


def permanent(report: str, local: str | None) -> str | None:
    """The permanent id of what has an id within a report: REPORT:s7."""
    return None if local is None else f"{report}:{local}"


def local(permanent_id: str | None) -> str | None:
    """The id within the report: s7."""
    return None if permanent_id is None else permanent_id.rpartition(":")[2]


def number_of(local_id: str) -> int:
    """The number of an id within a report: 7 of s7."""
    return int(local_id[1:])


def address_hash(url: str) -> str:
    """How a tombstone keeps an address, which may name whom it is about."""
    return "sha256:" + sha256(url.partition("#")[0].encode("utf-8", "surrogatepass")).hexdigest()


def nameless(kind: str, report: str) -> str:
    """The id by which a report is told of when its own may give away what was taken out.

    >>> nameless("removed", "mayor-flees-sarn-8fa7d743")
    'removed-8fa7d743'
    """
    return f"{kind}-{report.rpartition('-')[2]}"
