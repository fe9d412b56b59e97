"""Times reckoned from the day of the utterance: yesterday, last week, two years ago, in the past month."""

from __future__ import annotations

from onrecord.interpret.compound import Lasting, MovedDay, Nightly, Quarter, Shifted
from onrecord.interpret.cursor import Read, listed, table
from onrecord.interpret.dates import DateReader
from onrecord.interpret.days import Grain
from onrecord.interpret.times import Months, Vague, Weekday


class ReckonedReader(DateReader):
    """Reads one reckoned time from a word on; every method is given that word's number."""

    def deictic(self, i: int) -> Read:
        """ "yesterday", "overnight", "the day before yesterday"."""
        word = self.at(i)
        if word == "overnight":
            return Nightly(), i + 1
        if word == "the" and self.at(i + 1) == "day" and self.at(i + 3) in table("days"):
            count = {"before": -1, "after": 1}.get(self.at(i + 2))
            if count:
                return Shifted("day", count + table("days")[self.at(i + 3)]), i + 4
        count = table("days").get(word)
        if count is None:
            return None
        return Shifted("day", count), self.owner(i + 1)

    def shifted(self, i: int) -> Read:
        """ "last week", "this morning", "next Monday", "last summer", "this weekend"."""
        j = i + 1 if self.at(i) == "the" else i
        shift = self._shift(j)
        if shift is None or (j > i and shift >= 0 and self.at(j) not in listed("coming")):
            return None
        k = j + 1 + (self.at(j + 1) in listed("after_shift"))
        return self._shifted_name(k, shift) or self._shifted_unit(i, j, k, shift)

    def _shift(self, j: int) -> int | None:
        """-1 for "last", +1 for "next", 0 for "this", None for another word."""
        return next(
            (n for key, n in (("last", -1), ("next", 1), ("this", 0)) if self.at(j) in listed(key)), None
        )

    def _shifted_name(self, k: int, shift: int) -> Read:
        """The night, weekday, month or season of "last night", "next Monday", "this March", "last summer"."""
        word = self.at(k)
        if word in listed("parts"):
            return Shifted("day", min(shift, 0)), k + 1
        if word in table("weekdays"):
            return Weekday(table("weekdays")[word], shift), k + 1
        if word in table("seasons"):
            return Months(table("seasons")[word], 3, None, shift, Grain.SEASON), k + 1
        month = self.month_name(k)
        return self.date(k) or (Months(month[0], shift=shift), month[1]) if month else None

    def _shifted_unit(self, i: int, j: int, k: int, shift: int) -> Read:
        """The unit of "last week" and "this year"; "the last week" and "the past year" last up to now."""
        word = self.at(k)
        unit, size = table("units").get(word, ("hour", 0))
        if word.endswith("s") or size == 0 or unit == "hour" or self.at(j) in listed("relative"):
            return None
        if self.at(k + 1) == "of":  # "the last day of school" is not reckoned from today
            return None
        if j > i or self.at(j) == "past" or word == "day":
            lasts = shift != 0 and (j > i or word != "day")
            return (Lasting(unit, shift * size), k + 1) if lasts else None
        if word == "quarter":
            return Quarter(shift), k + 1
        return (Vague(), k + 1) if size > 1 else (Shifted(unit, shift), self.owner(k + 1))

    def ago(self, i: int) -> Read:
        """ "two weeks ago", "a week ago today", "more than a year ago"."""
        j = self.skip(i, listed("hedges"))
        vague = self.at(j) in listed("vague") or (self.at(j) == "a" and self.at(j + 1) in listed("vague"))
        number = self.number(j)
        k = j + 1
        if vague:
            k += self.at(j) == "a"
        elif number is None:
            return None
        k += self.at(k) == "of"
        k += self.at(k) == "couple"
        unit = table("units").get(self.at(k))
        if unit is None or self.at(k + 1) not in listed("ago"):
            return None
        if vague or number is None or not unit[1]:
            return Vague(), k + 2
        if unit[0] == "week" and self.at(k + 2) in table("days"):
            return MovedDay(table("days")[self.at(k + 2)], -7 * number), k + 3
        return Shifted(unit[0], -number * unit[1]), k + 2

    def lasting(self, i: int) -> Read:
        """ "in the last three weeks", "over the past year", "within two days", "in recent years"."""
        j = i
        if self.at(j) in ("in", "over", "during", "within", "for", "throughout"):
            j += 1
        lead = self.at(i) if j > i else ""
        j = self.skip(j, listed("hedges") - {"last"})
        j += self.at(j) == "the"
        word = self.at(j)
        if word in listed("span_last") or word in listed("span_next"):
            shift = -1 if word in listed("span_last") else 1
            return self._counted(j + 1, shift, word == "recent")
        number = self.number(j)
        unit = table("units").get(self.at(j + 1))
        if number is None or unit is None or not unit[1]:
            return None
        if lead == "within":
            return Lasting(unit[0], number * unit[1]), j + 2
        timed = j + 2 + (self.at(j + 2) == "’")
        if lead == "in" and self.at(timed) == "time":
            return Lasting(unit[0], number * unit[1]), timed + 1
        return None

    def _counted(self, j: int, shift: int, vague: bool) -> Read:
        number = self.number(j)
        unclear = vague or self.at(j) in listed("vague")
        j += number is not None or self.at(j) in listed("vague")
        j += self.at(j) == "of"
        unit = table("units").get(self.at(j))
        if (
            unit is None
            or self.at(j + 1) == "of"
            or (number is None and not unclear and not self.at(j).endswith("s") and vague)
        ):
            return None
        if unclear or not unit[1] or (number is None and self.at(j).endswith("s")):
            return Vague(), j + 1
        if number is None:
            return Lasting(unit[0], shift * unit[1]), j + 1
        return Lasting(unit[0], shift * number * unit[1]), j + 1
