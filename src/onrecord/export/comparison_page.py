"""The page of a comparison: the positions side by side, then the reports with their words lit."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.compare.matters import matters_of
from onrecord.compare.pledges import pledges_of
from onrecord.export.comparison_words import heading_of, span_of
from onrecord.export.frame import document
from onrecord.export.phrasing import counted
from onrecord.export.pledge_rows import pledge_rows
from onrecord.export.side_by_side import Sheet, Writer
from onrecord.record import Comparison

STYLES = ("page.css", "side_by_side.css", "figures.css")


def render(comparison: Comparison) -> str:
    """The comparison as one self-contained HTML page."""
    matters = matters_of(comparison)
    writer = Writer(comparison, matters)
    sheets = tuple(writer.sheet(matter) for matter in matters)
    apart = tuple(sheet for sheet in sheets if sheet.conflicts)
    return write_page(
        "comparison.html.jinja",
        writer,
        title=heading_of(comparison),
        facts=(span_of(comparison.records), counted(len(apart), "matter") + " in conflict"),
        apart=apart,
        together=tuple(sheet for sheet in sheets if not sheet.conflicts),
        pledges=pledge_rows(pledges_of(comparison), writer),
        judged=_judged(sheets),
    )


def write_page(template: str, writer: Writer, **own: object) -> str:
    """A page on several reports from a template that extends side_by_side.html.jinja."""
    return document(
        template,
        STYLES,
        "side_by_side.js",
        volumes=writer.shelf.volumes(),
        carded=writer.anchored,
        **own,
    )


def _judged(sheets: Sequence[Sheet]) -> str:
    return counted(sum(len(sheet.conflicts) for sheet in sheets), "conflict")
