"""onrecord's whole reading: from the text to its record, as a user calls it."""

from __future__ import annotations

from peers import Reader

NEEDS = ("onrecord",)


def load() -> Reader:
    """The public `onrecord.read`; of its record the statements that stand within no other."""
    import onrecord
    from onrecord.evaluate.polnear import polnear_row

    onrecord.read("The port is shut, the mayor said.")  # loads the models
    return lambda text: polnear_row(onrecord.read(text), "")["attributions"]
