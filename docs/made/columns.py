"""The columns of exports and batches, from the code that writes them."""

from __future__ import annotations

from onrecord.batch.tables import columns_page as of_batches
from onrecord.export.columns_page import columns_page as of_exports


def export_page() -> str:
    """What `onrecord schema columns` prints."""
    return of_exports()


def batch_page() -> str:
    """The tables of a batch but `statements`, which has the columns of an export."""
    return of_batches()
