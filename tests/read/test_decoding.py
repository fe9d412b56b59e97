"""From bytes to text."""

import codecs
import gzip
import io
import zipfile

import pytest

from onrecord.read import read_bytes, read_text
from onrecord.record.errors import NotText

TEXT = (
    "The mayor of Tarrow said the “old bridge” wouldn’t open before spring — and that the café next to it "
    "stays closed. Councillors agreed that the repairs would take months and cost more than the town has."
)


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in read_bytes(data, path=None).warnings]


def test_utf8_is_nothing_to_speak_of():
    """UTF-8 is read without a warning."""
    taken = read_bytes(TEXT.encode(), path=None)
    assert (taken.report.text, taken.warnings) == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_encodings_are_recognised(encoding: str):
    """UTF-16 and UTF-32 are read by their mark, UTF-16 without one by its zeros, and both are reported."""
    taken = read_bytes(TEXT.encode(encoding), path=None)
    assert taken.report.text == TEXT
    assert [w.code for w in taken.warnings] == ["encoding"]


def test_utf16_big_endian_is_read_by_its_mark():
    """A big-endian mark is heeded and is no part of the text."""
    assert read_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), path=None).report.text == TEXT


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_encodings_are_guessed_and_reported(encoding: str):
    """Curly marks and accents of older machines come out right, with a warning."""
    taken = read_bytes(TEXT.encode(encoding), path=None)
    assert taken.report.text == TEXT
    assert [w.code for w in taken.warnings] == ["encoding"]
    assert "no UTF-8" in taken.warnings[0].message


def test_windows_1252_is_called_by_its_name():
    """The commonest of the old encodings is named where it fits."""
    assert "cp1252" in read_bytes(TEXT.encode("cp1252"), path=None).warnings[0].message


def page(declaration: str, paragraph: str) -> str:
    head = f"<head>{declaration}<title>Bridge</title></head>"
    return f"<html>{head}<body><article><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1250">', "cp1250"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("<meta charset=macintosh>", "mac_roman"),
    ],
)
def test_pages_declare_their_encoding(declaration: str, encoding: str):
    """A page is read in the encoding it declares; ISO 8859-1 means Windows-1252, as in browsers."""
    taken = read_bytes(page(declaration, TEXT).encode(encoding), path=None)
    assert taken.report.text.startswith(TEXT)
    assert [w.code for w in taken.warnings] == ["encoding"]


def test_an_xml_declaration_counts():
    """The encoding may stand in the XML declaration."""
    data = ('<?xml version="1.0" encoding="windows-1252"?>' + page("", TEXT)).encode("cp1252")
    assert read_bytes(data, path=None).report.text.startswith(TEXT)


def test_valid_utf8_is_believed_before_a_declaration():
    """A page in UTF-8 that says it is something else is read as UTF-8."""
    data = page('<meta charset="windows-1252">', TEXT).encode()
    taken = read_bytes(data, path=None)
    assert taken.report.text.startswith(TEXT)
    assert taken.warnings == ()


def test_an_unknown_declaration_is_passed_over():
    """A page that declares an encoding nobody knows is read by its bytes."""
    assert read_bytes(
        page('<meta charset="klingon">', TEXT).encode("cp1252"), path=None
    ).report.text.startswith(TEXT)


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", TEXT)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (archive(), r"a ZIP archive \(perhaps a \.docx\)"),
        (gzip.compress(TEXT.encode()), "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\0\x01\0", "a GIF picture"),
        (b"\x7fELF\x02\x01\x01\0", r"a program \(ELF\)"),
        (rb"{\rtf1\ansi The mayor said it rained.}", "a Rich Text document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Office document"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, name: str):
    """Files of other kinds are refused by name, with something to try."""
    with pytest.raises(NotText, match=f"this is {name}") as refused:
        read_bytes(data, path=None)
    assert refused.value.hint


def test_a_nul_byte_is_placed():
    """One NUL byte in a text is refused, and the message says where it stands."""
    with pytest.raises(NotText, match="byte 10 is NUL"):
        read_bytes(b"The mayor \0 said that it rained.", path=None)


def test_a_nul_character_is_placed():
    """A string with a NUL character is refused too."""
    with pytest.raises(NotText, match="character 10 is NUL"):
        read_text("The mayor \0 said that it rained.")


def test_a_nul_character_in_utf16_is_found():
    """The zeros of UTF-16 are fine, a NUL character among them is not."""
    with pytest.raises(NotText, match="character 4 is NUL"):
        read_bytes("The \0 mayor said.".encode("utf-16"), path=None)


def test_control_characters_are_no_text():
    """Bytes that are control characters for the most part are refused; a few of them are kept."""
    with pytest.raises(NotText, match="control characters"):
        read_bytes(bytes(range(1, 9)) * 50, path=None)
    assert (
        read_bytes(b"The mayor\x08 said that it rained.", path=None).report.text
        == "The mayor\x08 said that it rained."
    )


def test_broken_utf16_is_refused():
    """What has the mark of UTF-16 but is none is refused."""
    with pytest.raises(NotText, match="utf-16"):
        read_bytes(codecs.BOM_UTF16_LE + b"\x00\xd8a", path=None)
