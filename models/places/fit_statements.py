r"""Fits the weights that tell where things happen from who acts, inside statements.

    python models/places/fit_statements.py RECORDS GeoWebNews.xml \
        --out src/onrecord/interpret/weights/places.json

RECORDS is a folder of annotated reports (<id>.gold.json, <id>.txt). Their gold
contents are the examples, with those of GeoWebNews (half "tuned"), which tells
literal from associative mentions. Prints cross-validated scores over reports:
P, R and F1 of the places, and how often each reason was right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.evaluate.corpus import Gold, read_gold
from onrecord.evaluate.gold_drafts import with_spans
from onrecord.evaluate.names import same_name
from onrecord.evaluate.toponyms import read_corpus
from onrecord.interpret.linear import Linear
from onrecord.interpret.place_features import Scene
from onrecord.interpret.places import _LEAST_NAME, _LEAST_PLACE, PlaceTeller, Weighed, reason_of
from onrecord.interpret.toponyms import Finder
from onrecord.read import read_text
from onrecord.record import Draft

STRENGTH = 0.6  # inverse strength of the regularisation
FOLDS = 10
RAREST = 4  # features seen less often are left out
LITERAL = {"Literal", "Mixed", "Literal_Modifier", "Embedded_Literal", "Coercion"}


def draft_of(gold: Gold) -> Draft:
    """A draft with the gold spans, and the speakers that the program resolves."""
    taken = read_text(gold.text, published=gold.document.get("published"), report_id=gold.id)
    return with_spans(Draft(taken.report, taken.furniture, taken.warnings), gold.document["statements"])


def examples(gold: Gold):
    """Every statement as its gold places and the names that were weighed, each with whether it is one."""
    draft = draft_of(gold)
    teller = PlaceTeller(draft)
    by_content = defaultdict(list)
    for s in gold.document["statements"]:
        by_content[tuple(map(tuple, s["content"])), tuple(map(tuple, s["cue"]))].append(s)
    for statement in draft.statements:
        key = tuple(map(tuple, statement.content.spans)), tuple(map(tuple, statement.cue.spans))
        wanted = (by_content[key].pop(0).get("places") or []) if by_content[key] else []
        weighed = list(teller.weighed(statement))
        yield wanted, weighed, [any(same_name(w.name, x) for x in wanted) for w in weighed]


def outside(path: Path):
    rows, right = [], []
    for article in read_corpus(path).articles:
        if article.half != "tuned":
            continue
        finder = Finder(article.text)
        scene = Scene(finder.words, [s for s, _ in finder.spots], frozenset())
        kinds = {t.span: t.kind for t in article.toponyms}
        for spot, chance in finder.spots:
            if not spot.people and chance >= _LEAST_NAME:
                name = article.text[spot.span.start : spot.span.end]
                rows.append(scene.features(spot, name, chance, -100))
                right.append(kinds.get(spot.span) in LITERAL)
    return rows, right


def fitted(rows, right) -> dict[str, float]:
    vectors = DictVectorizer()
    seen = vectors.fit_transform(rows)
    common = np.asarray((seen != 0).sum(axis=0)).ravel() >= RAREST
    vectors.restrict(common)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0)
    model.fit(seen[:, common], right)
    names = vectors.get_feature_names_out()
    weights = {
        str(n): round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.01
    }
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 2)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="keep the weights of every fold here, for scoring outside")
    options = parser.parse_args()
    options.out.exists() or options.out.write_text('{"weights": {}}')
    reports = {g.id: list(examples(g)) for g in read_gold(options.records)}
    more, more_right = outside(options.corpus)
    folds = fold_of(reports)
    counts, reasons, kept = np.zeros(3, int), defaultdict(lambda: [0, 0]), {}
    for fold in range(FOLDS):
        rows, right = flat(reports, [r for r in reports if folds[r] != fold])
        weights = fitted(rows + more, right + more_right)
        for report in (r for r in reports if folds[r] == fold):
            kept[report] = weights
            counts += tally(reports[report], Linear(weights), reasons)
    hit, given, wanted = counts
    rates = 100 * hit / given, 100 * hit / wanted, 200 * hit / (given + wanted)
    print("places, cross-validated: P {:.1f} R {:.1f} F1 {:.1f}".format(*rates))
    for reason, (good, all_of) in sorted(reasons.items()):
        print(f"  {reason:10} right {good / all_of:.2f} of {all_of}")
    rows, right = flat(reports, list(reports))
    weights = fitted(rows + more, right + more_right)
    credit = "fitted on annotated reports and GeoWebNews"
    text = json.dumps({"credit": credit, "weights": weights}, ensure_ascii=False, indent=0, sort_keys=True)
    options.out.write_text(text + "\n", encoding="utf-8")
    print(len(weights), "weights", options.out.stat().st_size, "bytes")
    if options.folds:
        options.folds.write_text(json.dumps(kept), encoding="utf-8")


def fold_of(reports) -> dict[str, int]:
    ordered = sorted(reports, key=lambda r: hashlib.md5(r.encode(), usedforsecurity=False).hexdigest())
    return {report: number % FOLDS for number, report in enumerate(ordered)}


def flat(reports, which):
    rows, right = [], []
    for report in which:
        for _, weighed, good in reports[report]:
            rows += [w.features for w in weighed]
            right += good
    return rows, right


def tally(statements, model: Linear, reasons) -> np.ndarray:
    """Right, given and wanted places of one report; counts by reason how many were right."""
    counts = np.zeros(3, int)
    for wanted, weighed, _ in statements:
        given: list[Weighed] = []
        for w in weighed:
            if model.of_values(w.features) >= _LEAST_PLACE and not any(
                same_name(w.name, g.name) for g in given
            ):
                given.append(w)
        left, hit = list(wanted), 0
        for g in given:
            found = next((x for x in left if same_name(g.name, x)), None)
            reasons[reason_of(g)][1] += 1
            if found is not None:
                left.remove(found)
                hit += 1
                reasons[reason_of(g)][0] += 1
        counts += [hit, len(given), len(wanted)]
    return counts


if __name__ == "__main__":
    main()
