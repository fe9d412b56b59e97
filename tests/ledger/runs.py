"""Adding in a process of its own, that may be killed; the test sees whether it is writing just then."""

from __future__ import annotations

import mmap
import os
import resource
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import event

from onrecord.api import Taking, open_ledger, take_in
from onrecord.ledger import Ledger
from onrecord.ledger.backend import WRITING
from onrecord.read import Received
from onrecord.record.errors import LedgerError

FAKE = Taking(workers=0, reader="tests.ledger.fake:reader")


class Child:
    """A forked process that runs a function, and a byte that says whether it is writing."""

    def __init__(self, run: Callable[[Child], None]) -> None:
        self.marker = mmap.mmap(-1, 1)
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                run(self)
                code = 0
            except LedgerError as error:
                os.write(2, f"{error}\n".encode())
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)

    @property
    def writing(self) -> bool:
        """Whether it is, or was when it died, in a transaction that writes."""
        return self.marker[0] == 1

    def mark(self, ledger: Ledger) -> None:
        """Has the ledger set the byte for as long as it writes."""

        def begun(connection: object) -> None:
            if connection.get_execution_options().get(WRITING):  # type: ignore[attr-defined]
                self.marker[0] = 1

        def ended(_: object) -> None:
            self.marker[0] = 0

        event.listen(ledger.engine, "begin", begun)
        event.listen(ledger.engine, "checkin", lambda *_: ended(None))

    def ended(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return None if pid == 0 else os.waitstatus_to_exitcode(status)

    def wait(self) -> int:
        """Its exit code when it has ended."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def adding(
    address: str, items: Sequence[Received], told: Path | None = None, most_bytes: int | None = None
) -> Callable[[Child], None]:
    """A function for `Child` that takes items in, and writes each result to a file when it is given."""

    def run(child: Child) -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        with open_ledger(address) as ledger:
            child.mark(ledger)
            out = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT) if told else None
            for result in take_in(ledger, items, FAKE):
                if out is not None:
                    os.write(out, f"{result.report}\n".encode())

    return run
