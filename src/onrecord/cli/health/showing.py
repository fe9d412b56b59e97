"""What draws pictures and prints, and the machine."""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Iterator

from onrecord.cli.health.finding import Finding, State

_AGAIN = "pip install --force-reinstall onrecord"
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>',
    '<text y="15" font-size="14">1–3</text>',
)


def findings() -> Iterator[Finding]:
    """Pictures with the font that ships, whether what is printed can hold every letter, the system."""
    yield _pictures()
    encoding = (sys.stdout.encoding or locale.getpreferredencoding()).lower()
    if encoding.replace("-", "") != "utf8":
        yield Finding("output", "letters", State.DOUBTFUL, encoding, "set PYTHONUTF8=1, or LANG=C.UTF-8")
    else:
        yield Finding("output", "letters", State.OK, encoding)
    yield _system()


def _pictures() -> Finding:
    from onrecord.export.figure_files import FONT, pixels

    try:
        empty, written = (pixels(_SVG[0].format(inner)) for inner in ("", _SVG[1]))
    except Exception as error:  # what does not load or draw is what we want to know
        found = f"none can be drawn ({type(error).__name__}: {error})"
        return Finding("output", "pictures", State.FAULT, found, _AGAIN)
    if empty == written:
        return Finding("output", "pictures", State.FAULT, f"the font {FONT} draws no letters", _AGAIN)
    return Finding("output", "pictures", State.OK, f"SVG, and PNG with the font {FONT}")


def _system() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    found = f"{platform.system()} {platform.release()}, {platform.machine()}, {cores} cores"
    return Finding("machine", "system", State.OK, found)
