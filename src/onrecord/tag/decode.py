"""Decoding: scores of words to spans, spans to attributions.

First the likeliest sequence of labels in which every span that begins also ends
(Viterbi 1967). Then every content goes to the cue its words point at, and every
cue takes the source it points at; a source may serve several cues.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.tag.labels import INDEX, LABELS, MAY_END, MAY_START, OUTSIDE, allowed_transitions, role_of
from onrecord.tag.network import Scores
from onrecord.tag.windows import Floats, Ints, Window, middle_weights

SURE_OUTSIDE = float(np.log(0.998))
_NEVER = -1e9
_CUE = [i for i, label in enumerate(LABELS) if label.endswith("-cue")]
_CONTENT = [i for i, label in enumerate(LABELS) if label.endswith("-content")]


def _following() -> list[tuple[list[int], list[int]]]:
    """Groups of labels with the labels that each may follow: (before, after)."""
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for after, column in enumerate(allowed_transitions().T):
        groups[tuple(np.flatnonzero(column).tolist())].append(after)
    return [(list(before), after) for before, after in groups.items()]


_FOLLOWING = _following()
_LAST = np.flatnonzero(MAY_END).tolist()
_ALLOWED = allowed_transitions()


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers fitted on the tuning part.

    `cue_bias` and `content_bias` are added to the log scores of those labels;
    a content whose best cue has less than `link_floor` belongs to none.
    """

    cue_bias: float = 0.0
    content_bias: float = 0.0
    link_floor: float = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words with one role; `start` and `end` are half-open word numbers."""

    role: str
    start: int
    end: int


@dataclass(slots=True)
class Linked:
    """A cue with what points at it, as runs of words, and how sure each step was.

    `evidence` are natural logarithms of probabilities, see `confidence.py`.
    """

    cue: Run | None
    sources: list[Run] = field(default_factory=list)
    contents: list[Run] = field(default_factory=list)
    evidence: dict[str, float] = field(default_factory=dict)


def average_labels(windows: Sequence[Window], scores: Sequence[Scores], total: int) -> Floats:
    """Averages what overlapping windows say of each word.

    Shape: (total, labels), log probabilities.
    """
    summed = np.zeros((total, len(LABELS)), np.float32)
    weight = np.zeros((total, 1), np.float32)
    for window, score in zip(windows, scores, strict=True):
        own = middle_weights(window.end - window.start)[:, None]
        summed[window.start : window.end] += own * np.exp(score.labels)
        weight[window.start : window.end] += own
    return np.log(np.maximum(summed / np.maximum(weight, 1e-6), 1e-9))


def cue_chances(windows: Sequence[Window], scores: Sequence[Scores], total: int) -> Floats:
    """How likely each word is part of a cue, by the heads for statements or those for what stands within.

    Shape: (total,), probabilities; 1 throughout for a network without the latter.
    """
    inner = [score.inner for score in scores if score.inner is not None]
    if len(inner) < len(scores):
        return np.ones(total, np.float32)
    levels = [average_labels(windows, level, total)[:, _CUE] for level in (scores, inner)]
    found: Floats = np.exp(np.maximum(*(level.max(1) for level in levels)))
    return found


def best_labels(log_probabilities: Floats, settings: Settings) -> list[int]:
    """The likeliest allowed sequence of labels.

    Words that are surely outside cut the text into stretches decoded one by one.
    """
    scores = log_probabilities.copy()
    scores[:, _CUE] += settings.cue_bias
    scores[:, _CONTENT] += settings.content_bias
    labels = [OUTSIDE] * len(scores)
    open_words = np.flatnonzero(log_probabilities[:, OUTSIDE] < SURE_OUTSIDE)
    if not len(open_words):
        return labels
    breaks = np.flatnonzero(np.diff(open_words) > 1) + 1
    highest = scores.argmax(1)
    for stretch in np.split(open_words, breaks):
        first, last = int(stretch[0]), int(stretch[-1]) + 1
        own = highest[first:last]
        labels[first:last] = own.tolist() if _is_allowed(own) else _viterbi(scores[first:last])
    return labels


def _is_allowed(labels: Ints) -> bool:
    """Whether the likeliest label of each word gives a sequence that may be: then it is the likeliest one."""
    return bool(MAY_START[labels[0]] and MAY_END[labels[-1]] and _ALLOWED[labels[:-1], labels[1:]].all())


def _viterbi(scores: Floats) -> list[int]:
    """The best path through one stretch, in plain Python: the rows are too short for arrays to pay.

    Labels fall into groups that may follow the same labels, so each group looks
    for its best predecessor once.
    """
    rows = scores.tolist()
    best = [score if may else _NEVER for score, may in zip(rows[0], MAY_START.tolist(), strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        came = [0] * len(row)
        reached = [0.0] * len(row)
        for before, after in _FOLLOWING:
            if len(before) == 2:  # begun or going on: three groups in four
                one, label = before
                if best[one] >= best[label]:
                    label = one
            else:
                label = max(before, key=best.__getitem__)
            score = best[label]
            for other in after:
                came[other] = label
                reached[other] = score + row[other]
        best = reached
        back.append(came)
    label = max(_LAST, key=best.__getitem__)
    path = [label]
    for came in reversed(back):
        label = came[label]
        path.append(label)
    return path[::-1]


def runs_of(labels: Sequence[int]) -> list[Run]:
    """Spans of a label sequence, in reading order."""
    runs: list[Run] = []
    start = 0
    for i, label in enumerate(labels):
        place = LABELS[label][0]
        if place in "BS":
            start = i
        if place in "ES":
            role = role_of(label)
            assert role is not None
            runs.append(Run(role, start, i + 1))
    return runs


class Links:
    """How strongly runs belong together, averaged over the windows that show both."""

    def __init__(self) -> None:
        self._sum: dict[tuple[int, int], float] = defaultdict(float)
        self._weight: dict[tuple[int, int], float] = defaultdict(float)

    def add(self, one: int, other: int, value: float, weight: float) -> None:
        """Adds what one window says of the pair of runs."""
        self._sum[one, other] += value * weight
        self._weight[one, other] += weight

    def of(self, one: int) -> dict[int, float]:
        """The probability for every partner of a run."""
        return self._by_first.get(one, {})

    def close(self) -> Links:
        """Sorts the pairs by their first run; call once, after the last `add`."""
        self._by_first: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), value in self._sum.items():
            self._by_first[one][other] = value / self._weight[one, other]
        return self


def link_runs(
    runs: Sequence[Run], windows: Sequence[Window], scores: Sequence[Scores]
) -> tuple[Links, Links]:
    """Reads off which run belongs to which cue, and which source a cue has.

    Returns probabilities content or source → cue, and cue → source, by the
    positions of the runs in `runs`.
    """
    to_cue, to_source = Links(), Links()
    for window, score in zip(windows, scores, strict=True):
        here = [i for i, r in enumerate_between(runs, window)]
        cues = [i for i in here if runs[i].role == "cue" and runs[i].start >= window.start]
        sources = [i for i in here if runs[i].role == "source" and runs[i].start >= window.start]
        weights = middle_weights(window.end - window.start)
        for i in here:
            run = runs[i]
            rows = slice(max(run.start, window.start) - window.start, min(run.end, window.end) - window.start)
            table, partners, links = (
                (score.to_source, sources, to_source) if run.role == "cue" else (score.to_cue, cues, to_cue)
            )
            if not partners:
                continue
            heads = [runs[k].start - window.start for k in partners]
            length = rows.stop - rows.start
            values = np.add.reduce(table[rows][:, [1 + h for h in heads]], 0) / length
            own = float(np.add.reduce(weights[rows]) / np.float32(length))
            for k, head, value in zip(partners, heads, values.tolist(), strict=True):
                links.add(i, k, value, min(own, float(weights[head])))
    return to_cue.close(), to_source.close()


def enumerate_between(runs: Sequence[Run], window: Window) -> list[tuple[int, Run]]:
    """The runs that have words in a window, with their positions.

    `runs` are in reading order and do not overlap, so a binary search finds them.
    """
    low, high = 0, len(runs)
    while low < high:
        middle = (low + high) // 2
        if runs[middle].end <= window.start:
            low = middle + 1
        else:
            high = middle
    found = []
    for i in range(low, len(runs)):
        if runs[i].start >= window.end:
            break
        found.append((i, runs[i]))
    return found


def link_attributions(
    runs: Sequence[Run], to_cue: Links, to_source: Links, log_probabilities: Floats, settings: Settings
) -> list[Linked]:
    """Puts together cue, contents and source; cues without content are dropped."""
    linked = {i: Linked(run) for i, run in enumerate(runs) if run.role == "cue"}
    for i, run in enumerate(runs):
        if run.role == "content":
            cue, value = max(to_cue.of(i).items(), key=lambda item: item[1], default=(None, 0.0))
            if cue is not None and value >= settings.link_floor:
                own = linked[cue]
                own.contents.append(run)
                own.evidence["link"] = min(own.evidence.get("link", 0.0), _log(value))
    for i, own in linked.items():
        source, value = _source_of(i, runs, to_cue, to_source)
        if source is not None:
            own.sources.append(source)
            own.evidence["source_link"] = _log(value)
    complete = [own for own in linked.values() if own.contents]
    for own in complete:
        _add_evidence(own, log_probabilities)
    return complete


def _source_of(i: int, runs: Sequence[Run], to_cue: Links, to_source: Links) -> tuple[Run | None, float]:
    """The source a cue points at, helped by what the source points at."""
    best, best_value = None, 0.0
    for k, forward in to_source.of(i).items():
        value = 0.7 * forward + 0.3 * to_cue.of(k).get(i, 0.0)
        if value > best_value:
            best, best_value = runs[k], value
    return (best, best_value) if best_value >= 0.2 else (None, best_value)


def _log(value: float) -> float:
    return float(np.log(max(value, 1e-6)))


def _add_evidence(own: Linked, log_probabilities: Floats) -> None:
    assert own.cue is not None
    own.evidence["cue"] = _weakest(own.cue, log_probabilities)
    edges = [_edges(run, log_probabilities) for run in own.contents]
    own.evidence["content"] = min(edges)
    inside = [k for run in own.contents for k in range(run.start, run.end)]
    own.evidence["inner_cue"] = float(log_probabilities[np.ix_(inside, _CUE)].max())
    if own.sources:
        own.evidence["source"] = min(_weakest(run, log_probabilities) for run in own.sources)


def _role_log(run: Run, k: int, log_probabilities: Floats) -> float:
    first = INDEX[f"B-{run.role}"]
    return float(np.log(np.exp(log_probabilities[k, first : first + 4]).sum()))


def _weakest(run: Run, log_probabilities: Floats) -> float:
    return min(_role_log(run, k, log_probabilities) for k in range(run.start, run.end))


def _edges(run: Run, log_probabilities: Floats) -> float:
    if run.end - run.start == 1:
        return float(log_probabilities[run.start, INDEX[f"S-{run.role}"]])
    return float(
        log_probabilities[run.start, INDEX[f"B-{run.role}"]]
        + log_probabilities[run.end - 1, INDEX[f"E-{run.role}"]]
    )
