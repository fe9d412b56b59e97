"""The scores agree with an independent reference, to the last digit.

The reference is a small case worked out by hand, always; and where the
environment variable ONRECORD_SCORERS names a folder with score_attribution.py
and score_record.py, those programs on damaged gold too: that of ONRECORD_POLNEAR
(a .jsonl or .jsonl.gz file) and ONRECORD_RECORDS (a folder of *.gold.json) where
they are set, else the small case.
"""

from __future__ import annotations

import importlib.util
import os
import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.evaluate import attribution, records
from onrecord.evaluate.corpus import read_gold, read_rows

SCORERS = os.environ.get("ONRECORD_SCORERS")
POLNEAR = os.environ.get("ONRECORD_POLNEAR")
RECORDS = os.environ.get("ONRECORD_RECORDS")

Json = dict[str, Any]
At = Callable[..., list[list[int]]]
BY_HAND = "by hand"
# seeds of damage; only where there are programs to compare with
REFERENCES = [BY_HAND, *(range(4) if SCORERS else ())]


def program(name: str) -> ModuleType:
    """One of the outside scorers, loaded from its file."""
    path = Path(str(SCORERS)) / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def flat(value: Any, name: str = "") -> dict[str, float | None]:
    """All numbers of nested dicts by their path."""
    if not isinstance(value, Mapping):
        return {name: value}
    return {
        path: number for key, inner in value.items() for path, number in flat(inner, f"{name}/{key}").items()
    }


# ---------------------------------------------------------------- attribution
@pytest.mark.parametrize("reference", REFERENCES)
def test_attribution_scores_agree_with_the_reference(reference: str | int, gold_row: Json, at: At) -> None:
    """Same keys, same numbers."""
    if reference == BY_HAND:
        result = attribution.score([gold_row], [rain_prediction(gold_row, at)])
        assert flat(result) == pytest.approx(flat(RAIN_SCORES))
        return
    source = random.Random(reference)
    gold = read_rows(Path(POLNEAR)) if POLNEAR else [gold_row, {**gold_row, "id": "again"}]
    predicted = [damaged_row(row, source) for row in gold if source.random() < 0.95]
    outside = program("score_attribution")
    expected = outside.score(gold, predicted, outside.text_getter([]), bootstrap=50)
    assert attribution.score(gold, predicted, bootstrap=50) == expected


def rain_prediction(gold_row: Json, at: At) -> Json:
    """A content with one mark too many, a wrong source, and a third attribution out of the blue."""
    text = gold_row["text"]
    first, second = deepcopy(gold_row["attributions"])
    first["content"] = at(text, "that it rained.")
    second.update(source=at(text, "us"), cue=at(text, "told"))
    return {"id": gold_row["id"], "attributions": [first, second, {"content": at(text, "Bo")}]}


def rates(tp: int, pred: int, gold: int) -> Json:
    """Precision, recall and F1 of three counts, by the shortest formula for F1."""
    return {
        "P": 100 * tp / pred,
        "R": 100 * tp / gold,
        "F1": 200 * tp / (pred + gold),
        "tp": tp,
        "pred": pred,
        "gold": gold,
    }


def bare(tp: int, pred: int, gold: int) -> Json:
    """`rates` without the counts."""
    return {name: rates(tp, pred, gold)[name] for name in ("P", "R", "F1")}


