"""The grammar of time phrases: where a text names a time, and which.

A recursive descent over words; each method reads one construction from a word
on and gives the time with the word behind it, or None. Words come from
`lexicon/time.toml`. Durations ("for two hours"), times of day alone, and "now"
are no time phrases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.interpret.days import Grain
from onrecord.interpret.times import (
    Between,
    Day,
    Edge,
    Feast,
    Lasting,
    Months,
    Nightly,
    Open,
    Quarter,
    Shifted,
    Time,
    Vague,
    Weekday,
    Years,
)
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span
from onrecord.text.words import Gap, Words

Read = tuple[Time, int] | None


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
    found = []
    i = 0
    while i < len(words):
        read = reader.phrase(i) if reader.low[i] in _starters() or words.texts[i][0].isdigit() else None
        if read is None:
            i += 1
            continue
        time, behind = read
        found.append(TimePhrase(i, behind, Span(words.starts[i], words.ends[behind - 1]), time))
        i = behind
    return tuple(found)


@cache
def _set(key: str) -> frozenset[str]:
    return lexicon_words("time", f"words.{key}")


@cache
def _table(key: str) -> dict[str, Any]:
    table: dict[str, Any] = load("time")[key]
    return table


@cache
def _months() -> dict[str, int]:
    return dict(load("calendar")["months"])


@cache
def _feasts() -> dict[tuple[str, ...], tuple[str, tuple[int, ...]]]:
    """Holidays by their words, apostrophes as words of their own."""
    feasts = {}
    for rule, table in (("fixed", "holidays"), ("movable", "movable"), ("easter", "easter")):
        for name, numbers in _table(table).items():
            key = tuple(name.replace("’", " ’ ").replace(".", " .").split())
            feasts[key] = (rule, tuple(numbers) if isinstance(numbers, list) else (numbers,))
    return feasts


@cache
def _starters() -> frozenset[str]:
    """Words that a time phrase may begin with, digits apart."""
    words: set[str] = {"the", "between", "as", "overnight", "mid", "q", "in", "over", "during", "within"}
    for key in ("weekdays", "numbers", "ordinals", "days", "seasons"):
        words |= set(_table(key))
    for key in (
        *("last", "next", "this", "vague", "early", "late", "mid", "rest", "from", "until", "by"),
        *("before", "after", "clock_words", "parts", "span_last", "span_next"),
    ):
        words |= _set(key)
    words |= set(_months()) | {key[0] for key in _feasts()} | {"q1", "q2", "q3", "q4", "for", "throughout"}
    return frozenset(words)


class _Reader:
    """Reads constructions of one text; every method is given the number of a word."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.low = tuple(text.lower().replace("'", "’") for text in words.texts)
        self.count = len(words)

    def at(self, i: int) -> str:
        """The word at `i` in small letters, empty behind the end or across a paragraph."""
        return self.low[i] if 0 <= i < self.count else ""

    def number(self, i: int) -> int | None:
        """The number that a word of digits or letters writes, None for another."""
        word = self.at(i)
        if word.isascii() and word.isdigit() and len(word) < 5:
            return int(word)
        found: int | None = _table("numbers").get(word)
        return found

    # --- phrases, from the widest to the narrowest -------------------------------------------------

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
        read = self._range(self._skip(j, _set("hedges")))
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
            if word in _set(key):
                follows = self.at(i + 1)
                takes = 2 if follows in ("on", "in", "from", "at") else 1
                if word in _set("early") and (follows == "of"):
                    return "", i
                return kind, i + takes
        return "", i

    def _skip(self, i: int, skipped: frozenset[str]) -> int:
        while self.at(i) in skipped:
            i += 1
        return i

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
        clock = self._clock(i + 1)
        j = clock or i + 1
        if clock and self.at(j) in _set("joins"):
            j = self._clock(j + 1) or j
        first = self._item(j) or self._bare_year(j)
        if first is None:
            return None
        if clock:
            return first
        time, behind = first
        if self.at(behind) == ",":
            behind += 1
        if self.at(behind) not in _set("joins"):
            return first if self.at(i) == "from" else None
        last = self._last_of(time, behind + 1)
        return (Between(time, last[0]), last[1]) if last else first

    def _joined(self, time: Time, behind: int) -> Read:
        """A list or range without "from": "Friday and Saturday", "March 3-5", "March 17, 18 and 19"."""
        last: Read = None
        j = behind
        while self.at(j) in _set("joins") or self.at(j) == ",":
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
                year = self._year_behind(behind)
                return (
                    Day(first.month, number, year[0] if year else first.year),
                    year[1] if year else behind,
                )
        if isinstance(first, Years) and first.count == 1:
            short = self.at(j)
            if len(short) == 2 and short.isdigit():
                return Years(first.first // 100 * 100 + int(short)), j + 1
            bare = self._bare_year(j)
            if bare:
                return bare
        later = self._item(j)
        if later is None:
            return None
        kinds = (Day, Months, Years, Weekday, Edge, Shifted, Feast)
        return later if isinstance(later[0], kinds) and not isinstance(first, Vague | Lasting) else None

    # --- one time ---------------------------------------------------------------------------------

    def _item(self, i: int) -> Read:
        clock = self._clock(i)
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
        if word in _set("parts") and self.at(j + 1) in ("of", "on"):
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
        of = of or self._core(k) or self._bare_year(k)
        if of is None or isinstance(of[0], Vague):
            return None
        return Edge(part, of[0]), of[1]

    def _part(self, word: str, i: int) -> str:
        if word in ("beginning", "start", "end", "close", "opening"):
            if self.at(i + 1) != "of":
                return ""
            return "end" if word in ("end", "close") else "start"
        for part in ("early", "late", "mid", "rest"):
            if word in _set(part):
                return part
        return ""

    def _whole_unit(self, i: int) -> Read:
        """ "the year" of "by the end of the year"."""
        unit = _table("units").get(self.at(i + 1))
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
            *(self._weekday_date, self._date, self._month, self._season, self._quarter, self._feast),
            *(self._deictic, self._shifted, self._ago, self._lasting, self._decade, self._year),
        )

    def _tail(self, i: int) -> int:
        """What follows a day and belongs to it: the part of the day, the hour, the weekday in brackets."""
        j = i
        while True:
            k = j + 1 if self.at(j) == "," else j
            if self.at(j) in _set("parts"):
                j += 1
            elif clock := self._clock(k):
                j = clock
            elif self.at(j) in _set("zones") and j > i:
                j += 1
            else:
                return j

    def _clock(self, i: int) -> int:
        """The word behind a time of day ("at 6:30 a.m.", "noon", "1830 GMT"); 0 where there is none."""
        j = self._skip(i, _set("clock_leads"))
        if self.at(j) in _set("clock_words"):
            return self._on(j + 1)
        if not self.at(j)[:1].isdigit():
            return 0
        k = j + 1
        digits = self.at(j)
        minutes = False
        if self.at(k) in (":", ".") and self.at(k + 1)[:1].isdigit():
            digits, k, minutes = self.at(k + 1), k + 2, True
        if digits[-2:] in ("am", "pm") and digits[:-2].isdigit():
            return self._on(k)
        if self.at(k) in ("am", "pm"):
            return self._on(k + 1)
        if self.at(k) in ("a", "p") and self.at(k + 1) == "." and self.at(k + 2) == "m":
            return self._on(k + 4 if self.at(k + 3) == "." else k + 3)
        if self.at(k) in _set("zones") and len(self.at(j)) in (1, 2, 4):
            return self._on(k + 1)
        return self._on(k) if minutes and digits.isdigit() and len(digits) == 2 else 0

    def _on(self, i: int) -> int:
        i = self._skip(i, _set("zones"))
        if self.at(i) in ("on", ","):
            return i + 1 if self._core(i + 1) else i
        return i

    # --- calendar dates ----------------------------------------------------------------------------

    def _weekday_date(self, i: int) -> Read:
        number = _table("weekdays").get(self.at(i))
        if number is None or not self.words.texts[i][0].isupper():
            return None
        j = i + 1
        short = len(self.at(i)) < 6
        if self.at(j) == "." and short:
            j += 1
        comma = j + 1 if self.at(j) == "," else j
        bracket = comma + 1 if self.at(comma) in ("(", "the") else comma
        dated = self._date(bracket)
        if dated:
            close = dated[1] + (self.at(dated[1]) == ")" and self.at(comma) == "(")
            return dated[0], close
        if short and self.at(i) not in ("tues", "thurs"):
            return None
        if self.at(j) in ("last", "next") and self.at(j + 1) == "week":
            return Weekday(number, -1 if self.at(j) == "last" else 1), j + 2
        return Weekday(number), j

    def _date(self, i: int) -> Read:
        """ "March 16", "16 March 2022", "the 16th of March", "2022-03-16"."""
        iso = self._iso(i)
        if iso:
            return iso
        j = i + 1 if self.at(i) == "the" else i
        number = self._day_number(j)
        if number:
            k = j + 1 + (self.at(j + 1) == "of")
            month = self._month_name(k)
            if month:
                return self._with_year(month[0], number, month[1])
        month = self._month_name(i)
        if month:
            number = self._day_number(month[1])
            if number and not (self.at(month[1] + 1) in (":", "%") or self._clock(month[1])):
                return self._with_year(month[0], number, month[1] + 1)
        return None

    def _iso(self, i: int) -> Read:
        parts = [self.at(i + k) for k in range(5)]
        if parts[1] == parts[3] == "-" and [len(p) for p in parts[::2]] == [4, 2, 2]:
            if all(p.isdigit() for p in parts[::2]):
                return Day(int(parts[2]), int(parts[4]), int(parts[0])), i + 5
        return None

    def _with_year(self, month: int, number: int, j: int) -> Read:
        year = self._year_behind(j)
        if year:
            return Day(month, number, year[0]), year[1]
        shifted = self._year_shift(j)
        if shifted:
            return _DayOf(month, number, shifted[0]), shifted[1]
        return Day(month, number), j

    def _year_behind(self, j: int) -> tuple[int, int] | None:
        k = j + 1 if self.at(j) == "," else j
        year = self._plain_year(k)
        return (year, k + 1) if year else None

    def _year_shift(self, j: int) -> tuple[int, int] | None:
        """ "last year" behind a month: how many years to move."""
        k = j + 1 if self.at(j) in (",", "of") else j
        if self.at(k + 1) != "year":
            return None
        for key, count in (("last", -1), ("next", 1), ("this", 0)):
            if self.at(k) in _set(key):
                return count, k + 2
        return None

    def _day_number(self, i: int) -> int | None:
        word = self.at(i)
        for ending in ("st", "nd", "rd", "th"):
            word = word.removesuffix(ending)
        return (
            int(word)
            if word.isascii() and word.isdigit() and len(word) < 3 and 1 <= int(word) <= 31
            else None
        )

    def _plain_year(self, i: int) -> int | None:
        word = self.at(i)
        if len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) <= 2199:
            return int(word)
        return None

    def _month_name(self, i: int) -> tuple[int, int] | None:
        """The month that a word names and the word behind it; its full stop is taken."""
        number = _months().get(self.at(i))
        if number is None or not self.words.texts[i][0].isupper():
            return None
        short = len(self.at(i)) < 5 and self.at(i) not in ("may", "june", "july")
        return number, i + 2 if short and self.at(i + 1) == "." and self.words.gaps[
            i + 1
        ] == Gap.NONE else i + 1

    def _month(self, i: int) -> Read:
        month = self._month_name(i)
        if month is None:
            return None
        number, j = month
        year = self._year_behind(j) or (self._year_behind(j + 1) if self.at(j) == "of" else None)
        if year:
            return Months(number, year=year[0]), year[1]
        shifted = self._year_shift(j)
        if shifted:
            return _MonthsOf(number, 1, shifted[0], Grain.MONTH), shifted[1]
        if self.at(i) in _set("months_alone_need"):
            before = self.at(i - 2) if self.at(i - 1) == "-" else self.at(i - 1)
            if len(self.at(i)) < 5 and self.at(i) != "may" and self.at(i + 1) != ".":
                return None
            if before not in _set("month_leads"):
                return None
        return Months(number), j

    def _season(self, i: int) -> Read:
        j = i + 1 if self.at(i) == "the" else i
        first = _table("seasons").get(self.at(j))
        if first is None:
            return None
        k = j + 1 + (self.at(j + 1) == "of")
        year = self._year_behind(k)
        if year and self.at(k) != ",":
            return Months(first, 3, year[0], 0, Grain.SEASON), year[1]
        shifted = self._year_shift(k)
        if shifted:
            return _MonthsOf(first, 3, shifted[0], Grain.SEASON), shifted[1]
        return None

    def _quarter(self, i: int) -> Read:
        j = i + 1 if self.at(i) == "the" else i
        word = self.at(j)
        if word in ("q1", "q2", "q3", "q4"):
            number, k = int(word[1]), j + 1
        elif self.at(j + 1) == "quarter" and word in ("first", "second", "third", "fourth"):
            number, k = _table("ordinals")[word], j + 2
        else:
            return None
        k += self.at(k) == "of"
        year = self._year_behind(k)
        behind = year[1] if year else k - (self.at(k - 1) == "of")
        return Months(number * 3 - 2, 3, year[0] if year else None, 0, Grain.SEASON), behind

    def _feast(self, i: int) -> Read:
        for length in (5, 4, 3, 2, 1):
            known = _feasts().get(tuple(self.at(k) for k in range(i, i + length)))
            if known and self.words.texts[i][0].isupper():
                j = i + length
                weekend = self.at(j) == "weekend"
                year = self._year_behind(j + weekend)
                behind = year[1] if year else j + weekend
                return Feast(known[0], known[1], year[0] if year else None, weekend), behind
        return None

    def _decade(self, i: int) -> Read:
        j = i + 1 if self.at(i) == "the" else i
        word = self.at(j)
        if len(word) == 5 and word.endswith("0s") and word[:4].isdigit():
            return Years(int(word[:4]), 10), j + 1
        return None

    def _year(self, i: int) -> Read:
        year = self._plain_year(i)
        if year is None or self.at(i - 1) in _set("count_leads") or not 1700 <= year <= 2100:
            return None
        before, behind = self.at(i - 1), self.at(i + 1)
        starts = i == 0 or self.words.gaps[i] >= Gap.LINE or before in ("", ".", '"', "“", "(", ",", ";", ":")
        if (
            before in _set("year_leads")
            or starts
            or behind in ("’", "and", "-", "–")
            or behind in _set("year_verbs")
        ):
            if (
                before in ("$", "£", "€", "#")
                or behind in ("%", ",", "percent", "per", "people", "soldiers")
                and not starts
            ):
                return (Years(year), i + 1) if behind == "," and before in _set("year_leads") else None
            return Years(year), i + 1
        return None

    def _bare_year(self, i: int) -> Read:
        year = self._plain_year(i)
        return (Years(year), i + 1) if year and 1700 <= year <= 2199 else None

    # --- reckoned from the day of reference ---------------------------------------------------------

    def _deictic(self, i: int) -> Read:
        word = self.at(i)
        if word == "overnight":
            return Nightly(), i + 1
        if word == "the" and self.at(i + 1) == "day" and self.at(i + 3) in _table("days"):
            count = {"before": -1, "after": 1}.get(self.at(i + 2))
            if count:
                return Shifted("day", count + _table("days")[self.at(i + 3)]), i + 4
        count = _table("days").get(word)
        if count is None:
            return None
        behind = i + 1
        if self.at(behind) == "’" and self.at(behind + 1) == "s":
            behind += 2
        return Shifted("day", count), behind

    def _shifted(self, i: int) -> Read:
        """ "last week", "this morning", "next Monday", "last summer", "this weekend"."""
        j = i + 1 if self.at(i) == "the" else i
        for key, shift in (("last", -1), ("next", 1), ("this", 0)):
            if self.at(j) in _set(key):
                break
        else:
            return None
        if j > i and shift >= 0 and self.at(j) not in ("coming", "upcoming", "following"):
            return None
        k = j + 1 + (self.at(j + 1) in ("past", "coming", "same"))
        word = self.at(k)
        if word in _set("parts"):
            return Shifted("day", -1 if shift < 0 else 0), k + 1
        if word in _table("weekdays"):
            return Weekday(_table("weekdays")[word], shift), k + 1
        month = self._month_name(k)
        if month:
            dated = self._date(k)
            return dated or (Months(month[0], shift=shift), month[1])
        if word in _table("seasons"):
            return Months(_table("seasons")[word], 3, None, shift, Grain.SEASON), k + 1
        return self._shifted_unit(i, j, k, shift)

    def _shifted_unit(self, i: int, j: int, k: int, shift: int) -> Read:
        word = self.at(k)
        if word not in _table("units"):
            return None
        unit, size = _table("units")[word]
        if word.endswith("s") or size == 0 or unit == "hour":
            return None
        if word == "day" or self.at(j) in ("previous", "following") or (j > i and self.at(j) != "last"):
            reckoned = self.at(j) in ("past", "coming", "next") and j > i
            return (Lasting(unit, shift * size), k + 1) if reckoned else None
        if self.at(j) == "past" or (j > i and self.at(j) == "last"):
            return Lasting(unit, -size), k + 1
        if word == "quarter":
            return Quarter(shift), k + 1
        if size > 1:
            return Vague(), k + 1
        behind = k + 1
        if self.at(behind) == "’" and self.at(behind + 1) == "s":
            behind += 2
        return Shifted(unit, shift), behind

    def _ago(self, i: int) -> Read:
        """ "two weeks ago", "a week ago today", "more than a year ago"."""
        j = self._skip(i, _set("hedges"))
        vague = self.at(j) in _set("vague") or (self.at(j) == "a" and self.at(j + 1) in _set("vague"))
        number = self.number(j)
        k = j + 1
        if vague:
            k += self.at(j) == "a"
        elif number is None:
            return None
        k += self.at(k) == "of"
        k += self.at(k) == "couple"
        unit = _table("units").get(self.at(k))
        if unit is None or self.at(k + 1) not in _set("ago"):
            return None
        if vague or number is None or not unit[1]:
            return Vague(), k + 2
        if unit[0] == "week" and self.at(k + 2) in _table("days"):
            return Edge("today", _Moved(_table("days")[self.at(k + 2)], -7 * number)), k + 3
        return Shifted(unit[0], -number * unit[1]), k + 2

    def _lasting(self, i: int) -> Read:
        """ "in the last three weeks", "over the past year", "within two days", "in recent years"."""
        j = i
        if self.at(j) in ("in", "over", "during", "within", "for", "throughout"):
            j += 1
        lead = self.at(i) if j > i else ""
        j = self._skip(j, _set("hedges") - {"last"})
        j += self.at(j) == "the"
        word = self.at(j)
        if word in _set("span_last") or word in _set("span_next"):
            shift = -1 if word in _set("span_last") else 1
            return self._counted(j + 1, shift, word == "recent")
        if lead in ("in", "within") and (number := self.number(j)):
            unit = _table("units").get(self.at(j + 1))
            time = self.at(j + 2) in ("’", "time") or lead == "within"
            if unit and unit[1] and time:
                behind = (
                    j + 2
                    if lead == "within"
                    else j
                    + 2
                    + 2 * (self.at(j + 2) == "’")
                    - (self.at(j + 2) == "’" and self.at(j + 3) == "time")
                )
                return Lasting(unit[0], number * unit[1]), min(behind, self.count)
        return None

    def _counted(self, j: int, shift: int, vague: bool) -> Read:
        number = self.number(j)
        unclear = vague or self.at(j) in _set("vague")
        j += number is not None or self.at(j) in _set("vague")
        j += self.at(j) == "of"
        unit = _table("units").get(self.at(j))
        if unit is None or (number is None and not unclear and not self.at(j).endswith("s") and vague):
            return None
        if unclear or not unit[1] or (number is None and self.at(j).endswith("s")):
            return Vague(), j + 1
        if number is None:
            return Lasting(unit[0], shift * unit[1]), j + 1
        return Lasting(unit[0], shift * number * unit[1]), j + 1


@dataclass(frozen=True, slots=True)
class _Moved:
    """A number of days from today, yesterday or tomorrow: "a week ago today"."""

    day: int
    count: int

    def on(self, anchor: Any, direction: int) -> Any:
        return Shifted("day", self.day + self.count).on(anchor, direction)


@dataclass(frozen=True, slots=True)
class _MonthsOf:
    """Months of the anchor's year, moved: "October last year"."""

    first: int
    count: int
    years: int
    grain: Grain

    def on(self, anchor: Any, direction: int) -> Any:
        if anchor is None:
            return None
        return Months(self.first, self.count, anchor.year + self.years, 0, self.grain).on(anchor, direction)


@dataclass(frozen=True, slots=True)
class _DayOf:
    """A day of the anchor's year, moved: "October 3 last year"."""

    month: int
    number: int
    years: int

    def on(self, anchor: Any, direction: int) -> Any:
        return (
            replace(Day(self.month, self.number), year=anchor.year + self.years).on(anchor, 0)
            if anchor
            else None
        )
