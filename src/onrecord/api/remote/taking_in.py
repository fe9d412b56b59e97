"""The part of a ledger behind a server that takes reports in: sent from here, read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.api.remote.talking import Talk, error_of, path_of
from onrecord.api.taking_in import Summary
from onrecord.intake.folders import walk
from onrecord.ledger import NearCopy, Outcome, Result
from onrecord.ledger.rereading import Reread
from onrecord.read.dates import check_date
from onrecord.read.received import is_url
from onrecord.record import Record, to_json
from onrecord.record.errors import ModelError, OnrecordError, ReadError, RecordError, SourceMissing


@dataclass(frozen=True, slots=True)
class _Item:
    outcome: Outcome
    source: str
    report: str | None
    revision: int | None
    statements: int
    why: str | None
    kept: int
    gone: int

    @property
    def result(self) -> Result:
        return Result(
            self.outcome,
            self.source,
            self.report,
            self.revision,
            self.why,
            self.statements,
            self.kept,
            self.gone,
        )


@dataclass(frozen=True, slots=True)
class _Progress:
    id: str
    stage: str
    items: tuple[_Item, ...]
    passed_over: int
    error: str
    kind: str


class TakingIn:
    """Adding and reading again, as in `onrecord.api.OpenLedger`; the weights are the server's."""

    _talk: Talk

    def add(
        self,
        *sources: str | Path | Record,
        published: str | None = None,
        model: Path | None = None,
        workers: int | None = None,
    ) -> Summary:
        """Takes in files, folders, addresses, texts and records; gives what became of them.

        A `Path` is a file or a folder of this machine, which is sent; a `str` an
        address, which the server fetches, else the text of one report. `workers`
        says nothing here: the server has its own. Raises `ModelError` for a
        `model`, which is the server's too.
        """
        _no_model(model)
        check_date(published)
        summary = Summary()
        for one in sources:
            if isinstance(one, Record):
                summary.note(self.add_record(one))
            elif isinstance(one, Path):
                self._add_path(one, published, summary)
            else:
                self._add_text(one, published, summary)
        copies: tuple[NearCopy, ...] = self._talk.get(tuple[NearCopy, ...], "/copies")
        summary.copies = len({one.report for one in copies} & set(summary.taken))
        return summary

    def add_record(self, record: Record) -> Result:
        """Takes in one report that has been read, with its record."""
        data = to_json(record).encode("utf-8")
        try:
            item: _Item = self._talk.send_bytes(_Item, "/records", data, [], "application/json")
        except RecordError as error:
            return Result(Outcome.REFUSED, record.report.path or record.report.id, why=str(error))
        return item.result

    def reread(self, report: str, *, model: Path | None = None) -> Reread:
        """Reads a report again, with the weights of the server; ids and people's corrections stay.

        Gives where a person's word and the machine's now differ.
        """
        _no_model(model)
        done: Reread = self._talk.send(Reread, path_of("reports", report, "reread"))
        return done

    def _add_text(self, text: str, published: str | None, summary: Summary) -> None:
        url = text.strip() if is_url(text.strip()) and not any(c.isspace() for c in text.strip()) else None
        given = {"url": url} if url else {"text": text, "name": "text"}
        self._note(url or "text", summary, lambda: self._begin({**given, "published": published}))

    def _begin(self, body: dict[str, str | None]) -> _Progress:
        begun: _Progress = self._talk.send(_Progress, "/reports", body)
        return begun

    def _add_path(self, path: Path, published: str | None, summary: Summary) -> None:
        for file, error, passed_over in _files(path):
            if passed_over:
                summary.passed_over += 1
            elif error is not None:
                summary.note(Result(Outcome.REFUSED, str(file), why=str(error)))
            else:
                self._note(str(file), summary, lambda file=file: self._send(file, published))  # type: ignore[misc]

    def _send(self, file: Path, published: str | None) -> _Progress:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise SourceMissing(f"{file} cannot be opened ({error.strerror})", "a file") from None
        params = [("name", str(file)), *([("published", published)] if published else [])]
        begun: _Progress = self._talk.send_bytes(
            _Progress, "/files", data, params, "application/octet-stream"
        )
        return begun

    def _note(self, source: str, summary: Summary, begin: Callable[[], _Progress]) -> None:
        """Counts what becomes of something that is sent; waits until it is over."""
        try:
            now = begin()
        except ReadError as error:
            summary.note(Result(Outcome.REFUSED, source, why=str(error)))
            return
        seen = 0
        while True:
            for item in now.items:
                summary.note(item.result)
            seen += len(now.items)
            if now.stage in ("done", "failed"):
                break
            asked = [("seen", str(seen)), ("wait", "2")]
            now = self._talk.get(_Progress, path_of("progress", now.id), asked)
        summary.passed_over += now.passed_over
        if now.stage == "failed":
            raise error_of(now.kind)(now.error.rstrip("."))


def _no_model(model: Path | None) -> None:
    if model is not None:
        raise ModelError(f"{model} is here, and reports are read by the server", "no model", "its --model")


def _files(path: Path) -> Iterator[tuple[Path, OnrecordError | None, bool]]:
    if path.is_dir():
        for found in walk(path):
            yield found.path, found.error, found.passed_over
    else:
        yield path, None, False
