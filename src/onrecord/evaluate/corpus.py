"""Corpora: annotated articles read from files, checked before anything is run on them."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from onrecord.evaluate.elements import ROLES, Layout
from onrecord.record import Act, Certainty, Mode, Polarity
from onrecord.record.errors import EvaluationError

GOLD_SUFFIX = ".gold.json"
ROW_SHAPE = (
    'one object a line: {"id", "text", "attributions": [{"source": [[start, end]], "cue", "content"}]}'
)
GOLD_SHAPE = 'an object {"id", "published", "speakers": […], "statements": […]}'
_CLOSED: Mapping[str, type[StrEnum]] = {
    "mode": Mode,
    "act": Act,
    "certainty": Certainty,
    "polarity": Polarity,
}
_TEXTS = ("speaker", "within", "said", "channel", "audience")
_LISTS: Mapping[str, tuple[type, str]] = {
    "via": (str, "a list of names"),
    "places": (str, "a list of names"),
    "figures": (dict, "a list of objects"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One report of a folder: its gold file as JSON and its text."""

    document: Mapping[str, Any]
    text: str

    @property
    def id(self) -> str:
        """The id of the report."""
        return str(self.document["id"])


# --------------------------------------------------------- rows of attributions
def read_rows(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """Reads a file of JSON lines (.jsonl, or .jsonl.gz packed), the first `limit` articles of it.

    Raises `EvaluationError` for a file that is missing or empty and for a line
    that is no article, has an id for the second time, or spans outside its text.
    """
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for where, line in _lines(path):
        if limit is not None and len(rows) >= _positive(limit):
            break
        row = _row(line, where)
        if row["id"] in seen:
            raise EvaluationError(f"{where} has the id {row['id']!r} again", "an id of its own in every line")
        seen.add(row["id"])
        rows.append(row)
    if not rows:
        raise EvaluationError(f"{path} has no articles", ROW_SHAPE)
    return rows


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"line {number} of {path.name}", line
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise _unreadable(
            path, error, "a file of JSON lines in UTF-8, packed with gzip if it ends in .gz"
        ) from None


def _row(line: str, where: str) -> dict[str, Any]:
    row = _parsed(line, where, ROW_SHAPE)
    for name, kind in (("id", str), ("text", str), ("attributions", list)):
        if not isinstance(row.get(name), kind):
            raise EvaluationError(f"{where} has no {name}", ROW_SHAPE)
    layout = Layout(row["text"])
    with _Naming(where):
        for attribution in row["attributions"]:
            layout.annotated(attribution)
    return row


# -------------------------------------------------------------- whole records
def read_gold(folder: Path, limit: int | None = None) -> list[Gold]:
    """Reads the *.gold.json of a folder with the *.txt beside them, the first `limit` by name.

    Raises `EvaluationError` for a folder without any, a text that is missing or
    another one by its `text_sha256`, and a file that is not as described.
    """
    if not folder.is_dir():
        raise EvaluationError(
            f"there is no folder {folder}", f"a folder with files <id>{GOLD_SUFFIX} and <id>.txt"
        )
    paths = sorted(folder.glob(f"*{GOLD_SUFFIX}"))
    if not paths:
        raise EvaluationError(f"{folder} has no file *{GOLD_SUFFIX}", f"<id>{GOLD_SUFFIX} and <id>.txt")
    return [_gold(path) for path in paths[: None if limit is None else _positive(limit)]]


def gold_paths(folder: Path, report_id: str) -> tuple[Path, Path]:
    """Where the gold and the text of a report lie."""
    return folder / f"{report_id}{GOLD_SUFFIX}", folder / f"{report_id}.txt"


def _gold(path: Path) -> Gold:
    report_id = path.name.removesuffix(GOLD_SUFFIX)
    document = _parsed(_text(path), path.name, GOLD_SHAPE)
    if document.get("id") != report_id:
        raise EvaluationError(
            f"{path.name} has the id {document.get('id')!r}", f"{report_id!r}, as in its name"
        )
    text = _text(gold_paths(path.parent, report_id)[1])
    expected = document.get("text_sha256")
    found = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if expected not in (None, found):
        raise EvaluationError(f"{report_id}.txt has the SHA-256 {found}", str(expected), "restore the text")
    _check_gold(document, path.name, text)
    return Gold(document, text)


def _check_gold(document: Mapping[str, Any], where: str, text: str) -> None:
    published = document.get("published")
    if published is not None and not isinstance(published, str):
        raise EvaluationError(f"{where} has published {published!r}", "an ISO date or null")
    for name, required in (
        ("speakers", ("id", "name", "type", "named")),
        ("statements", ("id", *ROLES, *_CLOSED)),
    ):
        items = document.get(name)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise EvaluationError(f"{where} has no list of {name}", GOLD_SHAPE)
        for number, item in enumerate(items, start=1):
            missing = [key for key in required if key not in item]
            if missing:
                raise EvaluationError(f"{where}: {name}[{number}] has no {missing[0]}", ", ".join(required))
        _check_ids(name, items, where)
    for speaker in document["speakers"]:
        _check_texts(speaker, ("name",), f"{where}: speaker {speaker['id']}", optional=False)
    layout = Layout(text)
    for statement in document["statements"]:
        _check_statement(statement, f"{where}: statement {statement['id']}", layout)


def _check_statement(statement: Mapping[str, Any], where: str, layout: Layout) -> None:
    for name, labels in _CLOSED.items():
        if statement[name] not in list(labels):
            raise EvaluationError(f"{where} has {name} {statement[name]!r}", f"one of {', '.join(labels)}")
    with _Naming(where):
        for role in ROLES:
            layout.element(statement[role])
    _check_texts(statement, _TEXTS, where)
    for name in ("about", "carried"):
        values = statement.get(name) or {}
        if not isinstance(values, dict):
            raise EvaluationError(f"{where} has {name} {values!r}", "an object")
        _check_texts(values, tuple(values), f"{where}: {name}")
    for name, (kind, expected) in _LISTS.items():
        items = statement.get(name) or []
        if not isinstance(items, list) or not all(isinstance(item, kind) for item in items):
            raise EvaluationError(f"{where} has {name} {items!r}", expected)


def _check_texts(values: Mapping[str, Any], names: Sequence[str], where: str, optional: bool = True) -> None:
    for name in names:
        value = values.get(name)
        if not (isinstance(value, str) or (optional and value is None)):
            raise EvaluationError(f"{where} has {name} {value!r}", "a text or null" if optional else "a text")


def _check_ids(name: str, items: Sequence[Mapping[str, Any]], where: str) -> None:
    ids = [item["id"] for item in items]
    if not all(isinstance(one, str) for one in ids) or len(set(ids)) < len(ids):
        raise EvaluationError(f"{where} has {name} with the ids {ids!r}", "a text of its own for each")


# --------------------------------------------------------------------- digests
def digest_of(paths: Sequence[Path]) -> str:
    """The SHA-256 of a corpus in hexadecimal digits.

    Of one file that of its bytes; of several that of what `sha256sum` prints for
    them, in the order given, by name without folder.
    """
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    if len(paths) == 1:
        return digests[0]
    listing = "".join(f"{digest}  {path.name}\n" for digest, path in zip(digests, paths, strict=True))
    return hashlib.sha256(listing.encode("utf-8")).hexdigest()


# ---------------------------------------------------------------------- writing
def check_output(path: Path, corpus: Path) -> None:
    """Raises `EvaluationError` where `path` could not be written after a run, or would replace the corpus."""
    if path.resolve() == corpus.resolve():
        raise EvaluationError(f"{path} is the corpus itself", "another file to write to")
    if path.is_dir() or not path.parent.is_dir():
        raise EvaluationError(
            f"cannot write {path}", "a file in a folder that exists", "make the folder first"
        )


def write_text(path: Path, text: str) -> None:
    """Writes a text in UTF-8; raises `EvaluationError` where that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise EvaluationError(
            f"cannot write {path} ({error.strerror or error})", "a file that can be written"
        ) from None


# ---------------------------------------------------------------------- reading
def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error, "a file in UTF-8") from None


def _parsed(text: str, where: str, shape: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise EvaluationError(f"{where} is no JSON ({error})", shape) from None
    if not isinstance(data, dict):
        raise EvaluationError(f"{where} is {type(data).__name__}", shape)
    return cast("dict[str, Any]", data)


def _positive(limit: int) -> int:
    if limit < 1:
        raise EvaluationError(
            f"the limit is {limit}", "a number of articles from 1", "leave it out to take all"
        )
    return limit


def _unreadable(path: Path, error: Exception, expected: str) -> EvaluationError:
    if isinstance(error, FileNotFoundError):
        return EvaluationError(f"there is no file {path}", expected, "check the path to the corpus")
    reason = getattr(error, "strerror", None) or error
    return EvaluationError(f"{path} cannot be read ({reason})", expected, "fetch or unpack the corpus again")


class _Naming:
    """Puts the place in front of what an error says was got."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, EvaluationError):
            raise EvaluationError(f"{self._where}: {error.got}", error.expected, error.hint) from None
