"""One process that reads reports: it takes items on standard input and answers on standard output.

    python -m onrecord.api.worker MODULE:FUNCTION

The function is called once with the options and gives a reader. Items and
answers are pickles, each after its length in eight bytes; the other end is the
process that started it and nobody else.
"""

from __future__ import annotations

import os
import signal
import sys

from onrecord.api.messages import Options, receive, send
from onrecord.api.readers import answer, make_reader
from onrecord.read import Received


def main() -> None:
    """Answers until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it says when to stop
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print goes to standard error
    try:
        options = receive(sys.stdin.buffer)
        assert isinstance(options, Options)
        reader = make_reader(sys.argv[1], options)
        while True:
            item = receive(sys.stdin.buffer)
            assert isinstance(item, Received)
            send(out, answer(reader, item))
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody is there to be told more


if __name__ == "__main__":
    main()
