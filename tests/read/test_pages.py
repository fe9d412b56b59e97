"""HTML pages."""

import contextlib
import hashlib
from pathlib import Path

import pytest

from onrecord.read import read_bytes, read_file
from onrecord.record.errors import NoArticle, UnsupportedLanguage

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Bridge at Tarrow stays closed | The Tarrow Gazette</title>
<meta property="og:title" content="Bridge at Tarrow stays closed">
<meta property="og:site_name" content="The Tarrow Gazette">
<meta property="article:published_time" content="2022-03-29T10:15:00+00:00">
<meta name="author" content="By Ola Berg and Tam Iri">
<link rel="canonical" href="https://gazette.example/bridge-stays-closed">
</head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article>
<h1>Bridge at Tarrow stays closed</h1>
<p>TARROW (Reuters) - The old bridge over the <a href="/tarn">Tarn</a> will stay <em>closed</em> until spring,
the mayor of Tarrow said on Monday, after engineers found cracks in the <b>east</b>ern pier.</p>
<blockquote><p>We have looked at every beam, and none of them should carry a lorry, so we keep the barriers
where they are until the work is done.</p></blockquote>
<p>Residents of the eastern bank said that they had not been told before the barriers went up,<br><br>and that
the ferry does not run after dark in the winter months.</p>
<ul><li>The bridge was built in 1911 by the county.</li><li>It was last painted in 1987.</li></ul>
<p>Sua Lund contributed to this report.</p>
</article>
<section id="comments"><p>First! Nobody needs that bridge anyway, said my uncle.</p></section>
<footer><p>Copyright The Tarrow Gazette. All rights reserved.</p></footer>
</body>
</html>
"""


@pytest.fixture(scope="module")
def taken():
    return read_bytes(PAGE.encode(), path="bridge.html", report_id="bridge")


def test_a_page_tells_of_itself(taken):
    """Title, publisher, bylines, day and address are what the page says of itself."""
    report = taken.report
    assert report.title == "Bridge at Tarrow stays closed"
    assert report.publisher == "The Tarrow Gazette"
    assert report.bylines == ("Ola Berg", "Tam Iri")
    assert report.published == "2022-03-29"
    assert report.url == "https://gazette.example/bridge-stays-closed"


def test_only_the_story_is_read(taken):
    """Menus, comments and footers are left out."""
    for noise in ("Sport", "uncle", "rights reserved"):
        assert noise not in taken.report.text


def test_paragraphs_are_parted_by_a_blank_line(taken):
    """Paragraphs, block quotes, items of a list and what breaks part are paragraphs of their own."""
    paragraphs = taken.report.text.split("\n\n")
    assert "We have looked at every beam" in paragraphs[-6]
    assert paragraphs[-6].endswith("until the work is done.")
    assert paragraphs[-5].endswith("before the barriers went up,")
    assert paragraphs[-4].startswith("and that the ferry")
    assert paragraphs[-3:-1] == [
        "The bridge was built in 1911 by the county.",
        "It was last painted in 1987.",
    ]


def test_words_across_tags_stay_whole(taken):
    """Links and emphasis neither glue words together nor tear them apart."""
    assert "over the Tarn will stay closed until spring, the mayor of Tarrow said" in taken.report.text
    assert "cracks in the eastern pier." in taken.report.text


def test_a_page_has_furniture_too(taken):
    """Datelines and credits in the story of a page are marked as in plain text."""
    text = taken.report.text
    assert [text[start:end] for start, end in taken.furniture] == [
        "TARROW (Reuters) -",
        "Sua Lund contributed to this report.",
    ]


def test_digests_of_a_page(taken):
    """One digest is of the text, the other of the bytes received."""
    assert taken.report.sha256 == hashlib.sha256(taken.report.text.encode()).hexdigest()
    assert taken.report.original_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_a_given_day_counts_before_the_pages_own():
    """The day given overrides the page's."""
    assert read_bytes(PAGE.encode(), path=None, published="2022-04-01").report.published == "2022-04-01"


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_known_by_its_tags(name: str, tmp_path: Path, taken):
    """A page is read as a page whatever its file is called."""
    path = tmp_path / name
    path.write_bytes(PAGE.encode())
    assert read_file(path).report.text == taken.report.text


def test_a_page_in_utf16_is_a_page(taken):
    """A page is recognised in any encoding."""
    assert read_bytes(PAGE.encode("utf-16"), path=None).report.text == taken.report.text


def test_a_fragment_is_read_by_its_ending(tmp_path: Path):
    """A file called .html is a page even where it starts with words."""
    words = "The mayor of Tarrow said that the bridge over the river would be closed until the spring. "
    path = tmp_path / "part.html"
    path.write_text(f"Tarrow today <p>{words * 3}</p><p>{words * 2}</p>")
    assert "<p>" not in read_file(path).report.text


def test_angle_brackets_alone_make_no_page():
    """Plain text that starts with an angle bracket is plain text."""
    text = "<<Tarrow>> The mayor said that the bridge is closed, and that it will be closed until the spring."
    assert read_bytes(text.encode(), path=None).report.text == text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Log in</p>",
        "<nav><a href='/a'>One</a> <a href='/b'>Two</a></nav>",
        "<script>let story = 'It rained.';</script>",
    ],
)
def test_a_page_without_an_article_is_refused(body: str, capfd: pytest.CaptureFixture[str]):
    """A page without running text is refused, with something to try and nothing else on the screen."""
    with pytest.raises(NoArticle, match="holds no article") as refused:
        read_bytes(f"<html><head><title>Tarrow</title></head><body>{body}</body></html>".encode(), path=None)
    assert refused.value.hint
    assert capfd.readouterr().err == ""


def test_a_page_without_metadata_is_read():
    """A bare page has its text, and nothing is guessed."""
    words = "The mayor of Tarrow said that the bridge over the river would be closed until the spring. "
    report = read_bytes(
        f"<html><body><p>{words * 2}</p><p>{words * 3}</p></body></html>".encode(), path=None
    ).report
    assert report.text == f"{(words * 2).strip()}\n\n{(words * 3).strip()}"
    assert (report.publisher, report.bylines, report.published, report.url) == (None, (), None, None)


def test_a_page_in_another_language_is_refused():
    """The language that counts is that of the story."""
    words = "Der Bürgermeister sagte am Montag, dass die alte Brücke bis zum Frühling geschlossen bleibt. "
    with pytest.raises(UnsupportedLanguage, match="language de is not supported"):
        read_bytes(
            f"<html lang='en'><body><p>{words * 3}</p><p>{words * 2}</p></body></html>".encode(), path=None
        )


def test_deeply_nested_pages_are_survived():
    """Ten thousand nested tags end in an article or a refusal, never in a crash."""
    words = "The mayor of Tarrow said that the bridge over the river would be closed until the spring. "
    page = f"<html><body>{'<div>' * 10_000}<p>{words * 4}</p>{'</div>' * 10_000}</body></html>"
    with contextlib.suppress(NoArticle):
        assert read_bytes(page.encode(), path=None).report.text
