"""The part of a ledger behind a server through which people have their say.

In the ledger of a team all of it stands under the name that is logged in: `who`
may be left out there, and another name is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.api.remote.looking import Standing
from onrecord.api.remote.talking import Talk, path_of
from onrecord.ledger import Decision, Effective
from onrecord.ledger.ids import report_of
from onrecord.ledger.redacting import Redacted, Removed
from onrecord.record import Statement
from onrecord.record.errors import CorrectionError
from onrecord.record.wire import plain

_DECISIONS = tuple[Decision, ...]


class Saying:
    """Correcting, adding, rejecting, merging, taking out, as in `onrecord.ledger.Ledger`."""

    _talk: Talk

    # ---------------------------------------------------------- corrections
    def correct(self, target: str, field: str, value: Any, *, who: str | None = None, why: str) -> Effective:
        """Sets a field of a statement or speaker, or a part of one (`said.date`), to a plain value.

        For source, cue and content words are enough; they are looked up in the
        text. Raises `RecordError` or `CorrectionError` where it does not fit.
        """
        return self.correct_all(target, {field: value}, who=who, why=why)

    def correct_all(
        self, target: str, values: dict[str, Any], *, who: str | None = None, why: str
    ) -> Effective:
        """Sets several fields at once: all of them, or none."""
        if not values:
            raise CorrectionError(f"nothing is said of {target}", "at least one field with its value")
        told = {name: plain(value) for name, value in values.items()}
        return self._say(target, "correct", values=told, who=who, why=why)

    def reject(self, target: str, *, who: str | None = None, why: str) -> Effective:
        """Takes out a statement that is none."""
        return self._say(target, "reject", who=who, why=why)

    def restore(self, target: str, *, who: str | None = None, why: str) -> Effective:
        """Puts back what was rejected."""
        return self._say(target, "restore", who=who, why=why)

    def _say(self, target: str, what: str, **body: Any) -> Effective:
        report_of(target)
        now: Standing = self._talk.send(Standing, path_of("statements", target, what), body)
        return now.effective

    def add_statement(self, report: str, statement: Statement, *, who: str | None = None, why: str) -> str:
        """Adds a statement that was missed; gives its permanent id."""
        return self._add(report, statement=plain(statement), who=who, why=why)

    def add_words(
        self,
        report: str,
        content: str,
        *,
        who: str | None = None,
        why: str,
        source: str | None = None,
        cue: str | None = None,
        speaker: str | None = None,
        values: dict[str, Any] | None = None,
    ) -> str:
        """Adds a missed statement by its very words, with other fields as plain values; gives its id."""
        told = {name: plain(value) for name, value in (values or {}).items()}
        return self._add(
            report,
            content=content,
            source=source,
            cue=cue,
            speaker=speaker,
            values=told,
            who=who,
            why=why,
        )

    def _add(self, report: str, **body: Any) -> str:
        now: Standing = self._talk.send(Standing, path_of("reports", report, "statements"), body)
        return now.id

    def merge_speakers(self, kept: str, gone: str, *, who: str | None = None, why: str) -> None:
        """Makes two speakers of one report one, the first."""
        self._talk.send(Standing, path_of("speakers", gone, "merge"), {"into": kept, "who": who, "why": why})

    def split_speaker(
        self,
        speaker: str,
        statements: Sequence[str],
        changes: dict[str, Any],
        *,
        who: str | None = None,
        why: str,
    ) -> str:
        """Makes another speaker of some statements of one; gives its permanent id.

        `changes` are the fields in which the new speaker differs, its name at least.
        """
        told = {name: plain(value) for name, value in changes.items()}
        body = {"statements": list(statements), "values": told, "who": who, "why": why}
        now: Standing = self._talk.send(Standing, path_of("speakers", speaker, "split"), body)
        return now.id

    # ---------------------------------------------------- people and bodies
    def accept(self, proposal: str, *, who: str | None = None, why: str) -> None:
        """Makes the two of a proposed merge one, by the id of the proposal (`Merge.id`)."""
        self._decide(proposal, "accept", who, why)

    def refuse(self, proposal: str, *, who: str | None = None, why: str) -> None:
        """Keeps the two of a proposed merge apart for ever."""
        self._decide(proposal, "refuse", who, why)

    def undo(self, decision: str, *, who: str | None = None, why: str) -> None:
        """Takes back what was decided of a pair (`Decision.id`), as if nobody had decided."""
        self._decide(decision, "undo", who, why)

    def _decide(self, pair: str, decision: str, who: str | None, why: str) -> None:
        body = {"pair": pair, "decision": decision, "who": who, "why": why}
        self._talk.send(_DECISIONS, "/decisions", body)

    def merge_people(self, one: str, other: str, *, who: str | None = None, why: str) -> None:
        """Makes two people or bodies one: by id, by a speaker's, or by a name that is only theirs."""
        body = {"one": one, "other": other, "who": who, "why": why}
        self._talk.send(_DECISIONS, "/people/merge", body)

    def split_person(self, person: str, *speakers: str, who: str | None = None, why: str) -> None:
        """Takes speakers (`REPORT:p2`) out of a person or body; they are not merged with it again."""
        body = {"person": person, "speakers": list(speakers), "who": who, "why": why}
        self._talk.send(_DECISIONS, "/people/split", body)

    # ----------------------------------------------------------- taking out
    def redact(self, report: str, *words: str, who: str | None = None, why: str) -> Redacted:
        """Covers words of a report wherever they stand, and makes the old ones unreadable on the disk."""
        body = {"words": list(words), "who": who, "why": why}
        done: Redacted = self._talk.send(Redacted, path_of("reports", report, "redact"), body)
        return done

    def remove(self, report: str, *, who: str | None = None, why: str) -> Removed:
        """Takes a report out, and makes it unreadable on the disk; a tombstone stays."""
        done: Removed = self._talk.send(
            Removed, path_of("reports", report, "remove"), {"who": who, "why": why}
        )
        return done
