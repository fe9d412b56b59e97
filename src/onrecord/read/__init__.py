"""Reading: a file, bytes or a text to a report; one module per input format."""

from onrecord.read.received import Headers, Origin, Received, Refused
from onrecord.read.source import FORMATS, LARGEST_FILE, read_bytes, read_file, read_received, read_text
from onrecord.read.taken import Taken

__all__ = [
    "FORMATS",
    "LARGEST_FILE",
    "Headers",
    "Origin",
    "Received",
    "Refused",
    "Taken",
    "read_bytes",
    "read_file",
    "read_received",
    "read_text",
]