# Ana0 Ruiz1 said2 that3 it4 rained5 .6 "7 We8 stay9 ,10 "11 Bo12 told13 us14 .15
RAIN_SCORES = {
    "articles": 1,
    "articles_missing_in_prediction": 0,
    "predicted_ids_not_in_gold": 0,
    "tokens": 16,
    "gold_attributions": 2,
    "pred_attributions": 3,
    "roles": {
        "cue": {"exact": rates(1, 2, 2), "exact_nopunct": rates(1, 2, 2), "token": rates(2, 2, 3)},
        "source": {"exact": rates(1, 2, 2), "exact_nopunct": rates(1, 2, 2), "token": rates(2, 3, 3)},
        "content": {"exact": rates(1, 3, 2), "exact_nopunct": rates(2, 3, 2), "token": rates(8, 10, 8)},
    },
    "attribution": {
        "lenient": rates(1, 3, 2),
        "lenient_no_cue": rates(1, 3, 2),
        "strict": rates(0, 3, 2),
    },
    "given_content_found": {
        "pairs": 2,
        "source_right": 50,
        "source_missing": 0,
        "source_disjoint": 50,
        "source_given_gold_has_none": 0,
        "cue_right": 100,
    },
    "content_recall_by_type": {
        "direct": {
            "gold": 1,
            "exact": 100,
            "found_f1_50": 100,
            "token": 100,
            "lenient": 0,
            "lenient_no_cue": 0,
        },
        "indirect": {
            "gold": 1,
            "exact": 0,
            "found_f1_50": 100,
            "token": 100,
            "lenient": 100,
            "lenient_no_cue": 100,
        },
    },
    "citron_style": {
        "exact": {
            "cue": bare(1, 3, 2),
            "source": bare(1, 3, 2),
            "content": bare(1, 3, 2),
            "all": {"P": 0, "R": 0, "F1": 0},
        },
        "overlap": {
            "cue": bare(2, 2, 3),
            "source": bare(2, 3, 3),
            "content": bare(8, 10, 8),
            "all": bare(12, 15, 14),
        },
    },
}


def damaged_row(row: Json, source: random.Random) -> Json:
    """A gold row as a poor tagger would give it: moved, cut, lost, doubled and invented spans."""
    length, made = len(row["text"]), list[Json]()
    for gold in row["attributions"]:
        if source.random() < 0.1:
            continue
        roles = {role: moved(gold.get(role) or [], length, source) for role in ("source", "cue", "content")}
        if source.random() < 0.1:
            roles[source.choice(list(roles))] = []
        made += [roles] * (2 if source.random() < 0.1 else 1)
        if source.random() < 0.1:
            start = source.randrange(length)
            made.append({"content": [[start, min(length, start + source.randint(1, 200))]]})
    source.shuffle(made)
    return {"id": row["id"], "attributions": made}


def moved(spans: Sequence[Sequence[int]], length: int, source: random.Random) -> list[list[int]]:
    """Some of the spans, some of them with other borders, some in two pieces."""
    made = []
    for first, last in spans:
        by = (source.randint(-25, 25), source.randint(-25, 25)) if source.random() < 0.25 else (0, 0)
        start = min(length, max(0, first + by[0]))
        end = min(length, max(start, last + by[1]))
        middle = (start + end) // 2
        made += [[start, middle], [middle, end]] if source.random() < 0.15 else [[start, end]]
    if len(made) > 1 and source.random() < 0.2:
        made.pop(source.randrange(len(made)))
    return made[::-1]


# -------------------------------------------------------------------- records
@pytest.mark.parametrize("reference", REFERENCES)
def test_record_scores_agree_with_the_reference(reference: str | int, gold_document: Json, at: At) -> None:
    """Same keys, same numbers."""
    if reference == BY_HAND:
        result = records.score([(gold_document, rain_record(gold_document))])
        assert flat(result) == flat(RAIN_RECORD_SCORES)
        return
    source = random.Random(reference)
    gold = [dict(g.document) for g in read_gold(Path(RECORDS))] if RECORDS else [gold_document] * 3
    outside = program("score_record")
    pairs = [(document, damaged_record(document, source)) for document in gold]
    assert records.score(pairs) == outside.score(pairs)
    for part in pairs:
        assert records.score([part]) == outside.score([part])


