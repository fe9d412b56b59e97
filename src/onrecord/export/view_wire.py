"""JSON of what is shown out of a comparison; statements are named by [report id, statement id]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.compare.following import Following
from onrecord.compare.matters import Layout, Matter
from onrecord.compare.pledges import Pledge
from onrecord.compare.series import MatterFigures, figures_of
from onrecord.record import Comparison
from onrecord.record.wire import as_json, plain, schema_for

FOLLOW = "onrecord-follow/1"
FIGURES = "onrecord-figures/1"
PROMISES = "onrecord-promises/1"


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises with their states, and who says so."""

    promises: tuple[Pledge, ...]


def follow(comparison: Comparison, following: Following) -> str:
    """The courses of one speaker."""
    return _written(FOLLOW, following)


def figures(comparison: Comparison, matter: Matter) -> str:
    """The figures of one matter."""
    return _written(FIGURES, figures_of(Layout(comparison), matter))


def promises(comparison: Comparison, pledges: Sequence[Pledge]) -> str:
    """Promises in the order given."""
    return _written(PROMISES, Promises(tuple(pledges)))


def view_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas (2020-12) of these, by the name of the command, derived from the types."""
    kinds = {
        "follow": (Following, FOLLOW),
        "figures": (MatterFigures, FIGURES),
        "promises": (Promises, PROMISES),
    }
    return {
        name: schema_for(kind, schema, f"urn:onrecord:schema:{name}:1", f"onrecord {name}")
        for name, (kind, schema) in kinds.items()
    }


def _written(schema: str, value: object) -> str:
    return as_json({"schema": schema, **plain(value)}, indent=2) + "\n"
