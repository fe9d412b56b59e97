"""Who speaks in the ledger, a page at a time, from the columns in memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.cast_list import CastList
from onrecord.ledger.coded import counted
from onrecord.ledger.counting import NAMED, Counting
from onrecord.ledger.speaking import VOICE_SORTS, VoicePage, VoiceQuery
from onrecord.ledger.words import folded
from onrecord.record.audit import Voice
from onrecord.record.errors import QueryError


class Voicing:
    """Voices of one ledger: its speakers, put together where they are one."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._made: _Voices | None = None

    def page(self, query: VoiceQuery, limit: int = 50, skip: int = 0) -> VoicePage:
        """Voices that meet a query, in its order; raises `QueryError`."""
        if query.sort not in VOICE_SORTS:
            raise QueryError(f"there is no order {query.sort!r}", f"one of {', '.join(VOICE_SORTS)}")
        with self._counting.up_to_date():
            if self._made is None or self._made.version != self._counting.version:
                self._made = _voices(self._counting)
            return self._made.page(query, limit, skip)


@dataclass(frozen=True, slots=True)
class _Voices:
    """Arrays by speaker, in the order of voices, then of reports; `first` is where a voice begins."""

    version: int
    counting: Counting
    speakers: list[str]
    voice: NDArray[np.int64]
    report: NDArray[np.int64]
    said: NDArray[np.int64]
    kind: NDArray[np.int64]
    named: NDArray[np.int64]
    first: NDArray[np.int64]
    names: dict[int, str]
    words: list[str]

    @property
    def cast(self) -> CastList:
        return self.counting.cast

    def page(self, query: VoiceQuery, limit: int, skip: int) -> VoicePage:
        chosen = self._chosen(query)
        voice, report = self.voice[chosen], self.report[chosen]
        number = len(self.first)
        statements = np.bincount(voice, weights=self.said[chosen], minlength=number).astype(np.int64)
        fresh = np.ones(len(voice), dtype=np.bool_)  # the first speaker of a voice in a report
        fresh[1:] = (voice[1:] != voice[:-1]) | (report[1:] != report[:-1])
        reports = np.bincount(voice[fresh], minlength=number)
        there = np.flatnonzero(statements)
        order = self._ordered(there, statements, query.sort, skip + limit)[skip : skip + limit]
        made = (self._told(one, int(statements[one]), int(reports[one])) for one in order)
        return VoicePage(tuple(made), len(there))

    def _chosen(self, query: VoiceQuery) -> NDArray[np.bool_]:
        """Which speakers meet a query."""
        known = self.counting.known
        chosen = np.ones(len(self.said), dtype=np.bool_)
        if query.type:
            chosen &= known["type"].values.among((query.type,))[self.kind]
        if query.named is not None:
            chosen &= known["named"].values.among((NAMED[query.named],))[self.named]
        for word in folded(query.words or "").split():
            if not self.words:
                self.words.extend(map(self._words, self.speakers))
            chosen &= np.fromiter((word in one for one in self.words), np.bool_, len(self.words))
        return chosen

    def _words(self, speaker: str) -> str:
        who = self.cast.person_of(speaker)
        return self.cast.speakers[speaker].words + (who.words if who else "")

    def _ordered(
        self, there: NDArray[np.int64], statements: NDArray[np.int64], sort: str, most: int
    ) -> list[int]:
        """Voices in their order, as many as are shown at least."""
        if sort == "name":
            return sorted(there.tolist(), key=lambda one: (self._name(one).lower(), self._name(one), one))
        if len(there) > most:  # of the rest no name is needed
            counts = statements[there]
            least = np.partition(counts, len(counts) - most)[len(counts) - most]
            there = there[counts >= least]
        return sorted(there.tolist(), key=lambda one: (-int(statements[one]), self._name(one), one))

    def _members(self, voice: int) -> list[str]:
        begin = self.first[voice]
        end = self.first[voice + 1] if voice + 1 < len(self.first) else len(self.speakers)
        return self.speakers[begin:end]

    def _name(self, voice: int) -> str:
        name = self.names.get(voice)
        if name is None:
            those = self._members(voice)
            who = self.cast.person_of(those[0])
            name = who.name if who else max(self.cast.speakers[one].name for one in those)
            self.names[voice] = name
        return name

    def _told(self, voice: int, statements: int, reports: int) -> Voice:
        those = self._members(voice)
        rows = [self.cast.speakers[one] for one in those]
        who = self.cast.person_of(those[0])
        return Voice(
            self.cast.members.get(those[0]) or min(those),
            self._name(voice),
            (who.type if who else None) or max((row.type for row in rows if row.type), default=None),
            any(row.named for row in rows),
            max((row.affiliation for row in rows if row.affiliation), default=None),
            statements,
            reports,
        )


def _voices(counting: Counting) -> _Voices:
    """Puts the speakers that say something together by who they are."""
    s, known = counting.statements, counting.known
    said = counted(s.speaker.all[s.alive.all], len(s.speakers)).astype(np.int64)
    codes = np.flatnonzero(said)
    voice, report = known["voice"].of(codes), known["of report"].of(codes)
    standing = voice > 0
    codes, voice, report = codes[standing], voice[standing], report[standing]
    order = np.lexsort((report, voice))
    codes, voice, report = codes[order], voice[order], report[order]
    _, first, numbers = np.unique(voice, return_index=True, return_inverse=True)
    return _Voices(
        counting.version,
        counting,
        [s.speakers.values[code] for code in codes.tolist()],
        numbers,
        report,
        said[codes],
        known["type"].of(codes),
        known["named"].of(codes),
        first,
        {},
        [],
    )
