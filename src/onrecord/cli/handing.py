"""Commands that hand over what many reports say: export, bundle."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.api import each_with_own_id, pipeline
from onrecord.cli.app import LEDGER, LedgerAddress, Model, app, format_option
from onrecord.cli.filters import MinConfidence, filtered
from onrecord.cli.finding import opened
from onrecord.cli.kept import Kept
from onrecord.cli.output import form_of, keep_confident, write_file, write_pieces
from onrecord.cli.reading import take
from onrecord.export import MANY_FORMATS
from onrecord.export.bundled import Bundled, Original
from onrecord.export.handed import Best, ManyFormat, Options, Provenance
from onrecord.ledger.query import Query
from onrecord.record import Record
from onrecord.record.errors import NoSuchStatement, OnrecordError

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE…]",
        help="Reports as text or HTML to be read, - for standard input; without any the ledger is asked.",
    ),
]
PublishedDate = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE|PERIOD",
        help="Of files the publication date; of a ledger when the report was published, such as 2022-03..",
    ),
]


class Reading:
    """Files read one by one; one that cannot be read is told of, and the rest goes on."""

    def __init__(self, files: Sequence[str], published: str | None, model: Path | None) -> None:
        self._files, self._published, self._model = files, published, model
        self._ids: dict[str, int] = {}
        self.exit_code = 0
        self.statements = 0

    @property
    def alone(self) -> bool:
        """Whether there is one file, whose name goes without saying."""
        return len(self._files) == 1

    def records(self, least: float = 0.0) -> Iterator[Record]:
        """The record of each file that can be read, in the order they are named, under an id of its own."""
        for number, one in enumerate(each_with_own_id(self._read()), start=1):
            self._ids[one.report.id] = number
            record = keep_confident(one, least)
            self.statements += len(record.statements)
            yield record

    def _read(self) -> Iterator[Record]:
        pipe = pipeline(self._model)
        for file in self._files:
            try:
                record = pipe.read(take(file, self._published))
            except OnrecordError as error:
                typer.echo(f"onrecord: {error}", err=True)
                self.exit_code = error.exit_code
                continue
            yield record

    def provenance(self, record: Record) -> Provenance:
        """When, from where and by what the record of a file was read."""
        return Provenance(
            datetime.now(UTC).isoformat(timespec="seconds"),
            record.report.path,
            self._ids.get(record.report.id),
            f"onrecord {onrecord.__version__}, {pipeline(self._model).tagger.version}",
        )

    def summary(self) -> str:
        """How much was read, in words."""
        return f"{len(self._ids)} of {len(self._files)} reports, {self.statements} statements"


@app.command()
@filtered
def export(
    *,
    query: Query,
    files: Files = None,
    ledger: LedgerAddress = LEDGER,
    format: Annotated[str, format_option(MANY_FORMATS)] = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write to a file; for brat also to a folder."),
    ] = None,
    published: PublishedDate = None,
    best: Annotated[
        Best | None, typer.Option(help="For events: how one figure is chosen; without it none is.")
    ] = None,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="Say when, from where and by what each report was read.")
    ] = False,
    min_confidence: MinConfidence = 0.0,
    model: Model = None,
) -> None:
    """Writes the statements of a ledger that meet the filters, or those of files, in one file."""
    form = many_form(format, output)
    if files:
        no_filters(query, published)
        reading = Reading(files, published, model)
        options = Options(provenance=reading.provenance if provenance else None, best=best)
        hand_over(form, reading.records(min_confidence), options, output)
        if output:
            typer.echo(f"wrote {output}: {reading.summary()}", err=True)
        raise typer.Exit(reading.exit_code)
    with opened(ledger) as there:
        kept = Kept(there, query)
        options = Options(provenance=kept.provenance if provenance else None, best=best)
        hand_over(form, kept.records(), options, output)
        if output:
            typer.echo(f"wrote {output}: {kept.summary()}", err=True)


@app.command()
@filtered
def bundle(
    *,
    query: Query,
    files: Files = None,
    ledger: LedgerAddress = LEDGER,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="The zip to write.")],
    statement: Annotated[
        list[str] | None,
        typer.Option(
            "--statement", "-s", metavar="ID", help="A statement, such as harbour:s7; may be repeated."
        ),
    ] = None,
    published: PublishedDate = None,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="Say when, from where and by what each report was read.")
    ] = False,
    model: Model = None,
) -> None:
    """Hands over statements of a ledger or of files, with originals, hashes and history.

    What is in it can be checked without onrecord.
    """
    if files:
        no_filters(query, published)
        reading = Reading(files, published, model)
        _write_bundle(_bundled(reading, statement or [], provenance), output, reading.summary)
        raise typer.Exit(reading.exit_code)
    with opened(ledger) as there:
        kept = Kept(there, query)
        _write_bundle(kept.bundled(statement or [], provenance), output, kept.summary)


def _write_bundle(those: Iterable[Bundled], output: Path, summary: Callable[[], str]) -> None:
    from onrecord.export.bundle import SUMS, archive, members

    digest = ""

    def noted() -> Iterator[tuple[str, bytes]]:
        nonlocal digest
        for name, data in members(those):
            digest = hashlib.sha256(data).hexdigest()  # the list of all hashes comes last
            yield name, data

    write_pieces(archive(noted()), output)
    typer.echo(f"wrote {output}: {summary()}", err=True)
    typer.echo(f"SHA-256 of its {SUMS}, to be passed on another way: {digest}", err=True)


def no_filters(query: Query, published: str | None) -> None:
    """Filters are for a ledger: of files all is written."""
    plain = Query(confidence=query.confidence, published=query.published if published else None)
    if query != plain:
        raise OnrecordError(
            "filters choose among the statements of a ledger, and files are named",
            "one of both",
            "take the files in with onrecord add first",
        )


def _bundled(reading: Reading, wanted: Sequence[str], provenance: bool) -> Iterator[Bundled]:
    """The reports of a bundle; where statements are named, only those that have them."""
    chosen: dict[str, tuple[str, ...]] = {}
    for name in wanted:
        report, _, statement = name.rpartition(":")
        chosen[report] = (*chosen.get(report, ()), statement)
    for record in reading.records():
        name = record.report.id
        ids = chosen.pop(name, ()) + (chosen.pop("", ()) if reading.alone else ())
        if ids or not wanted:
            origin = reading.provenance(record) if provenance else None
            made = Bundled(record, ids, _original(record), provenance=origin)
            reading.statements += len(made.statements()) - len(record.statements)
            yield made
        else:
            reading.statements -= len(record.statements)
    if chosen:
        report = next(iter(chosen))
        raise NoSuchStatement(
            f"none of the files is {report}" if report else f"{chosen[report][0]} names no report",
            "REPORT:ID, such as harbour:s7",
            "onrecord export --format csv lists all statements",
        )


def _original(record: Record) -> Original | None:
    """The bytes that a report was read from, None where they are no longer what was read."""
    report = record.report
    try:
        data = Path(report.path).read_bytes() if report.path else report.text.encode("utf-8", "surrogatepass")
    except OSError:
        return None
    same = hashlib.sha256(data).hexdigest() == report.original_sha256
    return Original(data, Path(report.path or "stdin.txt").suffix or ".bin") if same else None


def many_form(name: str, output: Path | None) -> ManyFormat:
    """The format of a name; one that is no text is refused where a terminal would show it."""
    form = form_of(MANY_FORMATS, name)
    if output is None and not form.readable and sys.stdout.isatty():
        raise OnrecordError(f"{name} is no text for a terminal", "a file", f"give --output OUT{form.suffix}")
    return form


def hand_over(form: ManyFormat, records: Iterable[Record], options: Options, output: Path | None) -> None:
    """Writes records in a format, piece by piece, to a file, a folder or standard output."""
    if output and form.members and (output.is_dir() or not output.suffix):
        for name, data in form.members(records, options):
            write_file([data], output.joinpath(*name.split("/")[1:]))
    else:
        write_pieces(form.write(records, options), output)
