"""How much work pages are, and how long they take while reports are added.

    python benchmarks/load.py RECORDS_DIR --ledger big.db [--json benchmarks/reports/load.json]

RECORDS_DIR holds records as `onrecord read --format json` writes them;
`benchmarks/finding.py` fills a ledger with them. A server is started on this
machine, over 4 connections it is asked 20 times a second for reports, report,
search and speakers while another process adds reports, then as fast as it
answers. Processor time is that of the server; the ratio is that to the
smallest answer there is (robots.txt), which a busy machine slows down as much. Times of
waiting mean something on a machine that does nothing else: `load average` in
the report tells.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from onrecord.ledger import Arrival, Ledger
from onrecord.record import from_json

CONNECTIONS = 4
SLOWEST = 5
"""Requests that are listed, those that took longest."""
TICKS = os.sysconf("SC_CLK_TCK")


def adding(ledger: str, folder: Path, stop: object) -> None:
    """Adds a report a second, each with a text of its own."""
    records = [from_json(path.read_bytes()) for path in sorted(folder.glob("*.json"))[:40]]
    number = 0
    with Ledger.open(ledger) as opened:
        while not stop.is_set():  # type: ignore[attr-defined]
            one = records[number % len(records)]
            text = f"{one.report.text}\n{time.time()}"
            digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            report = replace(one.report, text=text, sha256=digest, original_sha256=digest, url=None)
            opened.add_record(replace(one, report=report), Arrival(f"load/{digest[:8]}", name="load"))
            number += 1
            stop.wait(1.0)  # type: ignore[attr-defined]


def processor(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def addresses(base: str) -> dict[str, list[str]]:
    """What is asked for, by page; different reports and searches, so that little is used twice."""
    told = httpx.get(f"{base}/api/v1/reports?limit=300&sort=title").json()["reports"]
    ids = [one["head"]["id"] for one in told]
    words = ("withdraw*", "ceasefire", "attack* civilians", '"chemical weapons"', "the", "killed", "-the")
    acts = ("denial", "threat", "assertion", "warning", "demand", "evaluation")
    accounts = httpx.get(f"{base}/api/v1/accounts?limit=100").json()["accounts"]
    searches = [f"/search?words={w}&act={a}" for w in words for a in acts]
    return {
        "robots.txt": ["/robots.txt"],
        "reports": [f"/reports?words={c}" for c in "abcdefghiklmnoprstuw"],
        "report": [f"/reports/{one}" for one in ids],
        "search": searches,
        "speakers": [f"/speakers?words={c}" for c in "abcdefghiklmnoprstuw"],
        "map": [one.replace("/search", "/map", 1) for one in searches],
        "timeline": [one.replace("/search", "/timeline", 1) for one in searches],
        "statement": [f"/statements/{one['id']}" for one in told_of(base)],
        "accounts": [f"/accounts?matter={word}" for word in ("the", "killed", "aleppo", "of", "idlib", "un")],
        "account": [f"/accounts/{one['id']}" for one in accounts],
        "promises": [f"/promises?words={word}" for word in ("the", "will", "ceasefire", "aid", "talks")],
        "speaker": [f"/speakers/{one}:p1" for one in ids],
        "positions": [f"/speakers/{one}:p1/positions" for one in ids],
        "sourcing": [f"/sourcing?report={one}" for one in ids],
    }


def told_of(base: str) -> list[dict[str, Any]]:
    """Some statements."""
    found: list[dict[str, Any]] = httpx.get(f"{base}/api/v1/statements?limit=100").json()["statements"]
    return found


def one_by_one(base: str, pid: int, paths: Sequence[str], times: int) -> tuple[float, float]:
    """Milliseconds of processor time a request: when first asked for, and when asked for again."""
    with httpx.Client(base_url=base, timeout=60) as client:
        spent = []
        for _ in range(2):
            begun = processor(pid)
            for n in range(times):
                client.get(paths[n % len(paths)]).raise_for_status()
            spent.append(1000 * (processor(pid) - begun) / times)
    return spent[0], spent[1]


def load(
    base: str, paths: Sequence[str], rate: float | None, seconds: float
) -> tuple[list[tuple[float, str]], int]:
    """Asks over several connections, at a rate or as fast as it goes; gives ms with paths, and errors."""
    times: list[tuple[float, str]] = []
    errors = 0
    end, start = time.perf_counter() + seconds, time.perf_counter()

    def ask(number: int) -> None:
        nonlocal errors
        chance = random.Random(number)
        with httpx.Client(base_url=base, timeout=60) as client:
            turn = number
            while (now := time.perf_counter()) < end:
                if rate is not None:
                    time.sleep(max(0.0, start + turn / rate - now))
                    turn += CONNECTIONS
                begun, path = time.perf_counter(), chance.choice(paths)
                try:
                    good = client.get(path).status_code == 200
                except httpx.HTTPError:
                    good = False
                errors += not good
                times.append((1000 * (time.perf_counter() - begun), path))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CONNECTIONS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times, errors


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("records", type=Path)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--port", type=int, default=8799)
    parser.add_argument("--json", type=Path, help="write the figures")
    options = parser.parse_args()
    base = f"http://127.0.0.1:{options.port}"
    command = [sys.executable, "-m", "onrecord.cli", "serve", "--ledger", options.ledger]
    server = subprocess.Popen([*command, "--port", str(options.port)], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        print(server.stderr.readline().strip())
        asked = addresses(base)
        for path in ("/search?words=the", "/speakers", "/reports"):  # what is loaded once is not counted
            httpx.get(base + path, timeout=60).raise_for_status()
        print(f"{'page':<12}{'first':>8}{'again':>8}{'ratio':>8}   ms of processor time")
        least = 0.0
        told: dict[str, object] = {"load average": round(os.getloadavg()[0], 1)}
        with Ledger.open(options.ledger) as ledger:
            told["statements"] = len(ledger.find())
        for name, paths in asked.items():
            first, again = one_by_one(base, server.pid, paths, options.times)
            least = least or first
            print(f"{name:<12}{first:>8.1f}{again:>8.1f}{first / least:>8.1f}", flush=True)
            told[name] = {"ms of processor": round(first, 1), "again": round(again, 1)}
        pages = [*asked["report"], *asked["search"]]
        stop = multiprocessing.Event()
        adder = multiprocessing.Process(target=adding, args=(options.ledger, options.records, stop))
        adder.start()
        for pace, rate in (("20 a second", 20.0), ("as fast as it goes", None)):
            begun, spent = time.perf_counter(), processor(server.pid)
            asked_for, errors = load(base, pages, rate, options.seconds)
            times = [one for one, _ in asked_for]
            passed, spent = time.perf_counter() - begun, processor(server.pid) - spent
            p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
            core = len(times) / spent if spent else 0.0
            print(
                f"{pace}: {len(times)} requests, {errors} errors, p50 {p50:.0f} ms, p99 {p99:.0f} ms, "
                f"{len(times) / passed:.0f} a second, {core:.0f} a second of one core"
            )
            for slow, path in sorted(asked_for, reverse=True)[:SLOWEST]:
                print(f"    {slow:.0f} ms {path}")
            told[pace] = {
                "requests": len(times),
                "errors": errors,
                "p50 ms": round(p50),
                "p99 ms": round(p99),
                "a second": round(len(times) / passed, 1),
                "a second of one core": round(core, 1),
            }
        stop.set()
        adder.join()
        if options.json:
            options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
