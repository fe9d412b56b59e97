"""What a reader is warned of."""

import hashlib

import pytest

from onrecord.read import read_text
from onrecord.record import Warning


def warnings(text: str) -> list[tuple[str, str]]:
    """The codes of all warnings, and the words they are about."""
    return [(w.code, text[slice(*w.span)] if w.span else "") for w in read_text(text).warnings]


def only(text: str) -> Warning:
    (warning,) = read_text(text).warnings
    return warning


def test_good_text_gives_no_warning():
    """Accents, curly marks, currency signs and dashes are nothing to warn of."""
    text = "Señor Muñoz of Ångby — who paid £30 — said: “C’est la vie”, and Łukasz Dvořák nodded at 20 °C…"
    assert warnings(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He said â€œwe are freeâ€\x9d at the gate.", "â€œ"),
        ("The cafÃ© of Tarrow stays closed.", "Ã©"),
        ("The mayor didnâ€™t say.", "â€™"),
        ("It cost Â£30 million.", "Â£"),
    ],
)
def test_mojibake_is_reported_and_kept(text: str, shown: str):
    """Text decoded by the wrong table is shown where it first stands, and never repaired."""
    assert warnings(text) == [("mojibake", shown)]
    assert read_text(text).report.text == text


def test_mojibake_is_explained():
    """The warning says what was meant."""
    assert "'é' was meant" in only("The cafÃ© of Tarrow stays closed.").message


def test_lost_characters_are_counted():
    """Replacement characters give one warning with their number."""
    text = "The mayor\ufffds office said it\ufffds closed."
    assert warnings(text) == [("lost-characters", "\ufffd")]
    assert "2 characters" in only(text).message


def test_a_lone_surrogate_is_kept():
    """Half a character stays where it is, and the digest covers it."""
    text = "The mayor \ud83d said that it rained."
    report = read_text(text).report
    assert warnings(text) == [("lone-surrogate", "\ud83d")]
    assert report.text == text
    assert report.sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.parametrize("mark", ["\u202e", "\u202b", "\u2067"])
def test_turned_writing_is_reported(mark: str):
    """Characters that turn the direction of writing are reported in an English text."""
    assert warnings(f"The mayor said {mark}gniniar saw ti\u202c today.") == [("bidi-controls", mark)]


def test_an_unclosed_quotation_is_shown():
    """A quotation that its paragraph doesn't close and the next doesn't take up is shown."""
    text = "“It will rain, the mayor said.\n\nThe town was quiet."
    assert warnings(text) == [("unclosed-quotation", "“")]


def test_an_unclosed_quotation_may_end_the_text():
    """The last paragraph is looked at as well."""
    assert warnings('It is late.\n\nHe said: "It will rain.') == [("unclosed-quotation", '"')]


def test_a_quotation_may_run_on():
    """A quotation of several paragraphs opens each of them and is no oddity."""
    assert warnings("“It will rain.\n\n“It always does,” the mayor said.") == []
    assert warnings("“It will rain.\n“It always does,” the mayor said.") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_unclosed_quotation_is_shown(newline: str):
    """Each of them has its own warning, whatever the line ends."""
    text = newline.join(
        ["“It will rain, she said.", "", "He nodded.", "", "“And snow, she said.", "", "He left."]
    )
    assert warnings(text) == [("unclosed-quotation", "“")] * 2


def test_apostrophes_and_balanced_marks_are_no_oddity():
    """Apostrophes, nested marks and several quotations in a paragraph are fine."""
    assert (
        warnings(
            "The mayor’s aide said: “He told me ‘go’, so I went.” \"Fine,\" said the boys' coach. 'Tis so."
        )
        == []
    )
