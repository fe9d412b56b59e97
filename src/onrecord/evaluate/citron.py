"""The measures by which Citron scores quotation extraction, on onrecord's words.

Citron (BBC, 2021) counts a quotation's cue as one run of words, and looks for
any counterpart that does, not for one of its own: two predictions may be right
by the same gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.evaluate.elements import ROLES, Annotated, Element, Layout
from onrecord.evaluate.tally import Tally, mean_of_rates

Counts = Counter[tuple[str, ...]]
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quotation in runs of words, half-open; `cue_run` spans all of its cue."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    cue_run: Run | None

    def runs(self, role: str) -> tuple[Run, ...]:
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


def citron_counts(layout: Layout, gold: Sequence[Annotated], predicted: Sequence[Annotated]) -> Counts:
    """Counts one article.

    Keys are ("citron", "exact", test, what) and ("citron", "overlap", role, what).
    """
    wanted = [_quote(layout, item) for item in gold]
    given = [_quote(layout, item) for item in predicted]
    counts: Counts = Counter()
    for name, same in _TESTS.items():
        key = ("citron", "exact", name)
        counts[*key, "right"] += sum(any(same(p, g) for g in wanted) for p in given)
        counts[*key, "found"] += sum(any(same(p, g) for p in given) for g in wanted)
        counts[*key, "predicted"] += len(given)
        counts[*key, "gold"] += len(wanted)
    for role in ROLES:
        key = ("citron", "overlap", role)
        given_runs = [run for quote in given for run in quote.runs(role)]
        wanted_runs = [run for quote in wanted for run in quote.runs(role)]
        counts[*key, "right"] += sum(_common(a, b) for a in given_runs for b in wanted_runs)
        counts[*key, "predicted"] += sum(end - start for start, end in given_runs)
        counts[*key, "gold"] += sum(end - start for start, end in wanted_runs)
    return counts


def citron_scores(counts: Counts) -> dict[str, dict[str, dict[str, float]]]:
    """Precision, recall and F1 in per cent of the counts of all articles.

    In exact recall a gold that was found by a prediction counts once, what was
    not found is missed, and the right predictions stand above the line: as in
    Citron, so it differs from the share of gold that was found.
    """
    overlap = {role: _overlap(counts, (role,)) for role in ROLES}
    return {
        "exact": {name: _exact(counts, name) for name in _TESTS},
        "overlap": {**overlap, "all": _overlap(counts, ROLES)},
    }


def _exact(counts: Counts, name: str) -> dict[str, float]:
    right, found, predicted, gold = (
        counts["citron", "exact", name, what] for what in ("right", "found", "predicted", "gold")
    )
    precision = right / predicted if predicted else 0.0
    wanted = right + gold - found
    recall = right / wanted if wanted else 0.0
    return {"P": 100 * precision, "R": 100 * recall, "F1": mean_of_rates(precision, recall)}


def _overlap(counts: Counts, roles: Sequence[str]) -> dict[str, float]:
    right, predicted, gold = (
        sum(counts["citron", "overlap", role, what] for role in roles)
        for what in ("right", "predicted", "gold")
    )
    tally = Tally(right, predicted, gold)
    return {"P": tally.precision, "R": tally.recall, "F1": tally.f1}


def _quote(layout: Layout, item: Annotated) -> _Quote:
    cue = _runs(layout, item.cue)
    return _Quote(
        _runs(layout, item.source),
        cue,
        _runs(layout, item.content),
        (cue[0][0], cue[-1][1]) if cue else None,
    )


def _runs(layout: Layout, element: Element) -> tuple[Run, ...]:
    words = [layout.words_of(span) for span in element.spans]
    return tuple((piece.start, piece.stop) for piece in words)


def _common(a: Run, b: Run) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _same_cue(given: _Quote, wanted: _Quote) -> bool:
    return given.cue_run is not None and given.cue_run == wanted.cue_run


def _cues_touch(given: _Quote, wanted: _Quote) -> bool:
    """Whether the cues share a word, or the gold's ends where the given one starts, as in Citron."""
    a, b = given.cue_run, wanted.cue_run
    return a is not None and b is not None and a[0] <= b[1] and b[0] < a[1]


def _same_source(given: _Quote, wanted: _Quote) -> bool:
    return _cues_touch(given, wanted) and given.source == wanted.source


def _same_content(given: _Quote, wanted: _Quote) -> bool:
    return _cues_touch(given, wanted) and given.content == wanted.content


def _all_same(given: _Quote, wanted: _Quote) -> bool:
    return _same_cue(given, wanted) and given.source == wanted.source and given.content == wanted.content


_TESTS: dict[str, Callable[[_Quote, _Quote], bool]] = {
    "cue": _same_cue,
    "source": _same_source,
    "content": _same_content,
    "all": _all_same,
}
