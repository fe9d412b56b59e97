"""A reader for the processes that take reports in: the tiny one of the ledger's tests, without weights."""

from __future__ import annotations

from dataclasses import replace

from onrecord.api.messages import Answer, Options, Read, Reader
from onrecord.read import Received, read_received
from tests.ledger import fake

READER = "tests.web.reading:reader"


def reader(options: Options) -> Reader:
    """Makes a reader."""

    def read(item: Received) -> Answer:
        taken = read_received(item, options.published)
        made = fake.read(taken.report.text, name=taken.report.id)
        return Read(replace(made, report=taken.report), "fake/1")

    return read
