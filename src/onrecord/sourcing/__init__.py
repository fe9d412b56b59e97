"""Sourcing: what an editor asks of a draft, listed from its record.

Who is not named and why, who speaks with one mouth for many, what rests on one
source, where nothing is attributed, who answers whom. Nothing here is a fault:
`findings.py` are lists with the words they stand on.
"""

from onrecord.sourcing.findings import Sourcing
from onrecord.sourcing.survey import survey

__all__ = ["Sourcing", "survey"]
