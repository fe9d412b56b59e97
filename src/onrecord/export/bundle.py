"""Bundles: statements with their originals, hashes and history, to be verified without this program.

A zip, the same bytes for the same statements: texts and originals, the
statements as JSON and as a page, the history of their corrections, the SHA-256
of every file (`sha256sum -c SHA256SUMS`), a README in words and a program that
checks it all (`python3 verify.py`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.bundle_page import Example, Files, Part, page, part_of, readme, verify
from onrecord.export.bundled import Bundled
from onrecord.export.handed import Member
from onrecord.export.statement_rows import key
from onrecord.export.zipping import Names, zipped
from onrecord.record.errors import NoSuchStatement
from onrecord.record.wire import as_json, plain

SCHEMA = "onrecord-bundle/1"
FOLDER = "onrecord-bundle"
SUMS = "SHA256SUMS"
LONGEST_EXAMPLE = 60
"""Characters of the words that the README shows how to look up."""

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def write(bundled: Iterable[Bundled]) -> Iterator[bytes]:
    """The bundle as a zip, piece by piece; reports are held one at a time, statements together."""
    return archive(members(bundled))


def archive(files: Iterable[Member]) -> Iterator[bytes]:
    """The zip of the files that `members` gives, in one folder."""
    return zipped((f"{FOLDER}/{name}", data) for name, data in files)


def members(bundled: Iterable[Bundled]) -> Iterator[Member]:
    """The files of a bundle, the list of their hashes last.

    Raises `NoSuchStatement` where no statement is handed over.
    """
    sums: dict[str, str] = {}
    for name, data in _files(bundled):
        sums[name] = hashlib.sha256(data).hexdigest()
        yield name, data
    yield SUMS, "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def _files(bundled: Iterable[Bundled]) -> Iterator[Member]:
    names, parts = Names(), list[Part]()
    statements, history = list[dict[str, Any]](), list[dict[str, Any]]()
    example: Example | None = None
    for number, one in enumerate(bundled, start=1):
        files, several = _report_files(one, names.name(one.record.report.id))
        yield from several
        parts.append(part_of(one, files, number))
        statements += _statements(one, files)
        history += _history(one)
        example = example or _example(one, files)
    if not parts:
        raise NoSuchStatement(
            "no statement is there to be bundled", "at least one", "onrecord find shows what the filters meet"
        )
    yield "statements.json", _json({"schema": SCHEMA, "statements": statements})
    yield "history.json", _json({"schema": SCHEMA, "history": history})
    yield "index.html", page(parts).encode()
    yield "README.txt", readme(parts, example).encode()
    yield "verify.py", verify().encode()


def _report_files(one: Bundled, stem: str) -> tuple[Files, list[Member]]:
    """A report's text and original. An original ends in .txt too, so that opening it runs nothing."""
    text = f"reports/{stem}.txt"
    made: list[Member] = [(text, one.record.report.text.encode("utf-8", "surrogatepass"))]
    if one.original is None:
        return Files(text), made
    suffix = one.original.suffix.lower() if _SUFFIX.fullmatch(one.original.suffix) else ".bin"
    original = f"originals/{stem}{'' if suffix == '.txt' else suffix}.txt"
    made.append((original, one.original.data))
    if one.original.headers is None:
        return Files(text, original), made
    headers = f"originals/{stem}.headers"
    made.append((headers, one.original.headers.encode("utf-8", "surrogatepass")))
    return Files(text, original, headers), made


def _statements(one: Bundled, files: Files) -> Iterator[dict[str, Any]]:
    report = {name: value for name, value in plain(one.record.report).items() if name not in {"text", "path"}}
    report |= {"file": files.text, "original_file": files.original, "headers_file": files.headers}
    if one.provenance:
        report["provenance"] = plain(one.provenance)
    speakers = {speaker.id: plain(speaker) for speaker in one.record.speakers}
    for statement in one.statements():
        involved = [statement.source.speaker, *(link.speaker for link in statement.via)]
        yield {
            "key": key(one.record.report.id, statement.id),
            "chosen": one.is_chosen(statement),
            "report": report,
            "speakers": [speakers[name] for name in dict.fromkeys(involved) if name in speakers],
            "statement": plain(statement),
        }


def _history(one: Bundled) -> Iterator[dict[str, Any]]:
    chosen = {statement.id for statement in one.statements()}
    for entry in one.history:
        if entry.statement in chosen:
            yield {**plain(entry), "statement": key(one.record.report.id, entry.statement)}


def _example(one: Bundled, files: Files) -> Example | None:
    """The first words of the first content of a report, on one line and such as every tool can show."""
    text = one.record.report.text
    for statement in one.statements():
        for span in statement.content.spans[:1]:
            end = min(span.end, span.start + LONGEST_EXAMPLE)
            words = text[span.start : end]
            if words.isprintable():
                return Example(key(one.record.report.id, statement.id), files.text, span.start, end, words)
    return None


def _json(data: dict[str, Any]) -> bytes:
    return (as_json(data, indent=1) + "\n").encode("utf-8")
