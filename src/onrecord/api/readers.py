"""Readers: from an item to its record, or why there is none."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from importlib import import_module

from onrecord.api.messages import Answer, Failed, Options, Read, Reader, Recognised, Stopped
from onrecord.read import Received
from onrecord.record.errors import ModelError, OnrecordError


def model_reader(options: Options) -> Reader:
    """The reader with the weights; texts that the ledger knows are not read."""
    from onrecord.api.reading import pipeline
    from onrecord.ledger import Ledger
    from onrecord.read import read_received

    known = Ledger.open(options.ledger, create=False) if options.ledger else None

    def read(item: Received) -> Answer:
        taken = read_received(item, options.published)
        if known is not None and known.has_text(taken.report.sha256):
            return Recognised(taken.report.sha256)
        pipe = pipeline(options.model)  # loaded when it is first needed
        return Read(pipe.read(taken), pipe.tagger.version)

    return read


def make_reader(name: str, options: Options) -> Reader:
    """The reader of a function that is named MODULE:FUNCTION."""
    module, _, function = name.partition(":")
    make: Callable[[Options], Reader] = getattr(import_module(module), function)
    return make(options)


def answer(reader: Reader, item: Received) -> Answer:
    """The answer to one item; whatever goes wrong with it is its own affair."""
    try:
        return reader(item)
    except ModelError as error:
        return Stopped(error.got, error.expected, error.hint)
    except OnrecordError as error:
        return Failed(str(error))
    except Exception as error:  # a fault of the program must not cost the other reports
        traceback.print_exc(file=sys.stderr)
        return Failed(f"reading it failed ({type(error).__name__}: {error}); please report this")
