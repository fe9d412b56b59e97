"""Dates, bylines, datelines and credits around a story."""

import pytest

from onrecord.lexicon import load
from onrecord.read import Taken, read_text

BODY = (
    "The old bridge will stay closed until spring, the mayor said on Monday, and the ferry will run.\n"
    "\n"
    "Residents said that they had not been told."
)


def furniture(taken: Taken) -> list[str]:
    return [taken.report.text[start:end] for start, end in taken.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "March 29, 2022",
        "Mar. 29 2022",
        "29 March 2022",
        "29th of March 2022",
        "2022-03-29",
        "2022-03-29T10:15:00Z",
        "Tue Mar 29 2022 ",
        "Tuesday, 29 March 2022, 18:05",
        "Published 29 March 2022 10:15 GMT",
        "Published: March 29, 2022 at 10:15 a.m.",
        "Date of publication 29 March 2022",
        "Last updated at Mar 292022",
        "Updated 1:15 PM EDT, Tue March 29, 2022",
        "10:15 GMT, 29 March 2022",
        "29.03.2022",
        "3/29/2022",
        "29/3/2022",
        "Published 29 March 2022 | Updated 31 March 2022",
        "Updated 31 March 2022 | Published 29 March 2022",
    ],
)
def test_a_line_may_be_the_date(line: str):
    """A line that is a date above the story gives the day of publication and is no part of the story."""
    taken = read_text(f"{line}\n\n{BODY}")
    assert taken.report.published == "2022-03-29"
    assert furniture(taken) == [line.strip()]
    assert taken.report.title is None


@pytest.mark.parametrize(
    ("line", "bylines", "publisher"),
    [
        ("By Jane Roe", ("Jane Roe",), None),
        ("by Jane Roe and Ola van der Berg", ("Jane Roe", "Ola van der Berg"), None),
        ("By JANE ROE, Associated Press", ("JANE ROE",), "Associated Press"),
        ("By Jane Roe, AP Political Writer", ("Jane Roe",), "Associated Press"),
        ("By Jane Roe, Tam Iri and Sua Lund, CNN", ("Jane Roe", "Tam Iri", "Sua Lund"), "CNN"),
        ("By Jane Roe for The Tarrow Gazette", ("Jane Roe",), "The Tarrow Gazette"),
        ("By Jane Roe | The Tarrow Gazette", ("Jane Roe",), "The Tarrow Gazette"),
        ("By Jane Roe in Tarrow and Tam Iri in Ashmere", ("Jane Roe", "Tam Iri"), None),
        ("By Jane Roe, Middle East correspondent", ("Jane Roe",), None),
        ("By April O’Day-Smith", ("April O’Day-Smith",), None),
        ("By Reuters Staff", (), "Reuters"),
    ],
)
def test_a_line_may_be_the_byline(line: str, bylines: tuple[str, ...], publisher: str | None):
    """A byline gives the writers as written there and their outlet, and is no part of the story."""
    taken = read_text(f"Bridge stays closed\n\n{line}\n\n{BODY}")
    assert (taken.report.bylines, taken.report.publisher) == (bylines, publisher)
    assert furniture(taken) == [line]
    assert taken.report.title == "Bridge stays closed"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday",
        "By Monday the road was open",
        "By Land and Sea",
        "By the river",
        "By 2022 all will be well",
        "By law",
    ],
)
def test_not_every_line_with_by_is_a_byline(line: str):
    """Lines that start with "by" but name nobody are part of the story."""
    taken = read_text(f"{line}\n\n{BODY}")
    assert (taken.report.bylines, taken.furniture) == ((), ())


def test_date_and_byline_may_share_a_line():
    """A line of date, writers and outlet gives all three."""
    line = "date 2022-03-29 By Ola Berg, Tam Iri and Sua Lund, CNN"
    taken = read_text(f" {line}\n\n{BODY}")
    report = taken.report
    assert (report.published, report.bylines, report.publisher) == (
        "2022-03-29",
        ("Ola Berg", "Tam Iri", "Sua Lund"),
        "CNN",
    )
    assert furniture(taken) == [line]
    other = read_text(f"By Ola Berg | March 29, 2022 | 10:15 a.m. ET\n\n{BODY}").report
    assert (other.published, other.bylines) == ("2022-03-29", ("Ola Berg",))


