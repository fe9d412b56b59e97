"""Tables of measured figures, from the reports of the runs in `benchmarks`.

Numbers are read from the JSON when the site is built, so that none can be
copied wrong or left behind when something is measured anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FIELDS = {
    "speaker": ("right speaker", "accuracy"),
    "speaker.type": ("its type", "accuracy"),
    "speaker.named": ("named or not", "accuracy"),
    "mode": ("direct, mixed, indirect", "accuracy"),
    "within": ("which statement it stands within", "accuracy"),
    "act": ("act", "accuracy"),
    "certainty": ("certainty", "accuracy"),
    "negative": ("negative polarity, F1", "f1"),
    "said given": ("date of the utterance, F1", "f1"),
    "channel given": ("channel, F1", "f1"),
    "audience given": ("audience, F1", "f1"),
    "via": ("via, F1", "f1"),
    "about.status": ("about: past, present, future, none", "accuracy"),
    "about.start": ("about: first day, F1", "f1"),
    "about.end": ("about: last day, F1", "f1"),
    "places": ("places, F1", "f1"),
    "figures": ("figures, F1", "f1"),
}
RELATIONS = {
    "repeats": "repeats",
    "conflicts": "conflicts",
    "agrees": "agrees",
    "updates": "updates",
    "fulfils": "fulfils",
    "breaks": "breaks",
    "contrast: apart": "stands apart",
    "contrast: together": "goes together",
}
CORPORA = {"GeoVirus": "GeoVirus", "GeoWebNews": "GeoWebNews", "lgl": "LGL (local news)"}


def _report(name: str) -> Any:
    return json.loads((BENCHMARKS / name).read_text(encoding="utf-8"))


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    titles = list(head)
    lines = ["| " + " | ".join(titles) + " |", "|---|" + "--:|" * (len(titles) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)]) + "\n"


def _one(number: float) -> str:
    return f"{number:.1f}"


def attributions() -> str:
    """Whole attributions and their parts on PolNeAR dev, through the whole record."""
    report = _report("reports/polnear-dev.json")
    run, scores = report["run"], report["scores"]
    rows = [
        [f"whole, {kind}", *(_one(scores["attribution"][kind][one]) for one in ("P", "R", "F1"))]
        for kind in ("lenient", "strict")
    ]
    rows += [
        [f"{role}, exact", *(_one(scores["roles"][role]["exact"][one]) for one in ("P", "R", "F1"))]
        for role in ("cue", "source", "content")
    ]
    told = (
        f"{run['articles']} articles, {run['words']:,} words, {scores['gold_attributions']:,} attributions; "
        f"{run['model']}; corpus SHA-256 `{run['corpus_sha256'][:12]}…`.\n\n"
    )
    return told + _table(("%", "precision", "recall", "F1"), rows)


def kinds_of_speech() -> str:
    """Recall by how the content is given."""
    kinds = _report("reports/polnear-dev.json")["scores"]["content_recall_by_type"]
    return _table(
        ("%", "attributions", "found whole, lenient", "content found"),
        ((kind, one["gold"], _one(one["lenient"]), _one(one["found_f1_50"])) for kind, one in kinds.items()),
    )


def publishers() -> str:
    """F1 by publisher: how much it depends on the outlet."""
    outlets = _report("reports/attribution-en.json")["dev"]["by_publisher"]
    return _table(
        ("F1", "lenient", "strict"),
        ((name, _one(one["lenient"]["F1"]), _one(one["strict"]["F1"])) for name, one in outlets.items()),
    )


def confidence() -> str:
    """What is left, and how right it is, from each confidence on."""
    measured = _report("reports/attribution-en.json")["dev"]["confidence"]
    told = (
        f"Expected calibration error {measured['ece']:.3f}; "
        f"{100 * measured['recall_at_90']:.1f} % of all attributions can be had at a precision of 90 %.\n\n"
    )
    shown: list[list[str]] = []
    for point in measured["curve"]:
        if not shown or float(shown[-1][0]) - float(_point(point)[0]) >= 0.0399:
            shown.append(_point(point))
    return told + _table(("confidence at least", "precision", "recall"), shown)


def _point(point: list[float]) -> list[str]:
    least, precision, recall = point
    return [f"{least:.2f}", _one(100 * precision), _one(100 * recall)]


def records() -> str:
    """Every field of the record, by cross-validation, and for the reports not in sight alone."""
    scores = _report("reports/records-crossval.json")["scores"]
    sides = (scores["all"], scores["not in sight"])
    rows: list[list[object]] = [["found, F1", *(_one(side["found"]["f1"]) for side in sides)]]
    rows.append(["found of what stands within another", *(_one(side["nested found"]) for side in sides)])
    for name, (told, measure) in FIELDS.items():
        rows.append([told, *(_one(side["fields"][name][measure]) for side in sides)])
    rows.append(["**whole**", *(_one(side["whole"]) for side in sides)])
    return _table(("%", "all reports", "reports not in sight"), rows)


def comparisons() -> str:
    """Relations and accounts of the two annotated clusters, read and from annotated statements."""
    scores = _report("reports/compare.json")["scores"]
    sides = [scores[source][cluster] for source in ("read", "annotated") for cluster in ("idlib", "rashidin")]
    rows = [
        [told, *(_share(side["relations"].get(relation)) for side in sides)]
        for relation, told in RELATIONS.items()
    ]
    rows.append(["accounts, B-cubed", *(_share(side["accounts"]) for side in sides)])
    head = ("precision / recall, %", "texts, first", "texts, second", "annotated, first", "annotated, second")
    return _table(head, rows)


def _share(one: dict[str, float] | None) -> str:
    if one is None:
        return ""
    precision = _one(one["p"]) if one.get("predicted", 1) else "–"
    return f"{precision} / {_one(one['r'])}" + (f" of {one['gold']}" if "gold" in one else "")


def places() -> str:
    """Names of places and where they are, on the halves of the corpora that were not tuned on."""
    corpora = _report("reports/places.json")["scores"]["corpora"]
    return _table(
        ("%", "names", "names found, F1", "found and within 161 km", "of those found within 161 km"),
        (
            [
                told,
                *(corpora[name]["unseen"][one] for one in ("gold", "F1", "found_and_near", "near_of_found")),
            ]
            for name, told in CORPORA.items()
        ),
    )


def floors() -> str:
    """The scores below which a change does not land."""
    rows = []
    for corpus, least in _report("floors.json").items():
        rows += [
            [corpus, " ".join(path.split("/")[1:]).replace("fields ", ""), one] for path, one in least.items()
        ]
    return "| corpus | score | floor |\n|---|---|--:|\n" + "\n".join(
        "| " + " | ".join(str(cell) for cell in row) + " |" for row in rows
    )


def peers() -> str:
    """What other extractors reach on the same articles in the same run."""
    report = _report("attribution/results/polnear-dev.json")
    yardstick = report["extractors"]["spaCy small"]["words_per_cpu_second"]["median"]
    rows: list[list[object]] = []
    for name, one in report["extractors"].items():
        speed = one["words_per_cpu_second"]["median"] / yardstick
        scores = one.get("scores")
        if scores is None:
            rows.append([name, "–", "–", "–", "–", f"{speed:.2f}", one["peak_megabytes"]])
            continue
        kinds = scores["content_recall_by_type"]
        rows.append(
            [
                name,
                _one(scores["attribution"]["lenient"]["F1"]),
                *(_one(kinds[kind]["lenient"]) for kind in ("direct", "mixed", "indirect")),
                f"{speed:.2f}",
                one["peak_megabytes"],
            ]
        )
    head = ("%", "F1, lenient", "direct", "mixed", "indirect", "speed, spaCy small = 1", "peak MB")
    return _table(head, rows)


def article_text() -> str:
    """How much of an article's text is taken from its page, beside trafilatura alone."""
    scores = _report("reports/pages.json")["scores"]
    return _table(
        ("%", "precision", "recall", "F1"),
        ([name, *(_one(one[key]) for key in ("precision", "recall", "f1"))] for name, one in scores.items()),
    )


PARTS: dict[str, Callable[[], str]] = {
    "figures attributions": attributions,
    "figures kinds of speech": kinds_of_speech,
    "figures publishers": publishers,
    "figures confidence": confidence,
    "figures records": records,
    "figures comparisons": comparisons,
    "figures places": places,
    "figures floors": floors,
    "figures peers": peers,
    "figures article text": article_text,
}
