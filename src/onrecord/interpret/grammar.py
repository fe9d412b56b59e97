"""The grammar of time phrases: where a text names a time, and which.

A recursive descent over words; each method reads one construction from a word
on and gives the time with the word behind it, or None. Words come from
`lexicon/time.toml`. Durations ("for two hours"), times of day alone, and "now"
are no time phrases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.interpret.compound import Between, Edge, Lasting, Open, Shifted
from onrecord.interpret.cursor import Read, listed, starters, table
from onrecord.interpret.reckoned import ReckonedReader
from onrecord.interpret.times import Day, Feast, Months, Time, Vague, Weekday, Years
from onrecord.record import Span
from onrecord.text.words import Words


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time phrase: its words, as numbers of the first and the one behind the last, and what they mean."""

    first: int
    behind: int
    span: Span
    time: Time


def time_phrases(words: Words) -> tuple[TimePhrase, ...]:
    """All time phrases of a text in reading order, none inside another."""
    reader = _Reader(words)
    first = starters()
    found = []
    i, count = 0, len(words)
    while i < count:
        read = None
        if reader.low[i] in first or words.texts[i][0].isdigit():
            reader.enter(i)
            read = reader.phrase(i)
        if read is None:
            i += 1
            continue
        time, behind = read
        found.append(TimePhrase(i, behind, Span(words.starts[i], words.ends[behind - 1]), time))
        i = behind
    return tuple(found)


