"""Speakers of several reports who are one, or who are not."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.kin import Merge, propose
from tests.ledger import fake
from tests.web.conftest import Open, keep, post
from tests.web.test_reading import said


def person(client: TestClient, name: str) -> str:
    """The address of a speaker, from the list."""
    found = re.search(
        r'<th scope="row"><a href="(/speakers/[^"]+)"', client.get(f"/speakers?words={name}").text
    )
    assert found
    return found[1]


def related(path: Path, *texts: str) -> None:
    """Takes reports in and works out who is one."""
    keep(path, *(fake.read(text, name=f"r{n}") for n, text in enumerate(texts)))
    with Ledger.open(path) as ledger:
        ledger.relate()


def test_two_people_are_made_one_and_parted_again(empty: Path, opened: Open) -> None:
    """With names as they stand; everything said stands on one page then, and apart again afterwards."""
    related(
        empty,
        "Tessaly Brandt said that the mill burned.",
        "Anton Greel said that the mill still stands.",
    )
    client = opened()
    first, second = person(client, "brandt"), person(client, "greel")
    assert first != second
    post(client, f"{first}/same", other=second.removeprefix("/speakers/"), why="she married")
    page = client.get(person(client, "greel"))
    assert "that the mill burned" in said(page.text)
    assert "that the mill still stands" in said(page.text)
    assert "she married" in said(client.get("/joining").text)
    ticked = re.search(r'name="speaker" value="(r1-[^"]+)"', page.text)
    assert ticked
    post(client, f"{person(client, 'greel')}/apart", speaker=ticked[1])
    assert "that the mill burned" not in said(client.get(person(client, "greel")).text)


def test_a_proposal_is_accepted_and_taken_back(empty: Path, opened: Open) -> None:
    """What may be one waits for somebody; the decision stands under a name."""
    related(
        empty, "Tessaly Brandt said that the mill burned.", "Anton Greel said that the mill still stands."
    )
    with Ledger.open(empty) as ledger:
        first, second = (f"{report}:p1" for report in ledger.reports())
        with ledger.writing() as connection:
            propose(
                connection, [Merge(first, second, "Tessaly Brandt", "Anton Greel", 0.6, "alike", "a rule")]
            )
    client = opened()
    pair = re.search(r'name="pair" value="([^"]+)"', client.get("/joining").text)
    assert pair
    post(client, "/joining", pair=pair[1], do="accept")
    page = said(client.get("/joining").text)
    assert "accepted by" in page
    assert person(client, "brandt") == person(client, "greel")
    post(client, "/joining", pair=pair[1], do="undo")
    assert person(client, "brandt") != person(client, "greel")
    assert post(client, "/joining", pair=pair[1], do="dance").status_code == 409
