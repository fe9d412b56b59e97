"""Short reports about invented places and people, as many as are wanted, no two alike."""

from __future__ import annotations

import json
from pathlib import Path

_WHO = (
    "Mayor Ilsabet Morrow", "Skipper Anders Hulle", "Ruth Adeyo, who runs the clinic",
    "a spokesman for the port",
    "two residents", "the Lantern Relief Fund", "Colonel Bekim Vasht", "the Ostmark interior ministry",
)  # fmt: skip
_WHERE = ("Sarn", "Hask", "Velden", "Tarrow", "Belmora", "Quill Bay", "Norrick")
_WHAT = (
    "the bridge at {place} would stay closed until Friday",
    "{count} people had been killed when the ferry at {place} caught fire",
    "the army had not fired on {place}",
    "aid for {count} families was on its way to {place}",
    "he would resign if the council of {place} refused the plan",
    "nobody had warned the fishermen of {place}",
)
_HOW = ("said", "told reporters", "insisted", "denied", "warned", "wrote on Telegram")
_QUOTED = (
    "“We lost everything,” said Lene Farrow, a baker.",
    "“Not one boat came back,” Tamsin Orley told the Courier.",
    "According to radar records, the shelling began before dawn.",
    "Neighbours believe that the truce is over.",
)


def text(n: int) -> str:
    """The report of a number."""
    place, count = _WHERE[n % 7], 3 + n * 7 % 90
    first = _WHAT[n % 6].format(place=place, count=count)
    second = _WHAT[(n + 2) % 6].format(place=_WHERE[(n + 3) % 7], count=count + 1)
    who, other = _WHO[n % 8], _WHO[(n // 2 + 3) % 8]
    return (
        f"{place}: report {n} from the coast\n\n"
        f"{who[0].upper()}{who[1:]} {_HOW[n % 6]} on Tuesday that {first}. {_QUOTED[n % 4]}\n\n"
        f"The rain stopped at noon. {other[0].upper()}{other[1:]} {_HOW[(n // 3) % 6]} that {second}.\n"
    )


def line(n: int) -> str:
    """The report as a line of JSON."""
    data = {
        "id": f"coast-{n:03}",
        "text": text(n),
        "title": f"Report {n}",
        "published": f"2031-06-{1 + n % 28:02}",
        "publisher": ("Ostmark Courier", "Radio Sund")[n % 2],
        "url": f"https://tarrow.example/{n}",
    }
    return json.dumps(data, ensure_ascii=False)


def write_lines(path: Path, count: int) -> Path:
    """A file of JSON lines; one is no report, so that errors are there too."""
    lines = [line(n) for n in range(count)]
    lines.insert(count // 2, '{"headline": "no text in it"}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
