"""One process of the local engine: takes tasks on standard input, tells on standard output how far it is.

    python -m onrecord.batch.worker

First come the settings, then tasks; all are pickles, each after its length, as
`onrecord.api.worker` has them. The other end is the process that started it.
"""

from __future__ import annotations

import os
import signal
import sys

from onrecord.api.messages import Options, receive, send
from onrecord.api.readers import make_reader
from onrecord.batch.messages import Settings, Task
from onrecord.batch.reading import read_shard, watched


def main() -> None:
    """Reads shards until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it says when to stop
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print goes to standard error
    try:
        settings = receive(sys.stdin.buffer)
        assert isinstance(settings, Settings)
        reader = make_reader(settings.reader, Options(settings.published, settings.model))
        while True:
            task = receive(sys.stdin.buffer)
            assert isinstance(task, Task)
            for event in watched(read_shard(task, settings, reader)):
                send(out, event)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody is there to be told more


if __name__ == "__main__":
    main()
