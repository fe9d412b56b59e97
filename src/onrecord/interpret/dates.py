"""Calendar dates as news writes them: days, months, seasons, quarters, holidays, years."""

from __future__ import annotations

from onrecord.interpret.cursor import Cursor, Read, feasts, listed, month_names, table
from onrecord.interpret.days import Grain
from onrecord.interpret.times import Day, DayOf, Feast, Months, MonthsOf, Weekday, Years
from onrecord.text.words import Gap


class DateReader(Cursor):
    """Reads one date from a word on; every method is given that word's number."""

    def weekday_date(self, i: int) -> Read:
        """ "Tuesday", "Tuesday, March 16", "Tuesday last week"."""
        number = table("weekdays").get(self.at(i))
        if number is None or not self.is_capital(i):
            return None
        j = i + 1
        short = len(self.at(i)) < 6
        if self.at(j) == "." and short:
            j += 1
        comma = j + 1 if self.at(j) == "," else j
        bracket = comma + 1 if self.at(comma) in ("(", "the") else comma
        dated = self.date(bracket)
        if dated:
            close = dated[1] + (self.at(dated[1]) == ")" and self.at(comma) == "(")
            return dated[0], close
        if short and self.at(i) not in ("tues", "thurs"):
            return None
        if self.at(j) in ("last", "next") and self.at(j + 1) == "week":
            return Weekday(number, -1 if self.at(j) == "last" else 1), j + 2
        return Weekday(number), j

    def date(self, i: int) -> Read:
        """ "March 16", "16 March 2022", "the 16th of March", "2022-03-16"."""
        iso = self._iso(i)
        if iso:
            return iso
        j = i + 1 if self.at(i) == "the" else i
        number = self._day_number(j)
        if number:
            k = j + 1 + (self.at(j + 1) == "of")
            month = self.month_name(k)
            if month:
                return self._with_year(month[0], number, month[1])
        month = self.month_name(i)
        if month:
            number = self._day_number(month[1])
            if number and not (self.at(month[1] + 1) in (":", "%") or self.clock(month[1])):
                return self._with_year(month[0], number, month[1] + 1)
        return None

    def _iso(self, i: int) -> Read:
        parts = [self.at(i + k) for k in range(5)]
        numbers = parts[::2]
        if parts[1::2] != ["-", "-"] or [len(n) for n in numbers] != [4, 2, 2]:
            return None
        if not all(n.isdigit() for n in numbers):
            return None
        return Day(int(parts[2]), int(parts[4]), int(parts[0])), i + 5

    def _with_year(self, month: int, number: int, j: int) -> Read:
        year = self.year_behind(j)
        if year:
            return Day(month, number, year[0]), year[1]
        shifted = self._year_shift(j)
        if shifted:
            return DayOf(month, number, shifted[0]), shifted[1]
        return Day(month, number), j

    def year_behind(self, j: int) -> tuple[int, int] | None:
        """The year that stands behind a date, with or without a comma, and the word behind it."""
        k = j + 1 if self.at(j) == "," else j
        year = self._plain_year(k)
        return (year, k + 1) if year else None

    def _year_shift(self, j: int) -> tuple[int, int] | None:
        """ "last year" behind a month: how many years to move."""
        k = j + 1 if self.at(j) in (",", "of") else j
        if self.at(k + 1) != "year":
            return None
        for key, count in (("last", -1), ("next", 1), ("this", 0)):
            if self.at(k) in listed(key):
                return count, k + 2
        return None

    def _day_number(self, i: int) -> int | None:
        word = self.at(i)
        for ending in ("st", "nd", "rd", "th"):
            word = word.removesuffix(ending)
        plain = word.isascii() and word.isdigit() and len(word) < 3
        return int(word) if plain and 1 <= int(word) <= 31 else None

    def _plain_year(self, i: int) -> int | None:
        word = self.at(i)
        if len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) <= 2199:
            return int(word)
        return None

    def month_name(self, i: int) -> tuple[int, int] | None:
        """The month that a word names and the word behind it; its full stop is taken."""
        number = month_names().get(self.at(i))
        if number is None or not self.is_capital(i):
            return None
        shortened = len(self.at(i)) < 5 and self.at(i) not in ("may", "june", "july")
        stopped = self.at(i + 1) == "." and self.words.gaps[i + 1] == Gap.NONE
        return number, i + 1 + (shortened and stopped)

    def month(self, i: int) -> Read:
        """ "March 2022", "March last year", "Jan."; "March" and "May" alone by what stands before them."""
        month = self.month_name(i)
        if month is None:
            return None
        number, j = month
        year = self.year_behind(j) or (self.year_behind(j + 1) if self.at(j) == "of" else None)
        if year:
            return Months(number, year=year[0]), year[1]
        shifted = self._year_shift(j)
        if shifted:
            return MonthsOf(number, 1, shifted[0], Grain.MONTH), shifted[1]
        if self.at(i) in listed("months_alone_need"):
            before = self.at(i - 2) if self.at(i - 1) == "-" else self.at(i - 1)
            if len(self.at(i)) < 5 and self.at(i) != "may" and self.at(i + 1) != ".":
                return None
            if before not in listed("month_leads"):
                return None
        return Months(number), j

    def season(self, i: int) -> Read:
        """ "the summer of 2013", "summer last year"."""
        j = i + 1 if self.at(i) == "the" else i
        first = table("seasons").get(self.at(j))
        if first is None:
            return None
        k = j + 1 + (self.at(j + 1) == "of")
        year = self.year_behind(k)
        if year and self.at(k) != ",":
            return Months(first, 3, year[0], 0, Grain.SEASON), year[1]
        shifted = self._year_shift(k)
        if shifted:
            return MonthsOf(first, 3, shifted[0], Grain.SEASON), shifted[1]
        return None

    def quarter(self, i: int) -> Read:
        """ "the second quarter of 2014", "Q1"."""
        j = i + 1 if self.at(i) == "the" else i
        word = self.at(j)
        if word in ("q1", "q2", "q3", "q4"):
            number, k = int(word[1]), j + 1
        elif self.at(j + 1) == "quarter" and word in ("first", "second", "third", "fourth"):
            number, k = table("ordinals")[word], j + 2
        else:
            return None
        k += self.at(k) == "of"
        year = self.year_behind(k)
        behind = year[1] if year else k - (self.at(k - 1) == "of")
        return Months(number * 3 - 2, 3, year[0] if year else None, 0, Grain.SEASON), behind

    def feast(self, i: int) -> Read:
        """ "Labor Day weekend", "Christmas 2021"."""
        if not self.is_capital(i):
            return None
        for length in (5, 4, 3, 2, 1):
            known = feasts().get(tuple(self.at(k) for k in range(i, i + length)))
            if known is not None:
                j = i + length
                weekend = self.at(j) == "weekend"
                year = self.year_behind(j + weekend)
                behind = year[1] if year else j + weekend
                return Feast(known[0], known[1], year[0] if year else None, weekend), behind
        return None

    def decade(self, i: int) -> Read:
        """ "the 1990s"."""
        j = i + 1 if self.at(i) == "the" else i
        word = self.at(j)
        if len(word) == 5 and word.endswith("0s") and word[:4].isdigit():
            return Years(int(word[:4]), 10), j + 1
        return None

    def year(self, i: int) -> Read:
        """A year alone, where what stands around it makes the number one."""
        year = self._plain_year(i)
        if year is None or self.at(i - 1) in listed("count_leads") or not 1700 <= year <= 2100:
            return None
        before, behind = self.at(i - 1), self.at(i + 1)
        led = before in listed("year_leads")
        opens = self.words.gaps[i] >= Gap.LINE or before in listed("year_openers")
        followed = behind in listed("year_joins") or behind in listed("year_verbs")
        if before in listed("currencies") or not (led or opens or followed):
            return None
        counted = behind in listed("counted") and not opens
        return None if counted else (Years(year), i + 1)

    def bare_year(self, i: int) -> Read:
        """A year where only a year can stand."""
        year = self._plain_year(i)
        return (Years(year), i + 1) if year and 1700 <= year <= 2199 else None
