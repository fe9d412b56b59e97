"""What lists of accounts are written as, beside the formats of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.export.comparisons import COMPARISON_FORMATS
from onrecord.export.views import FIGURE_FORMATS


@dataclass(frozen=True, slots=True)
class Offer:
    """A format as a list offers it."""

    name: str
    description: str


CSV = Offer("csv", "a row an account, for spreadsheets")
_TOGETHER = tuple(Offer(one.name, one.description) for one in COMPARISON_FORMATS.values())
EVENTS = (
    Offer("events", "the table of events, a row a matter and measure"),
    Offer("events-parquet", "the same for DuckDB and pandas"),
)
PICTURES = tuple(Offer(name, FIGURE_FORMATS[name].description) for name in ("svg", "png"))


def _by_name(*offers: Offer) -> Mapping[str, Offer]:
    return MappingProxyType({one.name: one for one in offers})


LIST_FORMATS = _by_name(
    Offer("csv", "a row each, for spreadsheets"), Offer("jsonl", "a JSON object a line, for programs")
)
"""Of reports and speakers."""
ACCOUNT_LIST_FORMATS = _by_name(CSV, *_TOGETHER, *EVENTS)
ACCOUNT_FORMATS = _by_name(*_TOGETHER, *EVENTS)
PICTURE_FORMATS = _by_name(*PICTURES)
