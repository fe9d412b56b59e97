"""Trains the event model: types of events and their parties.

    python train.py --data train.jsonl.gz --out plover.npz

Every sentence outside the test part is used; what can be chosen was chosen by
cross-validation over them (`--validate`).
"""

from __future__ import annotations

import argparse
import hashlib
import io
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from onrecord.evaluate.events import Case, read_cases, token_f1
from onrecord.interpret.event_model import features_of
from onrecord.interpret.event_parties import chunk_features, chunks_of
from onrecord.interpret.event_words import hits_of, tokens_of

TYPE_C, PARTY_C, FEWEST = 3.0, 0.5, 2


def fit_types(examples: list[Case], fewest: int = FEWEST) -> tuple[DictVectorizer, LogisticRegression]:
    """A multinomial regression, all classes of one weight; features of one sentence alone are left out."""
    seen = [features_of(tokens_of(e.sentence)) for e in examples]
    counts = Counter(name for one in seen for name in one)
    kept = [{n: v for n, v in one.items() if counts[n] >= fewest} for one in seen]
    vectoriser = DictVectorizer(dtype=np.float32)
    inputs = vectoriser.fit_transform(kept)
    model = LogisticRegression(C=TYPE_C, class_weight="balanced", max_iter=500)
    return vectoriser, model.fit(inputs, [e.root for e in examples])


def chunk_rows(example: Case) -> list[tuple[dict[str, int], bool, bool]]:
    """Every chunk of a sentence with its features and whether it is the actor, the recipient."""
    tokens = tokens_of(example.sentence)
    hit = next((h for h in hits_of([t.base for t in tokens]) if h.type == example.root), None)
    if hit is None:
        return []
    chunks = chunks_of(tokens, hit)
    shown = [example.sentence[tokens[c.first].start : tokens[c.last].end] for c in chunks]
    right = []
    for golds in (example.actors, example.recipients):
        scores = [max(token_f1(s, g) for g in golds) for s in shown]
        right.append([v >= 0.5 and v == max(scores) for v in scores])
    return [
        (dict.fromkeys(chunk_features(tokens, chunks, n, hit), 1), right[0][n], right[1][n])
        for n in range(len(chunks))
    ]


def fit_parties(examples: list[Case]) -> tuple[DictVectorizer, list[LogisticRegression]]:
    """Two regressions over the chunks, one for each role."""
    rows = [row for e in examples for row in chunk_rows(e)]
    counts = Counter(n for row in rows for n in row[0])
    kept = [{n: v for n, v in row[0].items() if counts[n] >= FEWEST} for row in rows]
    vectoriser = DictVectorizer(dtype=np.float32)
    inputs = vectoriser.fit_transform(kept)
    fit = [
        LogisticRegression(C=PARTY_C, max_iter=500, fit_intercept=False).fit(inputs, [row[k] for row in rows])
        for k in (1, 2)
    ]
    return vectoriser, fit


def validate(examples: list[Case]) -> None:
    """Prints five-fold cross-validation of the types, and how right each share of confidence is."""
    roots = np.array([e.root for e in examples])
    told, sure = np.empty(len(roots), dtype=object), np.zeros(len(roots))
    for kept, left in StratifiedKFold(5, shuffle=True, random_state=0).split(roots, roots):
        vectoriser, model = fit_types([examples[i] for i in kept])
        shares = model.predict_proba(
            vectoriser.transform([features_of(tokens_of(examples[i].sentence)) for i in left])
        )
        told[left], sure[left] = model.classes_[shares.argmax(1)], shares.max(1)
    print(f"macro-F1 {100 * f1_score(roots, told, average='macro'):.1f}")
    for low in np.arange(0.1, 1.0, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            right = 100 * np.mean(roots[inside] == told[inside])
            print(f"  {low:.1f}-{low + 0.1:.1f}: {inside.sum():4} sentences, {right:.0f} % right")


def write(
    out: Path,
    types: tuple[DictVectorizer, LogisticRegression],
    parties: tuple[DictVectorizer, list[LogisticRegression]],
) -> None:
    """Writes the weights as one file of arrays, texts as bytes."""
    names, party_names = list(types[0].get_feature_names_out()), list(parties[0].get_feature_names_out())
    arrays = {
        "types": _bytes(" ".join(types[1].classes_)),
        "features": _bytes("\n".join(names)),
        "weights": types[1].coef_.T.astype(np.float16),
        "bias": types[1].intercept_.astype(np.float32),
        "party_features": _bytes("\n".join(party_names)),
        "party_weights": np.stack([m.coef_[0] for m in parties[1]], 1).astype(np.float16),
    }
    digest = hashlib.sha256(b"".join(a.tobytes() for a in arrays.values())).hexdigest()
    arrays["version"] = _bytes(digest[:12])
    held = io.BytesIO()
    np.savez_compressed(held, **arrays)
    out.write_bytes(held.getvalue())
    print(f"wrote {out} ({digest[:12]}): {len(names)} + {len(party_names)} features")


def _bytes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def main() -> None:
    """Reads the options and trains."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--validate", action="store_true", help="cross-validate first")
    given = options.parse_args()
    examples = [e for e in read_cases(given.data) if not e.kept]
    if given.validate:
        validate(examples)
    write(given.out, fit_types(examples), fit_parties(examples))


if __name__ == "__main__":
    main()
