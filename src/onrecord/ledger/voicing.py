"""Who speaks in the ledger, a page at a time, from the columns in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.cast_list import CastList
from onrecord.ledger.coded import Codes, counted
from onrecord.ledger.counting import Counting
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
    """Arrays by speaker (in the order of voice and report), and what is told of each voice."""

    version: int
    speakers: list[str]
    cast: CastList
    words: list[str]
    voice: NDArray[np.int32]
    report: NDArray[np.int32]
    said: NDArray[np.int64]
    told: list[tuple[str, str, str | None, bool, str | None]]
    by_name: NDArray[np.int64]

    def page(self, query: VoiceQuery, limit: int, skip: int) -> VoicePage:
        chosen = self._chosen(query)
        voice, report = self.voice[chosen], self.report[chosen]
        number = len(self.told)
        statements = np.bincount(voice, weights=self.said[chosen], minlength=number).astype(np.int64)
        fresh = np.ones(len(voice), dtype=np.bool_)  # the first speaker of a voice in a report
        fresh[1:] = (voice[1:] != voice[:-1]) | (report[1:] != report[:-1])
        reports = np.bincount(voice[fresh], minlength=number)
        there = np.flatnonzero(statements)
        first = -statements[there] if query.sort == "-statements" else np.zeros(len(there))
        order = there[np.lexsort((self.by_name[there], first))]
        made = (
            Voice(*self.told[one], int(statements[one]), int(reports[one]))
            for one in order[skip : skip + limit].tolist()
        )
        return VoicePage(tuple(made), len(there))

    def _chosen(self, query: VoiceQuery) -> NDArray[np.bool_]:
        """Which speakers meet a query."""
        chosen = self.said > 0
        for word in folded(query.words or "").split():
            chosen &= np.fromiter((word in one for one in self.words), np.bool_, len(self.words))
        if query.type or query.named is not None:
            rows = [self.cast.speakers[one] for one in self.speakers]
            if query.type:
                chosen &= np.fromiter((row.type == query.type for row in rows), np.bool_, len(rows))
            if query.named is not None:
                chosen &= np.fromiter((row.named == query.named for row in rows), np.bool_, len(rows))
        return chosen


def _voices(counting: Counting) -> _Voices:
    """Puts speakers together: a person or body; else the named of one name; else each alone."""
    s, cast = counting.statements, counting.cast
    said_by_code = counted(s.speaker.all[s.alive.all], len(s.speakers))
    voices: Codes[str] = Codes()
    found: list[tuple[int, int, str, int]] = []
    for one, row in cast.speakers.items():
        code, report = s.speakers.known(one), s.reports.known(row.report)
        said = int(said_by_code[code]) if code is not None else 0
        if said and report is not None:
            person = cast.members.get(one)
            alone = f"name {row.words}" if row.named else f"speaker {one}"
            found.append((voices(f"person {person}" if person else alone), report, one, said))
    found.sort()
    speakers = [one for _, _, one, _ in found]
    told = _told(cast, found, len(voices))
    names = sorted(range(len(told)), key=lambda n: (told[n][1].lower(), told[n][1], voices.values[n]))
    by_name = np.zeros(len(told), dtype=np.int64)
    by_name[names] = np.arange(len(told))
    return _Voices(
        counting.version,
        speakers,
        cast,
        [cast.speakers[one].words + (who.words if (who := cast.person_of(one)) else "") for one in speakers],
        np.array([one[0] for one in found], dtype=np.int32),
        np.array([one[1] for one in found], dtype=np.int32),
        np.array([one[3] for one in found], dtype=np.int64),
        told,
        by_name,
    )


def _told(
    cast: CastList, found: list[tuple[int, int, str, int]], number: int
) -> list[tuple[str, str, str | None, bool, str | None]]:
    """Id, name, kind, whether named, and affiliation of each voice."""
    members: list[list[str]] = [[] for _ in range(number)]
    for voice, _, one, _ in found:
        members[voice].append(one)
    made: list[Any] = []
    for those in members:
        rows = [cast.speakers[one] for one in those]
        who = cast.person_of(those[0])
        made.append(
            (
                cast.members.get(those[0]) or min(those),
                who.name if who else max(row.name for row in rows),
                (who.type if who else None) or max((row.type for row in rows if row.type), default=None),
                any(row.named for row in rows),
                max((row.affiliation for row in rows if row.affiliation), default=None),
            )
        )
    return made
