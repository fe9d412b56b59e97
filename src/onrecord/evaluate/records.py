"""Scores of whole records: who said what, how, when and how many, against gold.

Statements are paired one to one by the characters of content they share, the
best agreement first; a pair with an F1 below one half is none. Measured:

    found        precision, recall and F1 of that pairing
    nested       how many of the gold statements within others were found
    per field    over the pairs: accuracy, for closed labels also the mean F1 of
                 the labels that gold has; precision, recall and F1 of values
                 that may be absent. What gold marks as carried over from the
                 same occasion may be given or not and counts in neither
    whole        the share of all gold statements that were found and are right
                 in speaker, act, certainty, polarity and said
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.evaluate.names import overlap, same_name, same_speaker
from onrecord.evaluate.sides import Json, Side, gold_sides, record_sides
from onrecord.evaluate.tally import Tally, per_cent

WHOLE = ("speaker", "act", "certainty", "polarity", "said")
ENOUGH = 0.5  # the F1 from which two statements are a pair, and two sources agree

Same = Callable[[Any, Any], bool]


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


_VALUES: Mapping[str, tuple[str, Same]] = {
    "said": ("said given", _equal),
    "channel": ("channel given", same_name),
    "audience": ("audience given", same_name),
    "about.start": ("about.start", _equal),
    "about.end": ("about.end", _equal),
}


@dataclass(slots=True)
class _Sheet:
    """What has been counted so far, over all reports."""

    found: Tally = field(default_factory=Tally)
    nested: Tally = field(default_factory=Tally)
    whole: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    labels: dict[str, Counter[tuple[str | None, str | None]]] = field(default_factory=dict)
    given: dict[str, Tally] = field(default_factory=dict)


def score(pairs: Iterable[tuple[Json, Json]]) -> dict[str, Any]:
    """Scores (gold file, record) pairs; an empty object as record has no statements.

    Rates are in per cent with one decimal. Raises `EvaluationError` for a gold
    statement that lacks what is scored.
    """
    sheet = _Sheet()
    for gold, record in pairs:
        _count_report(sheet, gold_sides(gold), record_sides(record))
    fields: dict[str, dict[str, float]] = {name: _accuracy(sheet, name) for name in sheet.asked}
    fields.update({name: _rounded(tally) for name, tally in sheet.given.items()})
    nested = sheet.nested
    return {
        "statements": {"gold": sheet.found.gold, "predicted": sheet.found.predicted},
        "found": _rounded(sheet.found),
        "nested found": round(per_cent(nested.right, nested.gold), 1) if nested.gold else None,
        "fields": fields,
        "whole": round(per_cent(sheet.whole, sheet.found.gold), 1),
    }


def pair(gold: Sequence[Side], record: Sequence[Side]) -> list[tuple[int, int]]:
    """Pairs statements, the best agreement of content first, then of the cue, then in reading order."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(record):
            agreement = overlap(wanted.content, given.content)
            if wanted.content & given.content and agreement >= ENOUGH:
                candidates.append((-agreement, -overlap(wanted.cue, given.cue), i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


# ------------------------------------------------------------------- counting
def _count_report(sheet: _Sheet, gold: Sequence[Side], record: Sequence[Side]) -> None:
    pairs = pair(gold, record)
    found = {i for i, _ in pairs}
    nested = [i for i, side in enumerate(gold) if side.within]
    sheet.found += Tally(len(pairs), len(record), len(gold))
    sheet.nested += Tally(len(found.intersection(nested)), 0, len(nested))
    gold_of = {record[j].id: gold[i].id for i, j in pairs}
    for i, j in pairs:
        _count_pair(sheet, gold[i], record[j], gold_of)


def _count_pair(sheet: _Sheet, wanted: Side, given: Side, gold_of: Mapping[str, str]) -> None:
    checks = check(wanted, given, gold_of)
    sheet.asked.update(checks.keys())
    sheet.right.update(name for name, right in checks.items() if right)
    sheet.whole += all(checks[name] for name in WHOLE)
    for name, label in wanted.labels.items():
        sheet.labels.setdefault(name, Counter())[label, given.labels[name]] += 1
    for name, tally in _tallies(wanted, given).items():
        sheet.given[name] = sheet.given.get(name, Tally()) + tally


def check(wanted: Side, given: Side, gold_of: Mapping[str, str]) -> dict[str, bool]:
    """Says for each field whether a paired statement has it right.

    `gold_of` gives the gold id of every paired statement of the record. The
    type and naming of a speaker are only asked where gold has a speaker.
    """
    checks = {
        "source": overlap(wanted.source, given.source) >= ENOUGH,
        "speaker": same_speaker(wanted.speaker, given.speaker),
    }
    if wanted.speaker:
        checks |= _speaker_checks(wanted.speaker, given.speaker)
    checks |= {name: label == given.labels[name] for name, label in wanted.labels.items()}
    checks["said"] = (given.values["said"] or None) in _allowed(wanted, "said")
    for name in ("channel", "audience"):
        checks[name] = any(_same_or_none(value, given.values[name]) for value in _allowed(wanted, name))
    checks["within"] = _parents_agree(wanted, given, gold_of)
    return checks


def _speaker_checks(wanted: Json, given: Json | None) -> dict[str, bool]:
    return {
        "speaker.type": bool(given) and (given or {}).get("type") == wanted.get("type"),
        "speaker.named": bool(given) and bool((given or {}).get("named")) == bool(wanted.get("named")),
    }


def _allowed(wanted: Side, name: str) -> set[str | None]:
    """The values of a field that are right: gold's own, and the one carried over."""
    own = wanted.values[name] or None
    return {own, wanted.carried.get(name, own)}


def _same_or_none(a: str | None, b: str | None) -> bool:
    return same_name(a, b) if a and b else not a and not b


def _parents_agree(wanted: Side, given: Side, gold_of: Mapping[str, str]) -> bool:
    """Whether both stand in the report's own text, or within statements that are a pair.

    A parent that is in no pair counts as none.
    """
    if not given.within:
        return not wanted.within
    return gold_of.get(given.within) == wanted.within


def _tallies(wanted: Side, given: Side) -> dict[str, Tally]:
    """The fields that may be absent or hold several values: what is right, given and wanted."""
    tallies = {
        shown: _one(wanted.values[name], given.values[name], same)
        for name, (shown, same) in _VALUES.items()
        if name not in wanted.carried
    }
    negatives = [side.labels["polarity"] == "negative" for side in (wanted, given)]
    return {
        **tallies,
        "negative": Tally(all(negatives), negatives[1], negatives[0]),
        "via": _several(wanted.via, given.via, same_name),
        "places": _several(wanted.places, given.places, same_name),
        "figures": _several(wanted.figures, given.figures, _equal),
    }


def _one(wanted: str | None, given: str | None, same: Same) -> Tally:
    return Tally(bool(wanted and given and same(wanted, given)), bool(given), bool(wanted))


def _several(wanted: Sequence[Any], given: Sequence[Any], same: Same) -> Tally:
    """Holds each wanted value against the first given one that is the same and still free."""
    free = list(given)
    for value in wanted:
        match = next((k for k, other in enumerate(free) if same(value, other)), None)
        if match is not None:
            del free[match]
    return Tally(len(given) - len(free), len(given), len(wanted))


# ---------------------------------------------------------------------- rates
def _rounded(tally: Tally) -> dict[str, float]:
    return {"p": round(tally.precision, 1), "r": round(tally.recall, 1), "f1": round(tally.f1, 1)}


def _accuracy(sheet: _Sheet, name: str) -> dict[str, float]:
    rates = {"accuracy": round(per_cent(sheet.right[name], sheet.asked[name]), 1)}
    if name in sheet.labels:
        rates["macro_f1"] = round(_macro_f1(sheet.labels[name]), 1)
    return rates


def _macro_f1(seen: Mapping[tuple[str | None, str | None], int]) -> float:
    """The mean F1 in per cent over the labels that gold has, from counts by (gold, given)."""
    wanted, given = Counter[str | None](), Counter[str | None]()
    for (gold_label, given_label), number in seen.items():
        wanted[gold_label] += number
        given[given_label] += number
    scores = [
        2 * seen.get((label, label), 0) / (wanted[label] + given[label]) for label in sorted(wanted, key=str)
    ]
    return 100 * sum(scores) / len(scores)
