"""Scores of attribution: source, cue and content spans against gold.

Rows are {"id", "text", "attributions": [{"source": [[start, end], …], "cue": …,
"content": …}]}; offsets are characters, end exclusive. Predicted rows need no
text. What is measured, as in the published scores on PolNeAR:

    exact           equal elements of a role, as often as they occur in an article
    exact_nopunct   the same, without punctuation at the edges of each piece
    token           the words of a role over an article
    attribution     predicted attributions are assigned to gold ones, one to one,
                    so that they share most words of content (then of cue, then
                    of source)
      lenient           a cue word is shared, and source and content agree with a
                        word F1 of one half or more; a cue or source that both
                        lack agrees
      lenient_no_cue    the same whatever the cue
      strict            all three elements are equal
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from onrecord.evaluate.assignment import best_pairs
from onrecord.evaluate.citron import Counts, citron_counts, citron_scores
from onrecord.evaluate.elements import ROLES, Annotated, Layout
from onrecord.evaluate.tally import Tally, per_cent
from onrecord.record.errors import EvaluationError

MEASURES = ("exact", "exact_nopunct", "token")
LEVELS = ("lenient", "lenient_no_cue", "strict")
KINDS = ("direct", "mixed", "indirect", "none")
ENOUGH = 0.5  # the word F1 from which two elements agree
HUNDRED = 100  # shared words of cue and source weigh less than one of content, up to this many

Row = Mapping[str, Any]


def score(
    gold_rows: Sequence[Row], predicted_rows: Sequence[Row], bootstrap: int = 0, seed: int = 0
) -> dict[str, Any]:
    """Scores predicted rows; an article that has none counts as an empty prediction.

    Rates are in per cent, not rounded. `bootstrap` is the number of samples of
    articles from which 95 % intervals are taken; without it there are none.
    Raises `EvaluationError` for an article that is predicted twice, a text that
    is another one by its `text_sha256`, spans outside the text, and rows that
    are not as described.
    """
    _check_rows(gold_rows, ("id", "text", "attributions"))
    _check_rows(predicted_rows, ("id", "attributions"))
    predicted = _by_id(predicted_rows)
    articles = [_count_article(row, predicted.get(row["id"])) for row in gold_rows]
    total: Counts = Counter()
    for counts in articles:
        total.update(counts)
    known = {row["id"] for row in gold_rows}
    result: dict[str, Any] = {
        "articles": len(gold_rows),
        "articles_missing_in_prediction": sum(row["id"] not in predicted for row in gold_rows),
        "predicted_ids_not_in_gold": len(predicted.keys() - known),
        "tokens": total["words",],
        "gold_attributions": total["gold",],
        "pred_attributions": total["predicted",],
        "roles": {role: {m: _rates(_role_tally(total, role, m)) for m in MEASURES} for role in ROLES},
        "attribution": {level: _rates(_level_tally(total, level)) for level in LEVELS},
        "given_content_found": _given_content(total),
        "content_recall_by_type": {k: _kind_rates(total, k) for k in KINDS if total["kind", k, "gold"]},
        "citron_style": citron_scores(total),
    }
    if bootstrap and articles:
        result.update(_intervals(articles, bootstrap, seed))
    return result


# ------------------------------------------------------------------ one article
def _check_rows(rows: Iterable[Row], names: Sequence[str]) -> None:
    for row in rows:
        missing = [name for name in names if name not in row]
        if missing:
            raise EvaluationError(f"the row {row.get('id')} has no {missing[0]}", ", ".join(names))


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row["id"] in found:
            raise EvaluationError(f"the article {row['id']} is predicted twice", "one row an article")
        found[row["id"]] = row
    return found


def _count_article(gold_row: Row, predicted_row: Row | None) -> Counts:
    layout = Layout(gold_row["text"])
    gold = _annotated(layout, gold_row)
    predicted = [] if predicted_row is None else _annotated(layout, predicted_row)
    counts: Counts = Counter({("words",): len(layout), ("gold",): len(gold), ("predicted",): len(predicted)})
    pairs = pair(gold, predicted)
    for part in (
        _role_counts(gold, predicted),
        _pair_counts(gold, predicted, pairs),
        _kind_counts(gold, predicted, pairs),
        citron_counts(layout, gold, predicted),
    ):
        counts.update(part)
    return counts


def _annotated(layout: Layout, row: Row) -> list[Annotated]:
    expected = row.get("text_sha256")
    found = hashlib.sha256(layout.text.encode("utf-8", "surrogatepass")).hexdigest()
    if expected not in (None, found):
        raise EvaluationError(
            f"the text of {row['id']} has the SHA-256 {found}",
            str(expected),
            "gold and prediction have to be of the same text",
        )
    return [layout.annotated(attribution) for attribution in row["attributions"]]


def pair(gold: Sequence[Annotated], predicted: Sequence[Annotated]) -> dict[int, int]:
    """Assigns predicted to gold attributions, one to one; gives the predicted index of each gold one.

    The shared words of content are most in sum; of equal assignments that one
    is taken which shares more words of the cue, then of the source.
    """
    weights: dict[tuple[int, int], int] = {}
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            content, cue, source = (
                len(wanted[role].words & given[role].words) for role in ("content", "cue", "source")
            )
            if content:
                minor = min(HUNDRED - 1, cue) * HUNDRED + min(HUNDRED - 1, source)
                weights[i, j] = content * HUNDRED**2 + minor
    return best_pairs(weights)


class Verdict(NamedTuple):
    """What is right of a predicted attribution held against a gold one."""

    source: bool
    cue: bool
    content: bool
    strict: bool

    @property
    def lenient_no_cue(self) -> bool:
        """Source and content agree."""
        return self.source and self.content

    @property
    def lenient(self) -> bool:
        """Source and content agree, and the cue is met."""
        return self.cue and self.lenient_no_cue


def judge(wanted: Annotated, given: Annotated) -> Verdict:
    """Holds a predicted attribution against its gold one."""
    no_source = not (wanted.source.words or given.source.words)
    no_cue = not (wanted.cue.words or given.cue.words)
    return Verdict(
        source=no_source or wanted.source.agreement(given.source) >= ENOUGH,
        cue=no_cue or not wanted.cue.words.isdisjoint(given.cue.words),
        content=wanted.content.agreement(given.content) >= ENOUGH,
        strict=all(wanted[role].spans == given[role].spans for role in ROLES),
    )


def _role_counts(gold: Sequence[Annotated], predicted: Sequence[Annotated]) -> Counts:
    counts: Counts = Counter()
    for role in ROLES:
        wanted, given = [item[role] for item in gold], [item[role] for item in predicted]
        sides: dict[str, tuple[Counter[Any], Counter[Any]]] = {
            "exact": (Counter(e.spans for e in wanted), Counter(e.spans for e in given)),
            "exact_nopunct": (Counter(e.core for e in wanted), Counter(e.core for e in given)),
            "token": (
                Counter({word for e in wanted for word in e.words}),
                Counter({word for e in given for word in e.words}),
            ),
        }
        for measure, (gold_items, predicted_items) in sides.items():
            for items in (gold_items, predicted_items):
                items.pop((), None)
                items.pop(frozenset(), None)
            counts["role", role, measure, "right"] = (gold_items & predicted_items).total()
            counts["role", role, measure, "predicted"] = predicted_items.total()
            counts["role", role, measure, "gold"] = gold_items.total()
    return counts


def _pair_counts(gold: Sequence[Annotated], predicted: Sequence[Annotated], pairs: dict[int, int]) -> Counts:
    counts: Counts = Counter()
    for i, j in pairs.items():
        verdict = judge(gold[i], predicted[j])
        for level in LEVELS:
            counts["level", level] += getattr(verdict, level)
        if not verdict.content:
            continue
        wanted, given = gold[i].source.words, predicted[j].source.words
        counts["found", "pairs"] += 1
        counts["found", "source_right"] += verdict.source
        counts["found", "cue_right"] += verdict.cue
        counts["found", "source_missing"] += bool(wanted and not given)
        counts["found", "source_disjoint"] += bool(wanted and given and not wanted & given)
        counts["found", "source_given_gold_has_none"] += bool(given and not wanted)
    return counts


def _kind_counts(gold: Sequence[Annotated], predicted: Sequence[Annotated], pairs: dict[int, int]) -> Counts:
    counts: Counts = Counter()
    predicted_words = {word for item in predicted for word in item.content.words}
    for i, item in enumerate(gold):
        counts["kind", item.kind, "gold"] += 1
        counts["kind", item.kind, "words"] += len(item.content.words)
        counts["kind", item.kind, "words_found"] += len(item.content.words & predicted_words)
        if i in pairs:
            verdict = judge(item, predicted[pairs[i]])
            for name in ("content", "lenient", "lenient_no_cue"):
                counts["kind", item.kind, name] += getattr(verdict, name)
    exact = Counter((item.content.spans, item.kind) for item in gold) & Counter(
        (item.content.spans, item.kind) for item in predicted
    )
    for (spans, kind), number in exact.items():
        counts["kind", kind, "exact"] += number if spans else 0
    return counts


# ------------------------------------------------------------------- all of them
def _rates(tally: Tally) -> dict[str, float]:
    return {
        "P": tally.precision,
        "R": tally.recall,
        "F1": tally.f1,
        "tp": tally.right,
        "pred": tally.predicted,
        "gold": tally.gold,
    }


def _role_tally(counts: Counts, role: str, measure: str) -> Tally:
    return Tally(*(counts["role", role, measure, what] for what in ("right", "predicted", "gold")))


def _level_tally(counts: Counts, level: str) -> Tally:
    return Tally(counts["level", level], counts["predicted",], counts["gold",])


def _given_content(counts: Counts) -> dict[str, float]:
    """Of the pairs whose content agrees, how often the rest is right, in per cent."""
    pairs = counts["found", "pairs"]
    names = (
        "source_right",
        "source_missing",
        "source_disjoint",
        "source_given_gold_has_none",
        "cue_right",
    )
    return {"pairs": pairs, **{name: per_cent(counts["found", name], pairs) for name in names}}


def _kind_rates(counts: Counts, kind: str) -> dict[str, float]:
    number = counts["kind", kind, "gold"]
    return {
        "gold": number,
        "exact": per_cent(counts["kind", kind, "exact"], number),
        "found_f1_50": per_cent(counts["kind", kind, "content"], number),
        "token": per_cent(counts["kind", kind, "words_found"], counts["kind", kind, "words"]),
        "lenient": per_cent(counts["kind", kind, "lenient"], number),
        "lenient_no_cue": per_cent(counts["kind", kind, "lenient_no_cue"], number),
    }


def _intervals(articles: Sequence[Counts], samples: int, seed: int) -> dict[str, list[float]]:
    """95 % intervals of two F1 by resampling whole articles (percentile bootstrap, Efron 1979)."""
    tallies = [(_level_tally(c, "lenient"), _role_tally(c, "content", "token")) for c in articles]
    # not for secrets: the seed makes the intervals the same each time
    source = random.Random(seed)
    lenient, token = list[float](), list[float]()
    for _ in range(samples):
        drawn = source.choices(tallies, k=len(tallies))
        lenient.append(sum((a for a, _ in drawn), Tally()).f1)
        token.append(sum((b for _, b in drawn), Tally()).f1)
    return {
        "lenient_F1_ci95": _middle(lenient),
        "content_token_F1_ci95": _middle(token),
    }


def _middle(values: list[float]) -> list[float]:
    """The bounds of the middle 95 % of some values."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return [ordered[int(0.025 * len(ordered))], ordered[min(last, int(0.975 * len(ordered)))]]
