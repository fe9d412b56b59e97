"""The report as a picture: a row for each extractor, a column of bars for each measure, as SVG."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from peers import YARDSTICK
from report import KINDS

NAMES, BAR, GAP = 150, 118, 58  # widths: of the names, of the longest bar, after it for its figure
ROW, TOP = 30, 92  # heights: of a row, of the heads
OURS, THEIRS, GROUND, INK, FAINT = "#0b6e6e", "#b9a48a", "#ffffff", "#1d2329", "#5d6670"
FONT = "font-family='system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif'"


def picture(report: Mapping[str, Any]) -> str:
    """An SVG with bars of lenient F1, recall by kind of content, and speed."""
    lines, corpus = report["extractors"], report["corpus"]
    columns = _columns(report)
    width = NAMES + len(columns) * (BAR + GAP) + 20
    height = TOP + ROW * len(lines) + 46
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' "
        f"height='{height}' {FONT} role='img'>",
        f"<title>Attribution: quality and speed, {escape(corpus['name'])}</title>",
        f"<rect width='{width}' height='{height}' fill='{GROUND}'/>",
        _text(20, 30, f"Who said what, on {corpus['name']}: {corpus['articles']} articles", 16, weight=600),
    ]
    for row, name in enumerate(lines):
        parts.append(_text(20, TOP + ROW * row + 20, name, 13))
    for column, (head, below, values) in enumerate(columns):
        x = NAMES + 10 + column * (BAR + GAP)
        parts += [_text(x, 62, head, 13, weight=600), _text(x, 78, below, 11, FAINT)]
        parts += _bars(x, head, list(lines), values)
    parts.append(_text(20, height - 16, _note(report), 11, FAINT))
    return "\n".join([*parts, "</svg>", ""])


def _columns(report: Mapping[str, Any]) -> list[tuple[str, str, dict[str, float]]]:
    """Heads, words below them, and the value of each extractor that has one."""
    lines = report["extractors"]
    scored = {name: line["scores"] for name, line in lines.items() if "scores" in line}
    columns = [
        (
            "whole attributions",
            "lenient F1, %",
            {n: s["attribution"]["lenient"]["F1"] for n, s in scored.items()},
        )
    ]
    for kind in KINDS:
        if kind in report["corpus"]["contents"]:
            values = {n: s["content_recall_by_type"][kind]["found_f1_50"] for n, s in scored.items()}
            number = report["corpus"]["contents"][kind]
            columns.append((f"{kind} speech found", f"recall, % of {number:,}", values))
    speed = {n: line["words_per_cpu_second"]["median"] for n, line in lines.items()}
    columns.append(("speed", "words per CPU-second", speed))
    return columns


def _bars(x: int, head: str, names: list[str], values: Mapping[str, float]) -> list[str]:
    longest = max(100.0 if head != "speed" else 0.0, *values.values())
    parts = []
    for row, name in enumerate(names):
        y = TOP + ROW * row
        if name not in values:
            parts.append(_text(x, y + 20, "finds none by design", 11, FAINT))
            continue
        length = max(1.0, BAR * values[name] / longest)
        colour = OURS if name.startswith("onrecord") else THEIRS
        shown = f"{values[name]:,.0f}"
        parts.append(f"<rect x='{x}' y='{y + 5}' width='{length:.1f}' height='20' rx='2' fill='{colour}'/>")
        parts.append(_text(x + length + 6, y + 20, shown, 13))
    return parts


def _note(report: Mapping[str, Any]) -> str:
    shares = report["speed_of_yardstick"]
    said = "; ".join(f"{name} {share:.2f}" for name, share in shares.items())
    machine = report["machine"]["processor"]
    return (
        f"One core of {machine}. Speed over that of {YARDSTICK}: {said}."
        if said
        else f"One core of {machine}."
    )


def _text(x: float, y: float, text: str, size: int, colour: str = INK, *, weight: int = 400) -> str:
    return (
        f"<text x='{x:.1f}' y='{y}' font-size='{size}' font-weight='{weight}' fill='{colour}'>"
        f"{escape(text)}</text>"
    )
