"""The index of texts: which of those on record a new one is a copy of.

Candidates come from an inverted index over the samples of the sketches, so a
new text is compared with those alone that share several shingles with it; what
is said of a pair is then measured on all shingles, not estimated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.copies.credit import agency_of
from onrecord.copies.sketch import Sketch, shared, sketch_of
from onrecord.record import Record

LEAST_SHARED = 2
"""Sampled shingles that a candidate must share."""
COMMON = 64
"""A shingle that more texts hold (a boilerplate, a phrase) makes nobody a candidate …"""
ENOUGH = 8
"""… unless a text has fewer rarer ones in common with others: a wire that hundreds carry."""
SHORTEST = 25
"""Words: of shorter texts only the very same words are a copy."""
WHOLE, CONTAINED, PASSAGES = 0.6, 0.6, 0.2
"""Jaccard of a copy of the whole; containment of a shortened one, and of shared passages."""
FULL_LENGTH = 0.8
"""A text with so much of the other's length is no shortened one."""


class CopyKind(StrEnum):
    """How two texts are one.

    `same`: word for word. `copy`: nearly all of both. `shortened`: nearly all
    of the shorter one stands in the longer. `passages`: whole passages in
    common, each with much of its own: background carried over, no copy.
    """

    SAME = "same"
    COPY = "copy"
    SHORTENED = "shortened"
    PASSAGES = "passages"

    @property
    def is_copy(self) -> bool:
        """Whether the two are one text for counting."""
        return self is not CopyKind.PASSAGES


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text as the index needs it.

    `published` is an ISO day or None, `agency` the wire that the text credits.
    """

    report: str
    published: str | None
    publisher: str | None
    agency: str | None
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports with one text.

    `report` is the copy, `of` the one it was made from as far as dates and
    credits say (see `family.rank`). `jaccard` is the share of the shingles of
    both that both have, `containment` the share of the shorter text's; 0 … 1.
    """

    report: str
    of: str
    kind: CopyKind
    jaccard: float
    containment: float
    because: str


def text_of_record(record: Record) -> Text:
    """What the index needs of a record."""
    report = record.report
    return make_text(report.id, report.text, report.published, report.publisher)


def make_text(report: str, text: str, published: str | None = None, publisher: str | None = None) -> Text:
    """What the index needs of a report; `text` is the whole text as published."""
    return Text(report, published, publisher, agency_of(text, publisher), sketch_of(text))


def rank(text: Text) -> tuple[bool, str, int, str]:
    """The order in which texts can be an origin.

    The agency's own first, then the earliest published (undated last), then the
    longest, then by id.
    """
    own = text.agency is not None and text.publisher == text.agency
    return (not own, text.published or "9999", -text.sketch.words, text.report)


class CopyIndex:
    """Texts on record, and the copies among them.

    Adding is incremental: a text is compared with its candidates alone. What is
    found does not depend on the order in which texts are added. To go on in a
    later run, add the stored texts again, or keep `Sketch.sample` in a table of
    (hash, report) and add only the candidates that it gives for the new text.
    """

    def __init__(self, texts: Iterable[Text] = ()) -> None:
        self.texts: dict[str, Text] = {}
        self._holding: dict[int, list[str]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: Text) -> tuple[Copy, ...]:
        """Takes in a text and gives its copies among those before, the closest first.

        A report that is there already is replaced.
        """
        self.remove(text.report)
        found = self.find(text)
        self.texts[text.report] = text
        for value in text.sketch.sample.tolist():
            self._holding.setdefault(value, []).append(text.report)
        return found

    def remove(self, report: str) -> None:
        """Forgets a report; nothing where it is unknown."""
        text = self.texts.pop(report, None)
        for value in text.sketch.sample.tolist() if text else ():
            self._holding[value].remove(report)

    def find(self, text: Text) -> tuple[Copy, ...]:
        """The copies of a text among those in the index, the closest first."""
        pairs = (compare(text, self.texts[report]) for report in self._candidates(text))
        return tuple(
            sorted((p for p in pairs if p), key=lambda p: (-p.containment, -p.jaccard, p.report, p.of))
        )

    def _candidates(self, text: Text) -> list[str]:
        """Texts that share sampled shingles, those that few texts hold first."""
        sample = text.sketch.sample.tolist()
        holding = ([r for r in self._holding.get(value, ()) if r != text.report] for value in sample)
        return candidates(len(sample), holding, lambda report: len(self.texts[report].sketch.sample))


def candidates(sampled: int, holding: Iterable[Sequence[str]], sampled_of: Callable[[str], int]) -> list[str]:
    """The texts worth comparing with one of `sampled` hashes in its sample.

    `holding` are for each of these hashes the other texts that have it too,
    `sampled_of` gives the size of their samples.
    """
    held = sorted((holders for holders in holding if holders), key=len)
    rare = [holders for holders in held if len(holders) <= COMMON]
    used = rare if len(rare) >= ENOUGH else held[:ENOUGH]
    counts: Counter[str] = Counter()
    for holders in used:
        counts.update(holders)

    def enough(report: str, count: int) -> bool:
        size = min(sampled, sampled_of(report), max(len(used), 1))
        return count >= min(LEAST_SHARED, size) and count >= PASSAGES * size / 2

    return sorted(report for report, count in counts.items() if enough(report, count))


def compare(one: Text, other: Text) -> Copy | None:
    """What two texts have in common, None where it is less than whole passages."""
    both = shared(one.sketch.hashes, other.sketch.hashes)
    smaller = min(len(one.sketch.hashes), len(other.sketch.hashes))
    if not both:
        return None
    jaccard = both / (len(one.sketch.hashes) + len(other.sketch.hashes) - both)
    containment = both / smaller
    kind = _kind(one, other, jaccard, containment)
    if kind is None:
        return None
    origin, copy = sorted((one, other), key=rank)
    because = _because(kind, origin, copy, jaccard, containment)
    return Copy(copy.report, origin.report, kind, round(jaccard, 4), round(containment, 4), because)


def _kind(one: Text, other: Text, jaccard: float, containment: float) -> CopyKind | None:
    if jaccard == 1.0:
        return CopyKind.SAME
    short, long = sorted((one.sketch.words, other.sketch.words))
    if short < SHORTEST:
        return None
    if jaccard >= WHOLE:
        return CopyKind.COPY
    if containment >= CONTAINED:
        return CopyKind.COPY if short >= FULL_LENGTH * long else CopyKind.SHORTENED
    return CopyKind.PASSAGES if containment >= PASSAGES else None


def _because(kind: CopyKind, origin: Text, copy: Text, jaccard: float, containment: float) -> str:
    share = f"{containment:.0%}"
    told = {
        CopyKind.SAME: "the two texts have the same words throughout",
        CopyKind.COPY: f"{jaccard:.0%} of the wording of both stands in both",
        CopyKind.SHORTENED: f"{share} of the shorter text stands word for word in the longer one",
        CopyKind.PASSAGES: f"{share} of the shorter text stands in the other too, each has more of its own",
    }[kind]
    return f"{told}; {_order(origin, copy)}" if kind.is_copy else told


def _order(origin: Text, copy: Text) -> str:
    """Why one of two texts counts as the origin."""
    if origin.agency and origin.publisher == origin.agency:
        return f"{origin.agency} published the one itself"
    if origin.published and copy.published and origin.published != copy.published:
        return f"the one was published on {origin.published}, the other on {copy.published}"
    if origin.published and not copy.published:
        return "the other bears no date"
    return "neither is known to be the earlier; the longer one goes first"
