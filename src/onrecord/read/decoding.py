"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from onrecord.lexicon import load
from onrecord.record import Span, Warning
from onrecord.record.errors import NotText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset\s*=\s*|\?xml[^>]+encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:-]+)""", re.I
)
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ADVICE = "give plain text or HTML; save the document as text first"


def decode(data: bytes) -> tuple[str, tuple[Warning, ...]]:
    """Turns bytes into text and says what was odd about them.

    The encoding is taken from a byte order mark, else UTF-8 where it fits, else
    what the page declares, else a guess, which is reported. Raises `NotText`.
    """
    _refuse_known_binaries(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding), ()
    _refuse_nul(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        at = error.start
    declared = _DECLARED.search(data[:4096])
    encoding = declared.group(1).decode("ascii") if declared else _guess(data)
    text = _decoded(data, encoding)
    how = "as the page declares" if declared else "by its bytes"
    message = f"byte {at} is no UTF-8; the text was read as {encoding}, {how}"
    return text, (Warning("encoding", message),)


def _refuse_known_binaries(data: bytes) -> None:
    for kind in load("signatures")["kinds"]:
        if data.startswith(bytes.fromhex(kind["hex"])):
            raise NotText(f"this is {kind['is']}", "text", kind["try"])


def _refuse_nul(data: bytes) -> None:
    at = data.find(b"\0")
    if at >= 0:
        raise NotText(f"byte {at} is NUL, so this is no text", "plain text or HTML", _ADVICE)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", "replace")


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise NotText("these bytes are text in no known encoding", "plain text or HTML", _ADVICE)
    return best.encoding


def inspect(text: str) -> tuple[Warning, ...]:
    """Looks a text over for what its reader should know.

    Raises `NotText` for NUL characters and for text that is mostly control
    characters. Nothing is changed.
    """
    at = text.find("\0")
    if at >= 0:
        raise NotText(f"character {at} is NUL, so this is no text", "plain text or HTML", _ADVICE)
    sample = text[:20_000]
    if len(_CONTROLS.findall(sample)) > max(8, len(sample) // 50):
        raise NotText("this is full of control characters, so it is no text", "plain text or HTML", _ADVICE)
    found = []
    surrogate = _SURROGATE.search(text)
    if surrogate:
        message = "the text holds half of a character (a lone surrogate), kept as it is"
        found.append(Warning("lone-surrogate", message, Span(*surrogate.span())))
    bidi = _BIDI.search(text)
    if bidi:
        message = "the text holds invisible marks that change the direction of writing"
        found.append(Warning("bidi-controls", message, Span(*bidi.span())))
    at = text.find("\ufffd")
    if at >= 0:
        message = "some characters were lost before the text came here (shown as \ufffd)"
        found.append(Warning("lost-characters", message, Span(at, at + 1)))
    mojibake = _mojibake(text)
    if mojibake:
        found.append(mojibake)
    return tuple(found)


_SUSPECT = re.compile(
    "[\u00c2\u00c3\u00e2\u00d0\u00d1][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)


def _mojibake(text: str) -> Warning | None:
    """Finds text that was decoded by the wrong table, such as a quotation mark as three letters."""
    suspect = _SUSPECT.search(text)
    if not suspect:
        return None
    from ftfy.badness import is_bad

    for match in _SUSPECT.finditer(text):
        around = text[max(0, match.start() - 20) : match.end() + 20]
        if is_bad(around):
            message = f"{match.group()!r} looks like text decoded with the wrong table; it is kept as it is"
            return Warning("mojibake", message, Span(*match.span()))
    return None