def shaped(document: Json, statement: Json) -> Json:
    """A gold statement in the shape of a record."""
    return {
        **{name: value for name, value in statement.items() if name != "carried"},
        "source": {"spans": statement["source"], "speaker": statement["speaker"]},
        "cue": {"spans": statement["cue"]},
        "content": {"spans": statement["content"], "mode": statement["mode"]},
        "said": {"date": statement["said"]},
        "places": [{"name": name} for name in statement["places"]],
    }


def rain_record(gold: Json) -> Json:
    """Both found; the second with the first's speaker, another act, and no audience; a third invented."""
    first, second = (shaped(gold, statement) for statement in gold["statements"])
    second["source"]["speaker"] = "p1"
    second.update(act="assertion", audience=None, channel="radio")
    third = {**first, "id": "s3", "content": {"spans": [[40, 44]], "mode": "indirect"}}
    return {"speakers": gold["speakers"], "statements": [first, second, third]}


ALL = {"accuracy": 100}
ALL_LABELS = {"accuracy": 100, "macro_f1": 100}
NOTHING = {"p": 0, "r": 0, "f1": 0}
RAIN_RECORD_SCORES = {
    "statements": {"gold": 2, "predicted": 3},
    "found": {"p": 66.7, "r": 100, "f1": 80},
    "nested found": None,
    "fields": {
        "source": ALL,
        "speaker": {"accuracy": 50},
        "speaker.type": ALL,
        "speaker.named": ALL,
        "mode": ALL_LABELS,
        # assertion: 2 given, 1 wanted, 1 right: F1 2/3; commitment: 0; mean 33.3
        "act": {"accuracy": 50, "macro_f1": 33.3},
        "certainty": ALL_LABELS,
        "polarity": ALL_LABELS,
        "said": ALL,
        "about.status": ALL_LABELS,
        "channel": {"accuracy": 50},
        "audience": {"accuracy": 50},
        "within": ALL,
        **{f"{name} given": NOTHING for name in ("said", "channel", "audience")},
        **{name: NOTHING for name in ("about.start", "about.end", "negative", "via", "places", "figures")},
    },
    "whole": 50,
}


def damaged_record(gold: Json, source: random.Random) -> Json:
    """A gold file as the record of a poor reader; now and then nothing at all."""
    if source.random() < 0.05:
        return {}
    speakers, made = deepcopy(gold["speakers"]), list[Json]()
    for speaker in speakers:
        if source.random() < 0.2:
            speaker["name"] = (
                source.choice(["Sen. ", "the ", ""]) + speaker["name"].split()[-1] + source.choice(["’s", ""])
            )
        if source.random() < 0.2:
            speaker.update(type=source.choice(["group", None]), named=source.random() < 0.5)
    for gold_statement in gold["statements"]:
        if source.random() < 0.1:
            continue
        statement = deepcopy(shaped(gold, gold_statement))
        damage_statement(statement, gold, source)
        made += [statement, {**statement, "id": f"{statement['id']}b"}][: 2 if source.random() < 0.1 else 1]
    source.shuffle(made)
    return {"speakers": speakers, "statements": made}


def damage_statement(statement: Json, gold: Json, source: random.Random) -> None:
    """Takes fields from other statements of the report, and moves spans."""
    for name in ("act", "certainty", "polarity", "channel", "audience", "about", "figures", "within"):
        if source.random() < 0.25:
            statement[name] = source.choice(gold["statements"])[name]
    if source.random() < 0.25:
        statement["said"] = {"date": source.choice(gold["statements"])["said"]}
        statement["places"] = [{"name": name} for name in source.choice(gold["statements"])["places"]]
        statement["content"]["mode"] = source.choice(["direct", "mixed", "indirect"])
    if source.random() < 0.25:
        someone = source.choice(gold["speakers"])["id"]
        statement["source"]["speaker"] = source.choice([None, someone])
        statement["via"] = [{"spans": [], "text": "it", "speaker": someone}]
    for role in ("source", "cue", "content"):
        spans = statement[role]["spans"]
        statement[role]["spans"] = [[s, e] for s, e in moved(spans, 100_000, source) if s < e]
