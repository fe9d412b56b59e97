"""Measures reading: cold start, words per CPU-second when warm, peak memory.

    python benchmarks/reading.py REPORT [FOLDER_OF_TEXTS]

Cold start is the whole command in a new process, best of three, beside an
empty Python process in the same run. Warm reading goes through the Python API
in one process on one core.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table


def seconds_of(command: list[str], times: int = 3) -> tuple[float, float]:
    """Best wall seconds and peak resident megabytes of a command."""
    best, peak = float("inf"), 0.0
    for _ in range(times):
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{command} failed")
        best = min(best, time.perf_counter() - begun)
        peak = max(peak, usage.ru_maxrss / 1024)
    return best, peak


def words_per_cpu_second(texts: list[str]) -> float:
    """Whitespace-parted words read in a second of CPU time, the model loaded before."""
    import onrecord

    onrecord.read(texts[0])
    begun = time.process_time()
    for text in texts:
        onrecord.read(text)
    return sum(len(t.split()) for t in texts) / (time.process_time() - begun)


def main() -> None:
    """Reads the arguments, measures, prints a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("report", type=Path)
    options.add_argument("texts", type=Path, nargs="?", help="folder of .txt files for warm reading")
    o = options.parse_args()
    cold, peak = seconds_of([sys.executable, "-m", "onrecord.cli", "read", str(o.report)])
    empty, _ = seconds_of([sys.executable, "-c", "pass"])
    files = sorted(o.texts.glob("*.txt")) if o.texts else [o.report] * 20
    rate = words_per_cpu_second([f.read_text(encoding="utf-8") for f in files])
    table = Table("measure", "value", title="reading one report at a time")
    table.add_row("cold start, whole command", f"{cold:.2f} s")
    table.add_row("an empty Python process", f"{empty:.2f} s")
    table.add_row("peak memory of the command", f"{peak:.0f} MB")
    table.add_row("warm, words per CPU-second", f"{rate:,.0f}")
    table.add_row(
        "peak memory of warm reading", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    Console().print(table)


if __name__ == "__main__":
    main()
