"""Errors of onrecord.

    OnrecordError
    ├── ReadError               a report could not be taken in
    │   ├── SourceMissing       there is no such file, or it cannot be opened
    │   ├── EmptyReport         nothing to read: no bytes, or white space alone
    │   ├── NotText             bytes that are no text: a picture, a program, an archive
    │   ├── TooLarge            more text than one report may have
    │   ├── NoArticle           a page without an article
    │   ├── UnsupportedLanguage text in a language that is not supported
    │   ├── ContainerDamaged    an archive, a feed or a file of many items that breaks off or lies
    │   ├── FetchFailed         an address on the web that gave no report
    │   └── FetchRefused        an address that is not fetched: unsafe, or its site asks not to
    ├── DateError               a date that is none
    ├── ModelError              weights that are missing, damaged or of another version
    ├── RecordError             JSON or values that are no record
    ├── NoSuchStatement         an id that no statement of a report has, or none where one is needed
    ├── LedgerError             a ledger that cannot be used as asked
    │   ├── LedgerMissing       there is no such ledger, or it cannot be opened
    │   ├── LedgerForbidden     a server does not let you do that
    │   ├── LedgerNewer         it was written by a newer onrecord
    │   ├── LedgerBusy          another process holds it for too long
    │   ├── LedgerFull          no room left to write
    │   ├── LedgerDamaged       what it holds is not what was written
    │   ├── NotInLedger         an id that it does not have
    │   ├── CorrectionError     a correction that cannot be made as asked
    │   └── QueryError          a search that cannot be understood
    ├── BatchError              a batch that cannot be begun or gone on with as asked
    └── EvaluationError         a gold file that is missing or not as described

Every message says what was got, what was expected and what to try.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The root of all errors raised on purpose.

    `got`, `expected` and `hint` are sentences or parts of one; the message
    joins them.
    """

    exit_code = 1

    def __init__(self, got: str, expected: str = "", hint: str = "") -> None:
        self.got, self.expected, self.hint = got, expected, hint
        parts = [got, f"expected {expected}" if expected else "", hint]
        super().__init__("; ".join(part.rstrip(".") for part in parts if part) + ".")


class ReadError(OnrecordError):
    """A report could not be taken in."""

    exit_code = 2


class SourceMissing(ReadError):
    """There is no such file, or it cannot be opened."""


class EmptyReport(ReadError):
    """There is nothing to read: no bytes, or white space alone."""


class NotText(ReadError):
    """The bytes are no text."""


class TooLarge(ReadError):
    """There is more text than one report may have."""


class NoArticle(ReadError):
    """The page holds no article."""


class UnsupportedLanguage(ReadError):
    """The text is in a language that is not supported."""


class ContainerDamaged(ReadError):
    """An archive, a feed or a file of many items breaks off, or is not what it says."""


class FetchFailed(ReadError):
    """An address on the web gave no report: no answer, an error, too slow, too much."""


class FetchRefused(ReadError):
    """An address is not fetched: it would be unsafe, or its site asks programs not to."""


class DateError(OnrecordError):
    """A date that is none."""

    exit_code = 2


class ModelError(OnrecordError):
    """Weights that are missing, damaged or of another version."""

    exit_code = 3


class RecordError(OnrecordError):
    """JSON or values that are no record."""

    exit_code = 4


class NoSuchStatement(OnrecordError):
    """No statement of the report has that id, or there is none where one is needed."""

    exit_code = 6


class BatchError(OnrecordError):
    """A batch cannot be begun, or gone on with, as asked."""

    exit_code = 8


class EvaluationError(OnrecordError):
    """A gold file that is missing or not as described."""

    exit_code = 5


class LedgerError(OnrecordError):
    """A ledger that cannot be used as asked."""

    exit_code = 7


class LedgerMissing(LedgerError):
    """There is no such ledger, or it cannot be opened."""


class LedgerForbidden(LedgerError):
    """The server of a ledger does not know who asks, or that role may not do it."""

    exit_code = 8


class LedgerNewer(LedgerError):
    """The ledger was written by a newer onrecord."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger for too long."""


class LedgerFull(LedgerError):
    """There is no room left to write."""


class LedgerDamaged(LedgerError):
    """What the ledger holds is not what was written."""


class NotInLedger(LedgerError):
    """The ledger has nothing of that id."""

    exit_code = 6


class QueryError(LedgerError):
    """A search, a filter or a page of it cannot be understood."""

    exit_code = 2


class CorrectionError(LedgerError):
    """A correction, or taking something out, cannot be done as asked."""

    exit_code = 4
