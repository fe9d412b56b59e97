"""The figures of the card: rules alone and the model, by the spans, the part and the half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data import Row
from onrecord.evaluate.record_files import part_of

Answers = Mapping[str, Mapping[str, Sequence[str]]]
HEAD = ("accuracy", "macro F1")


def accuracy(wanted: Sequence[str], given: Sequence[str]) -> float:
    return 100 * sum(a == b for a, b in zip(wanted, given, strict=True)) / max(1, len(wanted))


def f1(wanted: Sequence[str], given: Sequence[str], label: str) -> float:
    right = sum(a == b == label for a, b in zip(wanted, given, strict=True))
    both = list(wanted).count(label) + list(given).count(label)
    return 200 * right / both if both else 0.0


def macro(wanted: Sequence[str], given: Sequence[str]) -> float:
    labels = sorted(set(wanted))
    return sum(f1(wanted, given, label) for label in labels) / len(labels)


def card(rows: Sequence[Row], answers: Answers) -> str:
    """All tables as Markdown."""
    return "\n\n".join(
        [_totals(rows, answers), _parts(rows, answers), _labels(rows, answers), _sure(rows, answers)]
    )


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---"] * len(head)
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))


def _taken(rows: Sequence[Row], given: Sequence[str], name: str, keep) -> tuple[list[str], list[str]]:
    at = [k for k, row in enumerate(rows) if keep(row)]
    return [rows[k].labels[name] for k in at], [given[k] for k in at]


def _totals(rows: Sequence[Row], answers: Answers) -> str:
    lines = []
    for name, ways in answers.items():
        for way in ("rules", "model"):
            for spans in ("gold", "tagged"):
                wanted, given = _taken(rows, ways[way], name, lambda r, s=spans: r.spans == s)
                last = f"{f1(wanted, given, 'negative'):.1f}" if name == "polarity" else ""
                figures = [f"{accuracy(wanted, given):.1f}", f"{macro(wanted, given):.1f}", last]
                lines.append([name, way, spans, *figures])
    return _table(("field", "by", "spans", *HEAD, "F1 of negative"), lines)


def _parts(rows: Sequence[Row], answers: Answers) -> str:
    parts = sorted({part_of(row.report) for row in rows})
    lines = []
    for name, ways in answers.items():
        for spans in ("gold", "tagged"):
            line = [name, spans]
            for keep in (
                *(lambda r, p=part: part_of(r.report) == p for part in parts),
                *(lambda r, h=half: r.half == h for half in ("seen", "unseen")),
            ):
                pair = _taken(rows, ways["model"], name, lambda r, k=keep, s=spans: r.spans == s and k(r))
                line.append(f"{accuracy(*pair):.1f}")
            lines.append(line)
    return _table(("accuracy of the model", "spans", *parts, "seen half", "unseen half"), lines)


def _labels(rows: Sequence[Row], answers: Answers) -> str:
    lines = []
    for name, ways in answers.items():
        wanted, given = _taken(rows, ways["model"], name, lambda r: r.spans == "gold")
        for label in sorted(set(wanted), key=lambda x: -wanted.count(x)):
            rules = _taken(rows, ways["rules"], name, lambda r: r.spans == "gold")
            figures = [f"{f1(wanted, given, label):.1f}", f"{f1(*rules, label):.1f}"]
            lines.append([name, label, str(wanted.count(label)), *figures])
    return _table(("field", "label", "statements", "F1 of the model", "F1 of the rules"), lines)


def _sure(rows: Sequence[Row], answers: Answers) -> str:
    lines = []
    for name, ways in answers.items():
        for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
            at = [k for k, row in enumerate(rows) if row.spans == "tagged" and low <= ways["sure"][k] < high]
            if at:
                right = accuracy([rows[k].labels[name] for k in at], [ways["model"][k] for k in at])
                said = 100 * sum(ways["sure"][k] for k in at) / len(at)
                lines.append(
                    [name, f"{low:.2f}-{min(high, 1):.2f}", str(len(at)), f"{said:.0f}", f"{right:.0f}"]
                )
    return _table(("field", "confidence", "statements", "mean confidence", "right, %"), lines)
