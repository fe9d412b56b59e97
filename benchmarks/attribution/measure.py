"""Runs one extractor in a process of its own: what it finds, its CPU time, its memory.

    python measure.py NAME TEXTS.json OUT.json

TEXTS holds [[id, text], …]. Not called by hand: `run.py` starts it, once for
each extractor and round, so that none pays for what another loaded.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from peers import EXTRACTORS, Attribution, Reader

ROLES = ("source", "cue", "content")


def measure(load: Callable[[], Reader], texts: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Loads an extractor and reads all texts, one after the other.

    Seconds are of the processor, all threads of the process. The first text is
    read once before the clock starts, so that nothing is still being set up. A
    text that an extractor gives up on attributes nothing and is named in
    `failures`; its words and seconds count.
    """
    begun = time.process_time()
    read = load()
    _try(read, texts[0][1])
    loading = time.process_time() - begun
    found: dict[str, list[Attribution]] = {}
    failures: dict[str, str] = {}
    begun = time.process_time()
    for article, text in texts:
        found[article], failure = _try(read, text)
        if failure:
            failures[article] = failure
    seconds = time.process_time() - begun
    return {
        "load_cpu_seconds": loading,
        "cpu_seconds": seconds,
        "words": sum(len(text.split()) for _, text in texts),
        "peak_megabytes": peak_megabytes(),
        "failures": failures,
        "attributions": found,
    }


def _try(read: Reader, text: str) -> tuple[list[Attribution], str]:
    try:
        return list(read(text)), ""
    except Exception as error:  # a peer may fail in any way; it is reported, not hidden
        return [], f"{type(error).__name__}: {error}"


def peak_megabytes() -> float:
    """The most memory this process has held; where the system tells it, without what its parent had."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def stay_on_one_core() -> None:
    """Pins this process to the first core it may use, where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def main() -> None:
    """Measures the extractor that is named and writes the result."""
    name, texts, out = sys.argv[1:]
    stay_on_one_core()
    extractor = next(one for one in EXTRACTORS if one.name == name)
    result = measure(extractor.load, json.loads(Path(texts).read_text(encoding="utf-8")))
    Path(out).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
