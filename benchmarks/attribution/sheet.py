"""The report as tables, for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table

from report import KINDS

ROLES = ("content", "source", "cue")


@dataclass(frozen=True)
class Sheet:
    """A table as texts: a title, the heads of the columns, rows of cells."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def sheets(report: Mapping[str, Any]) -> list[Sheet]:
    """Whole attributions, their elements, recall by kind of content, speed, ratio to the yardstick."""
    corpus, lines = report["corpus"], report["extractors"]
    scored = {name: line["scores"] for name, line in lines.items() if "scores" in line}
    kinds = [kind for kind in KINDS if kind in corpus["contents"]]
    of = f"{corpus['attributions']:,} in {corpus['articles']} articles"
    found = [
        Sheet(
            f"Whole attributions: {corpus['name']}, {of}",
            ("", "given", "lenient P", "lenient R", "lenient F1", "strict F1"),
            [[name, *_whole(scores)] for name, scores in scored.items()],
        ),
        Sheet(
            "Their elements: F1 exact / F1 of words",
            ("", *ROLES),
            [[name, *_elements(scores["roles"])] for name, scores in scored.items()],
        ),
        Sheet(
            "Recall by kind of content: content found / whole attribution, lenient",
            ("", *(f"{kind} ({corpus['contents'][kind]:,})" for kind in kinds)),
            [[name, *_kinds(scores["content_recall_by_type"], kinds)] for name, scores in scored.items()],
        ),
        Sheet(
            f"Speed and memory on one core, {report['machine']['processor']}",
            ("", "words/CPU-s", "least to most", "loading CPU-s", "peak MB", "not read"),
            [[name, *_speed(line, corpus["articles"])] for name, line in lines.items()],
        ),
    ]
    if report["speed_of_yardstick"]:
        rows = [[name, f"{ratio:.2f}"] for name, ratio in report["speed_of_yardstick"].items()]
        found.append(Sheet("Words per CPU-second over those of spaCy small", ("", "ratio"), rows))
    return found


def _whole(scores: Mapping[str, Any]) -> list[str]:
    lenient, strict = scores["attribution"]["lenient"], scores["attribution"]["strict"]
    rates = (lenient["P"], lenient["R"], lenient["F1"], strict["F1"])
    return [f"{scores['pred_attributions']:,}", *(f"{rate:.1f}" for rate in rates)]


def _elements(roles: Mapping[str, Any]) -> list[str]:
    return [f"{roles[role]['exact']['F1']:.1f} / {roles[role]['token']['F1']:.1f}" for role in ROLES]


def _kinds(scores: Mapping[str, Any], kinds: Sequence[str]) -> list[str]:
    return [f"{scores[kind]['found_f1_50']:.1f} / {scores[kind]['lenient']:.1f}" for kind in kinds]


def _speed(line: Mapping[str, Any], articles: int) -> list[str]:
    rate = line["words_per_cpu_second"]
    failed = len(line["not_read"])
    return [
        f"{rate['median']:,.0f}",
        f"{rate['least']:,.0f}-{rate['most']:,.0f}",
        f"{line['load_cpu_seconds']:.1f}",
        f"{line['peak_megabytes']:,}",
        f"{failed} of {articles}" if failed else "",
    ]


def tables(given: Sequence[Sheet]) -> list[Table]:
    """The sheets for a terminal."""
    made = []
    for sheet in given:
        table = Table(title=sheet.title, title_justify="left", padding=(0, 0), box=box.SIMPLE)
        for number, head in enumerate(sheet.heads):
            table.add_column(head, justify="right" if number else "left", no_wrap=True)
        for row in sheet.rows:
            table.add_row(*row)
        made.append(table)
    return made


def markdown(given: Sequence[Sheet]) -> str:
    """The sheets as Markdown."""
    parts = []
    for sheet in given:
        lines = [f"**{sheet.title}**", "", _piped(sheet.heads)]
        lines.append("|" + "|".join(["---"] + ["--:"] * (len(sheet.heads) - 1)) + "|")
        parts.append("\n".join([*lines, *(_piped(row) for row in sheet.rows)]) + "\n")
    return "\n".join(parts)


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
