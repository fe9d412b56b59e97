"""Bytes to text: whether it is text at all, and in which encoding."""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass

from onrecord.lexicon import load
from onrecord.record import Warning
from onrecord.record.errors import NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]+charset\s*=\s*|\?xml\b[^>]+encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:-]+)""", re.I
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_ADVICE = "give plain text or HTML; save the document as text first"
DECLARED_WITHIN = 4096
SAMPLE = 65_536
LOST_AMONG = 20  # one lost character among so many whole ones still is UTF-8
"""How many bytes are looked at for control characters and unknown encodings."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text, the encoding they were in, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Turns bytes into text, changing nothing.

    `charset` is what came with the bytes, as servers say it.

    The encoding is that of the byte order mark; else UTF-8 where the bytes are
    valid UTF-8, which other text is only by the rarest chance; else what came
    with them or the page declares; else a guess. Every encoding but UTF-8 is reported. Raises
    `NotText`.
    """
    _refuse_known_binaries(data)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _utf16_without_mark(
        data
    )
    if encoding == "utf-8-sig":
        return _decoded(data, encoding, "")
    if encoding:
        return _decoded(data, encoding, "as its first bytes show")
    _refuse_binaries(data)
    return _decode_unmarked(data, _known(charset) or _declared(data))


def _decode_unmarked(data: bytes, declared: str | None) -> Decoded:
    if declared and data.isascii() and declared.startswith(("iso2022", "hz", "utf_7")):
        return _decoded(data, declared, "as it declares")  # these write everything in ASCII
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start} is no UTF-8"
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8")  # half characters are warned of later
    damaged = _damaged_utf8(data)
    if damaged is not None:
        message = f"the text was read as UTF-8, as nearly all of it is; {where}"
        return Decoded(damaged, "utf-8", (Warning("encoding", message),))
    if declared and not declared.startswith(("utf_8", "utf_16", "utf_32")):
        try:
            return _decoded(data, declared, f"as it declares; {where}")
        except NotText:
            pass
    return _decoded(data, _guess(data), f"by its bytes; {where}")


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 of which a few bytes are lost: shown as U+FFFD, where most characters beyond ASCII are whole."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - lost
    return text if lost <= max(1, whole // LOST_AMONG) and whole >= lost else None


def _decoded(data: bytes, encoding: str, because: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        raise NotText(
            f"these bytes are no {encoding}, which they seemed to be", "plain text or HTML", _ADVICE
        ) from None
    if not because:
        return Decoded(text, encoding)
    message = f"the text was read as {encoding.replace('_', '-')}, {because}"
    return Decoded(text, encoding, (Warning("encoding", message),))


_NO_ENCODINGS_OF_TEXT = frozenset(
    {"undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "mbcs", "oem"}
)
"""What Python can decode and no page is written in."""


def _declared(data: bytes) -> str | None:
    """The encoding a page declares, by Python's name of it; None where it declares none that is known."""
    found = _DECLARED.search(data[:DECLARED_WITHIN]) if data.lstrip()[:1] == b"<" else None
    if not found:
        return None
    return _known(found.group(1).decode("ascii"))


def _known(encoding: str | None) -> str | None:
    """Python's name of an encoding of text; None where there is none such.

    ISO 8859-1 is read as Windows-1252, as browsers do (WHATWG Encoding
    Standard, 4.2).
    """
    try:
        name = codecs.lookup(encoding or "").name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    if name in _NO_ENCODINGS_OF_TEXT:
        return None
    return "cp1252" if name in ("iso8859_1", "ascii") else name


def _refuse_known_binaries(data: bytes) -> None:
    for kind in load("signatures")["kinds"]:
        if data.startswith(bytes.fromhex(kind["hex"])):
            raise NotText(f"this is {kind['is']}, not a text", "plain text or HTML", kind["try"])


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows by its zeros: nearly every other byte, where the text is in Latin letters."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _refuse_binaries(data: bytes) -> None:
    at = data.find(b"\0")
    if at >= 0:
        raise NotText(f"byte {at} is NUL, which no text has", "plain text or HTML", _ADVICE)
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 8 and controls > len(sample) // 50:
        raise NotText(
            f"{controls} control characters stand in it, so this is no text", "plain text or HTML", _ADVICE
        )


def refuse_nul(text: str) -> None:
    """Raises `NotText` where a text holds a NUL character."""
    at = text.find("\0")
    if at >= 0:
        raise NotText(f"character {at} is NUL, which no text has", "plain text or HTML", _ADVICE)


def _guess(data: bytes) -> str:
    """The likeliest encoding by charset-normalizer; Windows-1252 where it fits as well as another."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise NotText("these bytes are text in no encoding that is known", "plain text or HTML", _ADVICE)
    return "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
