"""Folders: the files in them, in one order on every machine.

Hidden files and folders are left out. Links to folders are not followed, links
to files only where they stay inside the folder that was named. What is no
regular file (a pipe, a device) is never opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.lexicon import words
from onrecord.record.errors import OnrecordError, SourceMissing


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a folder, or why it is not read; `passed_over` where nobody would have expected it to be."""

    path: Path
    error: OnrecordError | None = None
    passed_over: bool = False


def walk(folder: Path) -> Iterator[Found]:
    """The files of a folder and its folders, sorted by name within each."""
    root = folder.resolve()
    yield from _walk(folder, root)


def _walk(folder: Path, root: Path) -> Iterator[Found]:
    pending = [folder]
    while pending:
        here = pending.pop()
        if here is not folder and not here.is_dir():
            yield _file(here, root)
            continue
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Found(here, SourceMissing(f"the folder cannot be read ({error.strerror})", "a folder"))
            continue
        yield from _linked_folders(entries)
        pending.extend(Path(entry.path) for entry in reversed(entries) if _counts(entry))


def _counts(entry: os.DirEntry[str]) -> bool:
    linked_folder = entry.is_symlink() and entry.is_dir()
    return not entry.name.startswith(".") and not linked_folder


def _linked_folders(entries: list[os.DirEntry[str]]) -> Iterator[Found]:
    for entry in entries:
        if not entry.name.startswith(".") and entry.is_symlink() and entry.is_dir():
            error = SourceMissing("it is a link to a folder", "a folder", "name that folder itself")
            yield Found(Path(entry.path), error, passed_over=True)


def _file(path: Path, root: Path) -> Found:
    if path.suffix.lower() in words("formats", "files.no_reports"):
        return Found(path, SourceMissing(f"files {path.suffix} hold no reports", "text or HTML"), True)
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return Found(path, SourceMissing("it is a link that leads out of the folder", "a file in it"))
        if not path.is_file():
            return Found(path, SourceMissing("it is no regular file", "a file"), passed_over=True)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Found(path, SourceMissing(f"it cannot be opened ({reason})", "a file"))
    return Found(path)
