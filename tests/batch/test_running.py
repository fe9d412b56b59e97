"""Running a batch: it goes on where it stopped, and what goes wrong costs no more than itself."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from onrecord.batch import Asked, Course, Output, run_batch
from onrecord.batch.messages import At
from onrecord.batch.reading import POISON
from onrecord.batch.running import Watch
from onrecord.record.errors import BatchError, ModelError

FAKE = "tests.ledger.fake:reader"


def folder(path: Path, marks: dict[int, str], count: int = 12) -> Path:
    """Reports that a tiny reader reads; some with a mark that it stumbles over."""
    path.mkdir()
    for n in range(count):
        said = f"Skipper Adam said that {n} boats left Sarn. {marks.get(n, '')}"
        (path / f"day{n:02}.txt").write_text(said, encoding="utf-8")
    return path


def asked(source: Path, out: Path, **more: object) -> Asked:
    made = Asked(str(source), str(out), workers=0, shard=2, reader=FAKE)
    return replace(made, **more)  # type: ignore[arg-type]


def rows(out: Path, table: str, what: str) -> list[tuple[object, ...]]:
    return duckdb.read_parquet(f"{out}/{table}/*.parquet").project(what).order("ALL").fetchall()


def tables(out: Path) -> dict[str, bytes]:
    return {str(f.relative_to(out)): f.read_bytes() for f in out.glob("*/*.parquet")}


def test_poison_is_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Killed over it twice, a fault, refused: each has its reason in errors, all others their statements."""
    source = folder(tmp_path / "in", {2: "CRASH", 5: "FAULT", 7: "REFUSE"})
    course = run_batch(asked(source, tmp_path / "out", workers=2))
    assert (course.count("reports"), course.count("refused"), course.lost, course.deaths) == (9, 3, {}, 2)
    why = dict(rows(tmp_path / "out", "errors", "source, why"))
    assert why[str(source / "day02.txt")] == POISON
    assert "ZeroDivisionError: a fault" in str(why[str(source / "day05.txt")])
    assert "nothing to read in it" in str(why[str(source / "day07.txt")])
    said = [row[0] for row in rows(tmp_path / "out", "statements", "report_path")]
    assert said == [f"day{n:02}.txt" for n in range(12) if n not in (2, 5, 7)]


def test_a_killed_worker_costs_no_report(tmp_path: Path) -> None:
    """Its shard is read again, and the files are those of a run in which nobody was killed."""
    source = folder(tmp_path / "in", dict.fromkeys(range(12), "WAIT"))
    run_batch(asked(source, tmp_path / "calm"))
    course = run_batch(asked(source, tmp_path / "out", workers=2), once(lambda _: kill_one_worker()))
    assert course.deaths == 1
    assert tables(tmp_path / "out") == tables(tmp_path / "calm")
    assert rows(tmp_path / "out", "errors", "*") == []


def once(act: Callable[[Course], None]) -> Watch:
    """Acts when the first reports are under way."""
    acted = False

    def watch(course: Course) -> None:
        nonlocal acted
        if not acted and any(at.position for at in course.under_way.values()):
            acted = True
            act(course)

    return watch


def kill_one_worker() -> None:
    """Kills one process of the pool, as the system does where memory runs out."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and is_worker(entry):
            os.kill(int(entry.name), signal.SIGKILL)
            return


def is_worker(process: Path) -> bool:
    try:
        ours = f"PPid:\t{os.getpid()}\n" in (process / "status").read_text()
        return ours and b"onrecord.batch.worker" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def test_a_second_run_goes_on_where_the_first_was_stopped(tmp_path: Path) -> None:
    """What is done is not read again, and the whole is as if it had never been stopped."""
    source = folder(tmp_path / "in", {4: "REFUSE"})
    run_batch(asked(source, tmp_path / "calm"))

    def stop(course: Course) -> None:
        if course.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(asked(source, tmp_path / "out"), stop)
    (before,) = Output.at(str(tmp_path / "out")).receipts()
    course = run_batch(asked(source, tmp_path / "out"))
    assert course.begun == before.items
    assert tables(tmp_path / "out") == tables(tmp_path / "calm")


def test_new_changed_and_gone_reports_are_noticed(tmp_path: Path) -> None:
    """They alone are read again; what is gone from the input is gone from the tables."""
    source, out = folder(tmp_path / "in", {}), tmp_path / "out"
    run_batch(asked(source, out))
    (source / "day03.txt").write_text("Ruth Adeyo denied that the ferry sank.", encoding="utf-8")
    (source / "day11.txt").unlink()
    (source / "day12.txt").write_text("Ruth Adeyo said that it rained.", encoding="utf-8")
    course = run_batch(asked(source, out))
    assert course.begun >= 4
    run_batch(asked(source, tmp_path / "anew"))
    assert tables(out) == tables(tmp_path / "anew")


def test_an_output_is_of_one_input_and_one_set_of_settings(tmp_path: Path) -> None:
    """Another input, day or size, a folder with other things in it: told before anything is read."""
    source, out = folder(tmp_path / "in", {}, 2), tmp_path / "out"
    run_batch(asked(source, out))
    with pytest.raises(BatchError, match="another input"):
        run_batch(asked(folder(tmp_path / "other", {}, 2), out))
    with pytest.raises(BatchError, match="another published: none there, 2031-01-01 now"):
        run_batch(asked(source, out, published="2031-01-01"))
    with pytest.raises(BatchError, match="another --shard: 2 there, 5 now"):
        run_batch(asked(source, out, shard=5))
    with pytest.raises(BatchError, match="is no output of onrecord batch"):
        run_batch(asked(source, tmp_path))
    with pytest.raises(BatchError, match="lies within the input"):
        run_batch(asked(source, source / "out"))
    with pytest.raises(BatchError, match="no engine 'spark'; expected one of local, ray"):
        run_batch(asked(source, tmp_path / "new", engine="spark"))


def test_without_weights_the_batch_ends_with_the_reason(tmp_path: Path) -> None:
    """Nothing is set aside for what is no report's fault."""
    source = folder(tmp_path / "in", {1: "WEIGHTS"}, 2)
    with pytest.raises(ModelError, match="no weights"):
        run_batch(asked(source, tmp_path / "out", shard=4))
    assert not Output.at(str(tmp_path / "out")).receipts()


def test_news_comes_while_a_shard_is_read(tmp_path: Path) -> None:
    """Item by item, with what failed, so that rate and time left can be told."""
    source = folder(tmp_path / "in", {1: "REFUSE"}, 4)
    seen: list[At] = []
    run_batch(asked(source, tmp_path / "out", shard=4), lambda c: seen.extend(c.under_way.values()))
    assert any(at.position >= 2 and at.refused == 1 for at in seen)
