"""Commands that hand over what many reports say: export, bundle."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.api import pipeline
from onrecord.cli.app import Model, Published, app
from onrecord.cli.output import keep_confident
from onrecord.cli.reading import take
from onrecord.export import MANY_FORMATS
from onrecord.export.bundled import Bundled, Original
from onrecord.export.handed import Best, ManyFormat, Options, Provenance
from onrecord.record import Record
from onrecord.record.errors import NoSuchStatement, OnrecordError

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Reports as text or HTML; - reads standard input.")
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
        """The record of each file that can be read, in the order they are named."""
        pipe = pipeline(self._model)
        for file in self._files:
            try:
                record = pipe.read(take(file, self._published))
            except OnrecordError as error:
                typer.echo(f"onrecord: {error}", err=True)
                self.exit_code = error.exit_code
                continue
            record = keep_confident(self._named(record), least)
            self.statements += len(record.statements)
            yield record

    def _named(self, record: Record) -> Record:
        """The record under an id that no other has: stem, stem-2, stem-3 …"""
        stem, number = record.report.id, 1
        name = stem
        while name in self._ids:
            number += 1
            name = f"{stem}-{number}"
        self._ids[name] = len(self._ids) + 1
        return replace(record, report=replace(record.report, id=name))

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
def export(
    files: Files,
    format: Annotated[
        str, typer.Option("--format", "-f", help=f"One of {', '.join(MANY_FORMATS)}.")
    ] = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write to a file; for brat also to a folder."),
    ] = None,
    published: Published = None,
    best: Annotated[
        Best | None, typer.Option(help="For events: how one figure is chosen; without it none is.")
    ] = None,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="Say when, from where and by what each report was read.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out statements less sure than this.")
    ] = 0.0,
    model: Model = None,
) -> None:
    """Writes the statements of many reports in one file."""
    form = many_form(format, output)
    reading = Reading(files, published, model)
    options = Options(provenance=reading.provenance if provenance else None, best=best)
    hand_over(form, reading.records(min_confidence), options, output)
    if output:
        typer.echo(f"wrote {output}: {reading.summary()}", err=True)
    raise typer.Exit(reading.exit_code)


@app.command()
def bundle(
    files: Files,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="The zip to write.")],
    statement: Annotated[
        list[str] | None,
        typer.Option(
            "--statement", "-s", metavar="ID", help="A statement, such as harbour:s7; may be repeated."
        ),
    ] = None,
    published: Published = None,
    provenance: Annotated[
        bool, typer.Option("--provenance", help="Say when, from where and by what each report was read.")
    ] = False,
    model: Model = None,
) -> None:
    """Hands over statements with their originals and hashes, to be checked without onrecord."""
    from onrecord.export.bundle import SUMS, archive, members

    reading = Reading(files, published, model)
    digest = ""

    def noted() -> Iterator[tuple[str, bytes]]:
        nonlocal digest
        for name, data in members(_bundled(reading, statement or [], provenance)):
            digest = hashlib.sha256(data).hexdigest()  # the list of all hashes comes last
            yield name, data

    write_pieces(archive(noted()), output)
    typer.echo(f"wrote {output}: {reading.summary()}", err=True)
    typer.echo(f"SHA-256 of its {SUMS}, to be passed on another way: {digest}", err=True)
    raise typer.Exit(reading.exit_code)


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
    if name not in MANY_FORMATS:
        raise OnrecordError(f"there is no format {name}", f"one of {', '.join(MANY_FORMATS)}")
    form = MANY_FORMATS[name]
    if output is None and not form.readable and sys.stdout.isatty():
        raise OnrecordError(f"{name} is no text for a terminal", "a file", f"give --output OUT{form.suffix}")
    return form


def hand_over(form: ManyFormat, records: Iterable[Record], options: Options, output: Path | None) -> None:
    """Writes records in a format, piece by piece, to a file, a folder or standard output."""
    if output and form.members and (output.is_dir() or not output.suffix):
        for name, data in form.members(records, options):
            _write_pieces([data], output.joinpath(*name.split("/")[1:]))
    else:
        write_pieces(form.write(records, options), output)


def write_pieces(pieces: Iterable[bytes], output: Path | None) -> None:
    """Writes pieces to a file, which is there only when it is whole, or to standard output."""
    if output:
        _write_pieces(pieces, output)
        return
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_pieces(pieces: Iterable[bytes], output: Path) -> None:
    part = output.with_name(f".{output.name}.part")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        part.replace(output)
    except OSError as error:
        raise OnrecordError(
            f"{output} cannot be written ({error.strerror})", "a place to write to", "give another --output"
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
