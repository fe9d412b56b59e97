"""onrecord itself and the Python that runs it."""

from __future__ import annotations

import base64
import hashlib
import json
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

import onrecord
from onrecord.cli.health.finding import Finding, State

TESTED = (3, 11)
"""The Python that the tests run on."""
NAME = "onrecord"
_AGAIN = "pip install --force-reinstall --no-deps onrecord"


def installed() -> Distribution | None:
    """What pip knows of onrecord, None where it runs from a folder that pip does not know."""
    try:
        return distribution(NAME)
    except PackageNotFoundError:
        return None


def findings() -> Iterator[Finding]:
    """The version, whether its files are as they were built, and the Python."""
    known = installed()
    yield _version(known)
    yield files_as_built(known)
    yield _python(known)


def _version(known: Distribution | None) -> Finding:
    where = Path(onrecord.__file__).parent
    if known is None:
        found, todo = f"{onrecord.__version__}, in {where}, not installed", "pip install onrecord"
        return Finding(NAME, "version", State.DOUBTFUL, found, todo)
    if known.version != onrecord.__version__:
        found = f"{onrecord.__version__} in {where}, but {known.version} is installed"
        return Finding(NAME, "version", State.DOUBTFUL, found, "have one of them alone: look at PYTHONPATH")
    return Finding(NAME, "version", State.OK, f"{onrecord.__version__}, in {where}")


def files_as_built(known: Distribution | None) -> Finding:
    """Whether all files are there, with the hashes that pip noted when it put them there."""
    if known is None or _is_working_copy(known):
        return Finding(NAME, "files", State.OK, "a working copy: there is nothing to compare them with")
    files = [file for file in known.files or () if file.hash]
    changed = [str(file) for file in files if not _is_whole(file)]
    if changed or not files:
        shown = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
        return Finding(NAME, "files", State.FAULT, f"missing or changed: {shown or 'all'}", _AGAIN)
    return Finding(NAME, "files", State.OK, f"{len(files)} files, as they were built")


def _is_working_copy(known: Distribution) -> bool:
    direct = known.read_text("direct_url.json")
    return bool(direct and json.loads(direct).get("dir_info", {}).get("editable"))


def _is_whole(file: PackagePath) -> bool:
    """Whether a file is there and has the hash that pip noted of it."""
    assert file.hash
    try:
        digest = hashlib.new(file.hash.mode, Path(str(file.locate())).read_bytes()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value


def _python(known: Distribution | None) -> Finding:
    found = f"{platform.python_implementation()} {platform.python_version()}, {sys.executable}"
    wanted = (known.metadata["Requires-Python"] if known else None) or ">=3.11"
    from packaging.specifiers import SpecifierSet

    if platform.python_version() not in SpecifierSet(wanted, prereleases=True):
        return Finding("Python", "version", State.FAULT, found, f"use Python {wanted}")
    if sys.version_info[:2] != TESTED:
        tested = ".".join(map(str, TESTED))
        return Finding(
            "Python", "version", State.DOUBTFUL, f"{found}: untested", f"Python {tested} is tested"
        )
    return Finding("Python", "version", State.OK, found)
