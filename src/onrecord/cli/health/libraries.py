"""The libraries that onrecord needs, and the extras that it can do without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from typing import TYPE_CHECKING

from onrecord.cli.health.finding import Finding, State
from onrecord.cli.health.installation import NAME, installed

if TYPE_CHECKING:
    from packaging.requirements import Requirement

FOR_DEVELOPERS = "dev"
PURPOSES = {
    "pandas": "what is found as data frames",
    "postgres": "ledgers in PostgreSQL",
    "ray": "batch on a cluster",
    "spacy": "the component for spaCy",
}
"""What an extra is for; one that is not here is shown by its name alone."""
TRIED = ("psycopg",)
"""Libraries of extras that are loaded to see whether they can be: those that need one of the system's.
The others take seconds to load, and say what is wrong where they are used.
"""


def needed() -> Iterator[Finding]:
    """Every library that is needed: its version fits, and it loads."""
    for wanted in _required():
        yield _library("libraries", wanted, "pip install --upgrade onrecord", loads=True)


def extras() -> Iterator[Finding]:
    """Every extra: whether it is installed, and how to get it."""
    known = installed()
    for extra in (known.metadata.get_all("Provides-Extra") if known else None) or ():
        if extra != FOR_DEVELOPERS:
            yield _extra(extra, _required(extra))


def _extra(extra: str, wanted: Sequence[Requirement]) -> Finding:
    get, purpose = f'pip install "{NAME}[{extra}]"', PURPOSES.get(extra)
    for library in wanted:
        if _installed_version(library.name) is None:
            found = f"not installed{f': {purpose} need it' if purpose else ''}"
            return Finding("extras", extra, State.ABSENT, found, get)
    parts = [_library("extras", library, get, library.name in TRIED) for library in wanted]
    faults = [part for part in parts if part.state is not State.OK]
    if faults:
        return Finding("extras", extra, State.FAULT, "; ".join(f"{p.name} {p.found}" for p in faults), get)
    found = ", ".join(f"{part.name} {part.found}" for part in parts)
    return Finding("extras", extra, State.OK, f"{found}{f': {purpose}' if purpose else ''}")


def _library(part: str, wanted: Requirement, todo: str, loads: bool) -> Finding:
    found = _installed_version(wanted.name)
    if found is None:
        return Finding(part, wanted.name, State.FAULT, "not installed", todo)
    if not wanted.specifier.contains(found, prereleases=True):
        return Finding(part, wanted.name, State.FAULT, f"{found}, {wanted.specifier} is needed", todo)
    module = module_of(wanted.name, _modules()) if loads else None
    try:
        if module:
            import_module(module)
    except Exception as error:  # whatever a library raises while it loads is what we want to know
        found = f"{found} does not load ({type(error).__name__}: {error})"
        return Finding(part, wanted.name, State.FAULT, found, f"pip install --force-reinstall {wanted.name}")
    return Finding(part, wanted.name, State.OK, found)


def module_of(library: str, modules: Mapping[str, Sequence[str]]) -> str | None:
    """What to import to see whether a library loads; None where its modules do not bear its name.

    `modules` says of each module which distributions have it.
    """
    wanted = _plain(library)
    own = [m for m, names in modules.items() if wanted in map(_plain, names) and m.isidentifier()]
    same = [module for module in own if _plain(module) == wanted]
    close = [module for module in own if wanted.startswith(_plain(module)) and not module.startswith("_")]
    return min(same or close, key=lambda module: (-len(module), module), default=None)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "", name).lower()


@cache
def _modules() -> Mapping[str, Sequence[str]]:
    return packages_distributions()


def _installed_version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _required(extra: str = "") -> list[Requirement]:
    """What onrecord requires on this machine: itself, or besides for an extra."""
    from packaging.requirements import Requirement

    known = installed()
    found = [Requirement(line) for line in (known.requires if known else None) or ()]
    return [
        one
        for one in found
        if (not one.marker or one.marker.evaluate({"extra": extra}))
        and (not extra or (one.marker and not one.marker.evaluate({"extra": ""})))
    ]
