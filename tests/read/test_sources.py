"""Where reports come from, and what is said when one can't be taken in."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.read import FORMATS, read_bytes, read_file, read_text
from onrecord.record.errors import (
    DateError,
    EmptyReport,
    NotText,
    SourceMissing,
    TooLarge,
)

STORY = "The old bridge will stay closed until spring, the mayor said on Monday.\r\n\r\nNobody objected.\r\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_bytes(STORY.encode())
    return path


def test_a_file_is_kept_character_for_character(story: Path):
    """A file's text is kept with its own line ends."""
    assert read_file(story).report.text == STORY


def test_a_report_is_known_by_its_file(story: Path):
    """Id, path and both digests of a report are those of its file."""
    report = read_file(story).report
    digest = hashlib.sha256(STORY.encode()).hexdigest()
    assert (report.id, report.path, report.language) == ("bridge", str(story), "en")
    assert (report.sha256, report.original_sha256) == (digest, digest)


def test_a_byte_order_mark_is_no_part_of_the_text():
    """The digest of the text leaves the byte order mark out, that of the original has it."""
    data = b"\xef\xbb\xbf" + STORY.encode()
    taken = read_bytes(data, path=None)
    assert taken.report.text == STORY
    assert taken.report.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert taken.report.original_sha256 == hashlib.sha256(data).hexdigest()
    assert taken.warnings == ()


def test_standard_input_has_no_path():
    """Bytes without a path make a report called "report"."""
    report = read_bytes(STORY.encode(), path=None).report
    assert (report.id, report.path) == ("report", None)


def test_a_text_is_never_a_path(story: Path):
    """A string that happens to be the name of a file is read as a text."""
    assert read_text(str(story)).report.text == str(story)


def test_a_text_is_never_markup():
    """A string with tags is kept with its tags."""
    text = "<html><body><p>The mayor of Tarrow said that the bridge is closed.</p></body></html>"
    assert read_text(text).report.text == text


def test_a_missing_file_is_named():
    """A file that is not there is named in the message."""
    with pytest.raises(SourceMissing, match=r"there is no file nowhere/bridge\.txt; "):
        read_file(Path("nowhere/bridge.txt"))


def test_a_folder_is_no_report(tmp_path: Path):
    """A folder is refused as a folder."""
    with pytest.raises(SourceMissing, match="is a folder"):
        read_file(tmp_path)


def test_a_forbidden_file_is_no_report(story: Path, monkeypatch: pytest.MonkeyPatch):
    """A file that may not be read is refused with the reason."""

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceMissing, match="permission denied"):
        read_file(story)


def test_an_impossible_name_is_no_report():
    """A name that no file can have is refused like a missing file."""
    with pytest.raises(SourceMissing):
        read_file(Path("bridge\0.txt"))
    with pytest.raises(SourceMissing):
        read_file(Path("b" * 5000))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_can_be_read(tmp_path: Path):
    """A named pipe is read to its end."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen(
        [sys.executable, "-c", f"open({str(pipe)!r}, 'w').write('It rained in Tarrow.')"]
    )
    assert read_file(pipe).report.text == "It rained in Tarrow."
    assert writer.wait() == 0


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u2003".encode()]
)
def test_nothing_is_no_report(data: bytes, tmp_path: Path):
    """A file without a word is refused, and named."""
    path = tmp_path / "void.txt"
    path.write_bytes(data)
    with pytest.raises(EmptyReport, match=r"void\.txt"):
        read_file(path)


def test_an_empty_page_is_an_empty_report(tmp_path: Path):
    """A page of no bytes is empty, not a page without an article."""
    path = tmp_path / "void.html"
    path.write_bytes(b"")
    with pytest.raises(EmptyReport):
        read_file(path)


def test_an_empty_text_is_no_report():
    """An empty string is refused, and so is white space."""
    for text in ("", " \n "):
        with pytest.raises(EmptyReport):
            read_text(text)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path):
    """The size of a file alone refuses it, and message names size and limit."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # all zeros: had it been read, it would be refused as no text
    with pytest.raises(TooLarge, match=r"50,000,000 bytes.*5,000,000 characters"):
        read_file(path)


def test_a_text_of_too_many_characters_is_refused():
    """Six million characters are too many, and the message names them."""
    text = "It rained. " * 550_000
    with pytest.raises(TooLarge, match=r"6,050,000 characters.*5,000,000"):
        read_text(text)
    with pytest.raises(TooLarge, match=r"6,050,000 characters.*5,000,000"):
        read_bytes(text.encode(), path=None)


def test_a_long_paragraph_is_read():
    """A paragraph of a hundred thousand characters is nothing special."""
    text = "The mayor of Tarrow said that it had rained. " * 2300
    assert read_text(text).report.text == text


def test_a_given_day_counts_before_one_that_is_found():
    """The day given overrides the one that the text states."""
    text = "March 29, 2022\n\nThe mayor of Tarrow said that it had rained."
    assert read_text(text).report.published == "2022-03-29"
    assert read_text(text, published="2022-03-30").report.published == "2022-03-30"


@pytest.mark.parametrize(
    "published",
    ["2022-03", "2022", "29.3.2022", "20220329", "2022-W13-2", "2022-02-30", "", "today", "2022-03-29T10:00"],
)
def test_a_day_is_written_in_full(published: str, story: Path):
    """Whatever is no ISO day is refused, and the message shows what was got and an example."""
    for take in (
        lambda: read_text("It rained.", published=published),
        lambda: read_file(story, published),
        lambda: read_bytes(b"It rained.", path=None, published=published),
    ):
        with pytest.raises(DateError) as refused:
            take()
        assert repr(published) in str(refused.value)
        assert "2022-03-29" in str(refused.value)


def test_a_refusal_names_its_file(tmp_path: Path):
    """What is wrong with the bytes of a file is said with the name of the file."""
    path = tmp_path / "scan.txt"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(NotText, match=r"scan\.txt: this is a PDF"):
        read_file(path)


def test_formats_are_a_table():
    """Every format has a name of its own and endings that no other has."""
    endings = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert len(set(endings)) == len(endings)


def test_plain_english_loads_nothing_heavy():
    """Reading a plain English text loads neither the page reader nor the classifiers."""
    heavy = "trafilatura", "htmldate", "lxml", "py3langid", "charset_normalizer", "ftfy"
    code = (
        "import sys; from onrecord.read import read_text;"
        "read_text('The mayor of Tarrow said “it rained” and that it will rain again. ' * 5);"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("[]\n", "")
