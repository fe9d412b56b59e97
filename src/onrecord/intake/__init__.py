"""Taking in: where reports come from, as they arrive; bad ones are reported and the rest goes on."""

from onrecord.intake.fetch import Fetcher, Limits
from onrecord.intake.gather import gather
from onrecord.read import Origin, Received, Refused
from onrecord.read import read_received as take

__all__ = ["Fetcher", "Limits", "Origin", "Received", "Refused", "gather", "take"]