@pytest.mark.parametrize(
    ("dateline", "publisher", "published"),
    [
        ("ASHMERE, March 12 (Reuters) -", "Reuters", None),
        ("ASHMERE, Noria, March 12 (Reuters) -", "Reuters", None),
        ("ASHMERE/TARROW, May 3 (Reuters) -", "Reuters", None),
        ("LOWER TARN, Wis. (AP) —", "Associated Press", None),
        ("Ashmere (dpa) –", "Deutsche Presse-Agentur", None),
        ("ASHMERE, Jan. 3, 2021 (Xinhua) --", "Xinhua", "2021-01-03"),
        ("ASHMERE (AP)", "Associated Press", None),
        ("(CNN)", "CNN", None),
        ("ASHMERE, Noria —", None, None),
        ("ASHMERE --", None, None),
    ],
)
def test_datelines_are_no_part_of_the_story(dateline: str, publisher: str | None, published: str | None):
    """A dateline names the agency, and gives a day only where it has a year."""
    taken = read_text(f"Bridge stays closed\n\n{dateline} {BODY}")
    assert furniture(taken) == [dateline]
    assert (taken.report.publisher, taken.report.published) == (publisher, published)


@pytest.mark.parametrize(
    "opening",
    [
        "NATO — the alliance of the north — said that",
        "The mayor (of Tarrow) said that",
        "Ilse Brandt (48) - the mayor - said that",
        "The Tarn Union (TU) - a club - said that",
        "March 29, 2022, was the day on which",
        "March 29, 2022 was the day on which",
        "May 3 was the day on which",
    ],
)
def test_sentences_are_no_datelines(opening: str):
    """Sentences that begin with a name, brackets or a date stay part of the story."""
    taken = read_text(f"{opening} it rained.\n\n{BODY}")
    assert (taken.furniture, taken.report.published) == ((), None)


@pytest.mark.parametrize(
    ("text", "stamp", "published"),
    [
        (
            "Sat Mar 12 2016 Bridge Nightmare Engineers Come Closer to Ashmere. The county said",
            "Sat Mar 12 2016",
            "2016-03-12",
        ),
        ("Published February 18 2015 The county has closed", "Published February 18 2015", "2015-02-18"),
        ("Last updated at Feb 022015 Ashmere Rain fell", "Last updated at Feb 022015", "2015-02-02"),
        ("Fri 07 Apr 2017 at 0914 The county says", "Fri 07 Apr 2017 at 0914", "2017-04-07"),
        ("4 Apr 2017 “It rained,” the mayor said", "4 Apr 2017", "2017-04-04"),
        (
            "Bridge closed in Ashmere AFP Monday 2 Feb 2015 The county closed",
            "AFP Monday 2 Feb 2015",
            "2015-02-02",
        ),
        (
            "Bridge closed 1735 15.04.2017(updated 2033 15.04.2017) Get short URL 9832 A source",
            "1735 15.04.2017(updated 2033 15.04.2017) Get short URL 9832",
            "2017-04-15",
        ),
    ],
)
def test_texts_of_one_paragraph_have_dates_too(text: str, stamp: str, published: str):
    """Where headline, date and story run on, the date alone is furniture."""
    taken = read_text(f"{text} it on Friday after the rain. The mayor said it was the worst she had seen.")
    assert furniture(taken) == [stamp]
    assert taken.report.published == published


def test_a_date_inside_the_story_is_no_day_of_publication():
    """A full date in a sentence says nothing about when the report was published."""
    taken = read_text(f"The bridge was opened on Monday, May 2 1921, by the county.\n\n{BODY}")
    assert (taken.report.published, taken.furniture) == (None, ())


@pytest.mark.parametrize(("line", "published"), [("03/04/2022", None), ("05-07-2015", "2015-07-05")])
def test_doubtful_dates_are_reported(line: str, published: str | None):
    """Where day and month may be swapped a warning says so; slashes, used both ways, decide nothing."""
    taken = read_text(f"{line}\n\n{BODY}")
    assert taken.report.published == published
    assert [(w.code, w.span) for w in taken.warnings] == [("ambiguous-date", (0, 10))]
    assert read_text(f"{line}\n\n{BODY}", published="2022-04-03").warnings == ()


@pytest.mark.parametrize("line", ["31 June 2022", "2022-02-30", "45.13.2022"])
def test_days_that_never_were_are_no_dates(line: str):
    """What only looks like a date is left alone."""
    assert read_text(f"{line}\n\n{BODY}").report.published is None


