"""Following: all that one speaker said in several reports, matter by matter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.compare.courses import Answer, Course, Step, course_of
from onrecord.compare.matters import Layout, Placed
from onrecord.compare.speakers_alike import alike
from onrecord.compare.terms import WORD
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Account, Comparison, StatementKey
from onrecord.record.errors import OnrecordError
from onrecord.text.folding import fold

LISTED = 12
"""Names that an error lists."""


class NoSuchSpeaker(OnrecordError):
    """No speaker of the reports is called so, or several are."""

    exit_code = 6


class NoSuchAccount(OnrecordError):
    """No account of the comparison is called so, or several are."""

    exit_code = 6


@dataclass(frozen=True, slots=True)
class Following:
    """A speaker under all its names, its courses by account, and last what stands in none."""

    speaker: str
    names: tuple[str, ...]
    courses: tuple[Course, ...]


def follow(comparison: Comparison, speaker: str, account: str | None = None) -> Following:
    """What the speaker of a name said, everywhere or on one account.

    Raises `NoSuchSpeaker` where none or several are meant, `NoSuchAccount`.
    """
    layout = Layout(comparison)
    voice = _chosen(_voices(comparison, layout), speaker)
    chosen = [find_account(comparison, account)] if account else comparison.accounts
    return _following(comparison, layout, voice, chosen, alone=not account)


def follow_statements(comparison: Comparison, keys: Collection[StatementKey]) -> Following:
    """What the speaker of some statements said, on every account of the comparison and beside them."""
    layout = Layout(comparison)
    voice = [layout.placed(key) for key in sorted(keys)]
    return _following(comparison, layout, voice, comparison.accounts, alone=True)


def _following(
    comparison: Comparison,
    layout: Layout,
    voice: Sequence[Placed],
    chosen: Sequence[Account],
    *,
    alone: bool,
) -> Following:
    """The courses on some accounts, and with `alone` what stands in none."""
    keys = {u.key for u in voice}
    courses = [c for a in chosen if keys & set(a.statements) for c in _courses(layout, a, keys)]
    outside = keys - {key for a in comparison.accounts for key in a.statements}
    if outside and alone:
        tellings = layout.tellings(sorted(outside), comparison.relations)
        courses.append(Course(None, None, None, tuple(Step(telling) for telling in tellings)))
    names = _names(voice)
    return Following(names[0], names, tuple(sorted(courses, key=_weight)))


def find_account(comparison: Comparison, wanted: str) -> Account:
    """The account with that id, else the one whose name has these words."""
    known = {a.id: a for a in comparison.accounts}
    return known[called({a.id: a.matter for a in comparison.accounts}, wanted)]


def called(accounts: Mapping[str, str], wanted: str) -> str:
    """The id of the account with that id, else of the one whose name has these words; names are by id.

    Raises `NoSuchAccount` where none or several are meant.
    """
    words = name_words(wanted)
    named = [one for one, matter in accounts.items() if words and words <= name_words(matter)]
    exact = [one for one in named if name_words(accounts[one]) == words]
    found = [wanted] if wanted in accounts else exact or named
    if len(found) == 1:
        return found[0]
    names = "; ".join(f"{one} {accounts[one]}" for one in (found or list(accounts))[:LISTED])
    got = f"{len(found)} accounts are" if found else "there is no account"
    raise NoSuchAccount(f"{got} called {wanted!r}", f"one of: {names}" if names else "reports with accounts")


def _voices(comparison: Comparison, layout: Layout) -> list[list[Placed]]:
    """The statements of all reports by who says them; names alike are one."""
    groups: dict[tuple[str, str | None], list[Placed]] = {}
    for record in comparison.records:
        for statement in record.statements:
            if statement.source.speaker:
                placed = layout.placed((record.report.id, statement.id))
                groups.setdefault((record.report.id, statement.source.speaker), []).append(placed)
    return list(groups.values())


def _chosen(groups: Sequence[list[Placed]], wanted: str) -> list[Placed]:
    words = name_words(wanted)
    exact = [g for g in groups if words and name_words(g[0].voice.name or "") == words]
    found = exact or [g for g in groups if words and words <= name_words(_called(g[0]))]
    one, others = _gathered(found, groups)
    if others or not one:
        known = sorted({g[0].voice.name or "" for g in (found or groups)} - {""})
        more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
        got = f"several speakers are called {wanted!r}" if found else f"no speaker is called {wanted!r}"
        raise NoSuchSpeaker(got, f"one of: {', '.join(known[:LISTED])}{more}")
    return one


def _gathered(
    found: Sequence[list[Placed]], groups: Sequence[list[Placed]]
) -> tuple[list[Placed], list[list[Placed]]]:
    """All groups that are alike to the first one found, and the found that are not."""
    if not found:
        return [], []
    own, waiting = [found[0]], [g for g in groups if g is not found[0]]
    grown = True
    while grown:
        near = [g for g in waiting if any(alike(g[0].voice, o[0].voice) for o in own)]
        own += near
        waiting = [g for g in waiting if not any(g is n for n in near)]
        grown = bool(near)
    left = [g for g in found if not any(g is o for o in own)]
    return [u for g in own for u in g], left


def _called(placed: Placed) -> str:
    speaker = placed.record.speaker(placed.statement.source.speaker)
    return " ".join((speaker.name, *speaker.roles)) if speaker else ""


def name_words(text: str) -> frozenset[str]:
    """The words by which a speaker or a matter is asked for."""
    return frozenset(fold(word) for word in WORD.findall(text)) - lexicon_words("compare", "names.small")


def _names(voice: Sequence[Placed]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for placed in voice:
        name = placed.voice.name or ""
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-len(name.split()), -counts[name], name)))


def _courses(layout: Layout, account: Account, keys: set[StatementKey]) -> list[Course]:
    matter = layout.matter(account)
    origins = [s.origin for s in matter.sides if any(k in keys for t in s.tellings for k in t.statements)]
    return [only(course_of(layout, matter, origin), keys) for origin in origins]


def only(course: Course, keys: set[StatementKey]) -> Course:
    """The steps of a course that have one of some statements."""
    steps = tuple(s for s in course.steps if keys & set(s.telling.statements))
    return Course(course.account, course.matter, course.origin, steps)


def _weight(course: Course) -> tuple[bool, int, int]:
    answers: list[Answer] = [a for step in course.steps for a in step.answers]
    return course.account is None, -len(course.changes), -len(answers)