class _Reader(ReckonedReader):
    """Reads phrases, from the widest to the narrowest."""

    def phrase(self, i: int) -> Read:
        """Any time phrase, with the word that opens one of its ends."""
        return self._open(i) or self._range(i)

    def _open(self, i: int) -> Read:
        kind, j = self._opener(i)
        if not kind:
            return None
        framed = self._framed(i) if self.at(i) == "from" else None
        if framed and isinstance(framed[0], Between):
            return framed
        read = self._range(self.skip(j, listed("hedges")))
        if read is None or (isinstance(read[0], Vague) and kind != "from"):
            return read and (read[0], read[1])
        time, behind = read
        if self.at(i) == "from" and isinstance(time, Years | Vague):
            return None if not isinstance(time, Years) else (time, behind)
        return Open(kind, time), behind

    def _opener(self, i: int) -> tuple[str, int]:
        word = self.at(i)
        if word == "as" and self.at(i + 1) == "of":
            return "as of", i + 2
        if word == "as" and self.at(i + 1) in ("soon", "early") and self.at(i + 2) == "as":
            return "soonest", i + 3
        for kind, key in (
            ("from", "from"),
            ("until", "until"),
            ("until", "by"),
            ("before", "before"),
            ("after", "after"),
        ):
            if word in listed(key):
                follows = self.at(i + 1)
                takes = 2 if follows in ("on", "in", "from", "at") else 1
                if word in listed("early") and (follows == "of"):
                    return "", i
                return kind, i + takes
        return "", i

    def _range(self, i: int) -> Read:
        lead = self.at(i)
        if lead in ("between", "from"):
            return self._framed(i)
        first = self._item(i)
        if first is None:
            return None
        time, behind = first
        return self._joined(time, behind) or first

    def _framed(self, i: int) -> Read:
        """ "between … and …", "from … to …"."""
        clock = self._clock_on(i + 1)
        j = clock or i + 1
        if clock and self.at(j) in listed("joins"):
            j = self._clock_on(j + 1) or j
        first = self._item(j) or self.bare_year(j)
        if first is None:
            return None
        if clock:
            return first
        time, behind = first
        if self.at(behind) == ",":
            behind += 1
        if self.at(behind) not in listed("joins"):
            return first if self.at(i) == "from" else None
        last = self._last_of(time, behind + 1)
        return (Between(time, last[0]), last[1]) if last else first

    def _joined(self, time: Time, behind: int) -> Read:
        """A list or range without "from": "Friday and Saturday", "March 3-5", "March 17, 18 and 19"."""
        last: Read = None
        j = behind
        while self.at(j) in listed("joins") or self.at(j) == ",":
            k = j + 1
            if self.at(j) == "," and self.at(k) in ("and", "or"):
                k += 1
            more = self._last_of(time, k)
            if more is None:
                break
            last, j = more, more[1]
        if last is None or (self.at(behind) == "," and self.at(last[1] - 2) == ","):
            return None
        return Between(time, last[0]), last[1]

    def _last_of(self, first: Time, j: int) -> Read:
        """The second time of a range, of the first one's kind, which completes it."""
        if isinstance(first, Day):
            number = self.number(j)
            if number and self.at(j)[0].isdigit() and number <= 31 and not self._item(j):
                behind = j + 1
                year = self.year_behind(behind)
                return (
                    Day(first.month, number, year[0] if year else first.year),
                    year[1] if year else behind,
                )
        if isinstance(first, Years) and first.count == 1:
            short = self.at(j)
            if len(short) == 2 and short.isdigit():
                return Years(first.first // 100 * 100 + int(short)), j + 1
            bare = self.bare_year(j)
            if bare:
                return bare
        later = self._item(j)
        if later is None:
            return None
        kinds = (Day, Months, Years, Weekday, Edge, Shifted, Feast)
        return later if isinstance(later[0], kinds) and not isinstance(first, Vague | Lasting) else None

    def _item(self, i: int) -> Read:
        clock = self._clock_on(i)
        read = self._edged(clock) or self._core(clock) if clock else None
        read = read or self._edged(i) or self._core(i)
        if read is None:
            return None
        time, behind = read
        return time, self._tail(behind)

    def _edged(self, i: int) -> Read:
        """ "early on Tuesday", "the end of the year", "mid-March", "later this month"."""
        j = i + 1 if self.at(i) == "the" else i
        word = self.at(j)
        if word in listed("parts") and self.at(j + 1) in ("of", "on"):
            k = j + 3 if self.at(j + 2) == "the" and self.number(j + 3) else j + 2
            return self._core(k)
        part = self._part(word, j)
        if not part:
            return None
        k = j + 1
        if self.at(k) in ("of", "on", "in", "-", "–"):
            k += 1
        elif self.at(i) == "the":
            return None
        of = self._whole_unit(k) if self.at(k) == "the" else None
        of = of or self._core(k) or self.bare_year(k)
        if of is None or isinstance(of[0], Vague):
            return None
        return Edge(part, of[0]), of[1]

    def _part(self, word: str, i: int) -> str:
        if word in ("beginning", "start", "end", "close", "opening"):
            if self.at(i + 1) != "of":
                return ""
            return "end" if word in ("end", "close") else "start"
        for part in ("early", "late", "mid", "rest"):
            if word in listed(part):
                return part
        return ""

    def _whole_unit(self, i: int) -> Read:
        """ "the year" of "by the end of the year"."""
        unit = table("units").get(self.at(i + 1))
        if unit is None or unit[1] != 1 or self.at(i + 1) == "night":
            return None
        return Shifted(unit[0], 0), i + 2

    def _core(self, i: int) -> Read:
        for rule in self._rules():
            read = rule(i)
            if read is not None:
                return read
        return None

    def _rules(self) -> tuple[Callable[[int], Read], ...]:
        return (
            *(self.weekday_date, self.date, self.month, self.season, self.quarter, self.feast),
            *(self.deictic, self.shifted, self.ago, self.lasting, self.decade, self.year),
        )

    def _tail(self, i: int) -> int:
        """What follows a day and belongs to it: the part of the day, the hour, the weekday in brackets."""
        j = i
        while True:
            k = j + 1 if self.at(j) == "," else j
            if self.at(j) in listed("parts"):
                j += 1
            elif clock := self._clock_on(k):
                j = clock
            elif self.at(j) in listed("zones") and j > i:
                j += 1
            else:
                return j

    def _clock_on(self, i: int) -> int:
        """The word behind a time of day and an "on" that leads to its day; 0 where there is none."""
        i = self.clock(i)
        if not i:
            return 0
        i = self.skip(i, listed("zones"))
        if self.at(i) in ("on", ","):
            return i + 1 if self._core(i + 1) else i
        return i