@pytest.mark.parametrize(
    "credit",
    [
        "Anna Graham-Moor contributed to this report.",
        "Anna Graham-Moor, Tam Iri and Sua Lund contributed to this story.",
        "Associated Press writers Jane Roe in Tarrow and Tam Iri in Ashmere contributed to this report.",
        "Jane Roe reported from Ashmere.",
        "Roe reported from Tarrow and Iri from Ashmere.",
        "(Reporting by Ola Berg; Editing by Sua Lund)",
        "(Reporting by Ola Berg in Tarrow; Additional reporting by Tam Iri; Editing by Sua Lund)",
        "Additional reporting by Tam Iri",
        "Editing by Sua Lund",
        "Source: News agencies",
    ],
)
def test_credits_are_no_part_of_the_story(credit: str):
    """Lines below a story that say who worked on it are furniture."""
    assert furniture(read_text(f"{BODY}\n\n{credit}\n")) == [credit]


def test_a_credit_may_end_the_last_paragraph():
    """Credits in brackets and an agency's signature may follow the last sentence."""
    assert furniture(read_text(f"{BODY} (Reporting by Ola Berg; Editing by Sua Lund)")) == [
        "(Reporting by Ola Berg; Editing by Sua Lund)"
    ]
    signed = read_text(f"{BODY} -REUTERS")
    assert (furniture(signed), signed.report.publisher) == (["-REUTERS"], "Reuters")


def test_reporters_stand_in_for_a_missing_byline():
    """Whom an agency names as reporting wrote the report, where no byline says otherwise."""
    credit = "(Reporting by Ola Berg in Tarrow and Tam Iri; Editing by Sua Lund)"
    assert read_text(f"{BODY}\n\n{credit}").report.bylines == ("Ola Berg", "Tam Iri")
    assert read_text(f"By Jane Roe\n\n{BODY}\n\n{credit}").report.bylines == ("Jane Roe",)


@pytest.mark.parametrize(
    "line",
    [
        "Rain and snow contributed to this report of delays.",
        "The mayor reported from the bridge that all was well.",
        "“I contributed to this report,” Ilse Brandt said.",
        "Officials in Tarrow contributed to this report by the county, the mayor admitted.",
    ],
)
def test_sentences_are_no_credits(line: str):
    """Sentences that use the words of a credit stay part of the story."""
    assert read_text(f"{BODY}\n\n{line}").furniture == ()


def test_a_headline_is_the_title_and_stays_in_the_text():
    """A short first line above a blank one is the title, and no furniture."""
    taken = read_text(f"Bridge stays closed\n\n{BODY}")
    assert (taken.report.title, taken.furniture) == ("Bridge stays closed", ())
    assert taken.report.text.startswith("Bridge stays closed")


@pytest.mark.parametrize(
    "text",
    [
        f"The bridge is closed.\n\n{BODY}",
        f"“The bridge is closed.”\n\n{BODY}",
        f"The bridge is closed\n{BODY}",
        "The bridge is closed",
        f"{'The bridge is closed and ' * 10}so on\n\n{BODY}",
        f"(CNN) The bridge is closed\n\n{BODY}",
    ],
)
def test_not_every_first_line_is_a_title(text: str):
    """Sentences, long lines, lone lines and lines that run on are no titles."""
    assert read_text(text).report.title is None


def test_the_title_may_stand_below_the_date():
    """Date, headline, byline: all are found, in any of the usual orders."""
    for lines in (
        ("March 29, 2022", "Bridge stays closed", "By Jane Roe"),
        ("Bridge stays closed", "By Jane Roe", "March 29, 2022"),
        ("By Jane Roe", "March 29, 2022", "Bridge stays closed"),
    ):
        for gap in ("\n\n", "\r\n\r\n"):
            report = read_text(gap.join((*lines, BODY))).report
            assert (report.title, report.published, report.bylines) == (
                "Bridge stays closed",
                "2022-03-29",
                ("Jane Roe",),
            )


def test_outlets_are_listed_alike():
    """The list of all forms and the table of names on record hold the same outlets."""
    outlets = load("outlets")
    assert sorted(outlets["agencies"]) == sorted(
        form for forms in outlets["names"].values() for form in forms
    )
