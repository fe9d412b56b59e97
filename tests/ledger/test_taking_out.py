"""Redacting and removing, on every backend: what was taken out is gone, that it was taken out is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, insert, select

from onrecord.ledger import Arrival, Ledger, Outcome
from onrecord.ledger import tables as t
from onrecord.ledger.blocking import Blocking
from onrecord.record.errors import CorrectionError, NotInLedger
from tests.ledger import fake

TEXT = """Ilsabet Morrow speaks of Sarn

Ilsabet Morrow said that 12 boats sank off Sarn. Anders Hulle denied that ILSABET
MORROW of radio Hask had been warned. Ruth Adeyo said that Morrow's boats if any were lost.
"""
BY = {"who": "Bekim Vasht", "why": "she was threatened"}
URL = "https://courier.example/ilsabet-morrow-speaks"


def taken(ledger: Ledger) -> str:
    record = fake.read(TEXT, name="Ilsabet Morrow speaks", url=URL)
    record = replace(record, report=replace(record.report, bylines=("Ilsabet Morrow", "Tamsin Orley")))
    arrival = Arrival(
        "in/ilsabet_morrow.txt",
        TEXT.encode(),
        name="Ilsabet Morrow speaks",
        url=URL,
        response="HTTP/1.1 200 OK\nLocation: /Ilsabet%20Morrow",
    )
    return ledger.add_record(record, arrival).report or ""


def everything(ledger: Ledger) -> str:
    """All that any table holds, as one text."""
    held = []
    with ledger.reading() as connection:
        for table in t.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                held += [str(v) for c, v in row.items() if not isinstance(table.c[c].type, LargeBinary)]
    return "\n".join(held)


def on_disk(ledger: Ledger) -> bytes:
    """All bytes of the files of a SQLite ledger."""
    path = Path(ledger.location)
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def names(text: str) -> bool:
    return "ilsabet" in text.lower()


def test_redacted_words_are_gone_and_all_else_stands(ledger: Ledger) -> None:
    """Text, title, address, id, statements, speakers, corrections: covered letter by letter; check passes."""
    report = taken(ledger)
    assert names(report)
    ledger.correct(
        f"{report}:s1", "channel", "Ilsabet Morrow's radio", who="Orley", why="Ilsabet Morrow said so"
    )
    ledger.correct(f"{report}:s3", "content", "Morrow's boats if any", **BY)
    ledger.relate()
    assert [one.person.name for one in ledger.people("morrow")] == ["Ilsabet Morrow"]
    before = ledger.record(report)
    done = ledger.redact(report, "Ilsabet Morrow", "Morrow", **BY)
    now = ledger.record(done.report)
    assert done.occurrences == 4
    assert done.report.startswith("redacted-")
    assert not names(everything(ledger))
    assert "morrow" not in everything(ledger).lower()
    assert len(now.report.text) == len(TEXT)
    assert now.report.text.endswith("Ruth Adeyo said that ██████'s boats if any were lost.\n")
    assert [s.content.spans for s in now.statements] == [s.content.spans for s in before.statements]
    assert now.speakers[0].name == "███████ ██████"
    assert [s.source.text for s in now.statements] == ["███████ ██████", "Anders Hulle", "Ruth Adeyo"]
    assert now.statements[2].content.text == "██████'s boats if any"
    assert len(ledger.find("boats")) == 2
    assert len(ledger.find("morrow")) == len(ledger.find(speaker="morrow")) == 0
    assert ledger.check().faults == ()
    assert ledger.effective(f"{done.report}:s1").standing.channel == "███████ ██████'s radio"


def test_redacted_words_are_in_no_file(ledger: Ledger, backend: str) -> None:
    """Neither in the file nor in its log nor in its free pages nor in the index; bytes received are gone."""
    report = taken(ledger)
    original = ledger.record(report).report.original_sha256
    if backend == "sqlite":
        assert names(on_disk(ledger).decode("latin-1"))
    ledger.redact(report, "Ilsabet Morrow", **BY)
    with pytest.raises(NotInLedger, match="were taken out"):
        ledger.original(original)
    if backend == "sqlite":
        held = on_disk(ledger).decode("latin-1")
        assert not names(held)
        assert original in held
        assert not names(on_disk(ledger).decode("utf-16-le", "replace"))


def test_a_tombstone_says_who_when_and_why(ledger: Ledger) -> None:
    """And the same text, its bytes or another text of its address does not come in again."""
    report = taken(ledger)
    record = fake.read(TEXT, name="x", url=URL)
    done = ledger.redact(report, "Ilsabet Morrow", **BY)
    stone = ledger.tombstones()[0]
    assert (stone.who, stone.why, stone.kind, stone.report) == (*BY.values(), "redacted", done.report)
    assert stone.sha256 == record.report.sha256
    again = ledger.add_record(record, Arrival("again.txt", TEXT.encode(), name="x"))
    assert again.outcome is Outcome.REFUSED
    assert "redacted" in (again.why or "")
    other = fake.read(TEXT + "More of Ilsabet Morrow.", name="x", url=URL)
    assert ledger.add_record(other, Arrival("other.txt", name="x")).outcome is Outcome.REFUSED
    assert not names(everything(ledger))


def test_a_part_of_a_name_left_standing_is_told(ledger: Ledger) -> None:
    """Taking out the full name alone leaves the surname where it stands alone, and says so."""
    done = ledger.redact(taken(ledger), "Ilsabet Morrow", **BY)
    assert done.left == (("Morrow", 1),)
    assert ledger.check().sound


def test_redacting_what_stands_nowhere_is_an_error(ledger: Ledger) -> None:
    """Nothing is changed, and no bytes go."""
    report = taken(ledger)
    with pytest.raises(CorrectionError, match="stands nowhere"):
        ledger.redact(report, "Peter Anslow", **BY)
    assert ledger.tombstones() == ()


def test_a_removed_report_is_gone(ledger: Ledger, backend: str) -> None:
    """Text, bytes, statements, corrections, people it alone had; others stay, and the check passes."""
    report = taken(ledger)
    other = ledger.add_record(
        fake.read("Ruth Adeyo said that Sarn is well.", name="calm"), Arrival("calm.txt")
    )
    with ledger.writing() as connection:
        connection.execute(insert(t.people).values(id="pm", name="Ilsabet Morrow", type="person"))
        connection.execute(insert(t.aliases).values(person="pm", name="Ilsabet Morrow"))
        connection.execute(
            insert(t.memberships).values(speaker=f"{report}:p1", person="pm", because="one name")
        )
        connection.execute(
            insert(t.copies).values(report=other.report, origin=report, similarity=0.9, because="alike")
        )
    ledger.correct(f"{report}:s1", "act", "warning", **BY)
    done = ledger.remove(report, **BY)
    assert (done.revisions, done.statements) == (1, 3)
    assert ledger.reports() == (other.report,)
    held = everything(ledger)
    assert not names(held)
    assert URL not in held
    if backend == "sqlite":
        assert b"12 boats sank" not in on_disk(ledger)
    with pytest.raises(NotInLedger, match="was removed by Bekim Vasht"):
        ledger.record(report)
    record = fake.read(TEXT, name="x", url=URL)
    assert ledger.add_record(record, Arrival("again.txt", name="x")).outcome is Outcome.REFUSED
    assert ledger.check().faults == ()


@pytest.mark.parametrize(
    ("words", "text", "covered"),
    [
        ("Anna Ćosić", "Anna  Ćosić's, anna-cosic, ANNA ĆOSIĆ", "████  █████'s, ████-█████, ████ █████"),
        ("Lee", "Lee, Leeds, lee's, Sleet", "███, Leeds, ███'s, Sleet"),
        ("O'Hara", "O’Hara and OHara", "█’████ and OHara"),
        ("J. R. (Bob) [x]", "J R Bob x", "█ █ ███ █"),
        ("Anna B", "Anna%20B Anna_B Annab", "████%20█ ████_█ Annab"),
    ],
)
def test_whole_words_are_covered_however_they_are_written(words: str, text: str, covered: str) -> None:
    """Whatever parts the words and whatever the size of letters; words that only hold them stay."""
    assert Blocking([words])(text) == covered
