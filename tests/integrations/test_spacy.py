"""The spaCy component: statements of a `Doc` as spaCy spans."""

from __future__ import annotations

import tomllib
import warnings
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

import onrecord
from onrecord.integrations.spacy import NothingRead

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = (ROOT / "examples" / "harbour.txt").read_text("utf-8")
SHORT = "The bridge at Hask is shut, the mayor said on Monday."


@pytest.fixture(scope="module")
def nlp() -> Any:
    pipe = spacy.blank("en")
    pipe.add_pipe("onrecord")
    return pipe


def test_a_blank_pipeline_finds_what_read_finds(nlp: Any) -> None:
    """No tagger, parser or entity recogniser is needed, and the record is the same."""
    doc = nlp(EXAMPLE)
    record = onrecord.read(EXAMPLE)
    assert doc._.record.statements == record.statements
    assert [s.statement for s in doc._.statements] == list(record.statements)
    assert len(record.statements) > 20


def test_spans_are_those_of_the_doc_and_show_the_words_read(nlp: Any) -> None:
    """Source, cue and content are spans of the same doc, exact where tokens end with the words."""
    (one,) = nlp(SHORT)._.statements
    assert [s.text for s in one.source] == ["the mayor"]
    assert [s.text for s in one.cue] == ["said"]
    assert [s.text for s in one.content] == ["The bridge at Hask is shut"]
    assert one.speaker is not None
    assert "mayor" in one.speaker.name
    assert all(span.doc[span.start].text == span.text.split()[0] for span in one.content)


def test_every_span_covers_its_characters(nlp: Any) -> None:
    """Whatever the tokens, nothing that was read falls outside the span; a gap makes several."""
    for statement in nlp(EXAMPLE)._.statements:
        for found, read in (
            (statement.source, statement.statement.source.spans),
            (statement.cue, statement.statement.cue.spans),
            (statement.content, statement.statement.content.spans),
        ):
            assert len(found) == len(read)
            assert all(f.start_char <= a and b <= f.end_char for f, (a, b) in zip(found, read, strict=True))


def test_a_tokenisation_that_cuts_elsewhere_widens_the_spans() -> None:
    """Tokens parted at spaces alone hold a comma too; the characters stay in the statement."""
    nlp = spacy.blank("en")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=text.split(" "))
    nlp.add_pipe("onrecord")
    (one,) = nlp(SHORT)._.statements
    assert one.content[0].text == "The bridge at Hask is shut,"
    assert one.statement.content.text == "The bridge at Hask is shut"


@pytest.mark.parametrize(
    "text",
    ["", "  \n ", "Die Brücke bleibt geschlossen, sagte der Bürgermeister am Montag vor der Presse. " * 4],
    ids=["empty", "white space", "German"],
)
def test_a_doc_that_cannot_be_read_has_no_statements_and_warns(nlp: Any, text: str) -> None:
    """One bad doc does not stop the others; the warning says what was wrong with it."""
    with pytest.warns(NothingRead, match="no statements"):
        doc = nlp(text)
    assert doc._.statements == ()
    assert doc._.record is None


def test_a_text_without_statements_gives_none_and_no_warning(nlp: Any) -> None:
    """Nothing said is no fault."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nlp("The bridge at Hask is four hundred metres long.")._.statements == ()


def test_batches_give_what_single_docs_give(nlp: Any) -> None:
    """`nlp.pipe` keeps the order and loses none."""
    texts = [SHORT, EXAMPLE, "It rained.", SHORT]
    alone = [nlp(text)._.record for text in texts]
    assert [doc._.record for doc in nlp.pipe(texts, batch_size=2)] == alone


def test_a_doc_keeps_its_statements_as_bytes(nlp: Any) -> None:
    """Written and read again, even by a pipeline without the component."""
    doc = nlp(SHORT)
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert again._.record == doc._.record
    assert [s.text for s in again._.statements[0].content] == [s.text for s in doc._.statements[0].content]


def test_a_pipeline_on_disk_loads_with_its_settings(tmp_path: Path) -> None:
    """The day of publication is a setting, and comes back with the pipeline."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"published": "2031-06-14"})
    nlp.to_disk(tmp_path / "pipe")
    doc = spacy.load(tmp_path / "pipe")(SHORT)
    assert doc._.record.report.published == "2031-06-14"


def test_a_doc_may_tell_its_own_day_of_publication(nlp: Any) -> None:
    """It goes before the setting of the pipeline."""
    doc = nlp.make_doc(SHORT)
    doc.user_data["published"] = "2030-01-02"
    assert nlp(doc)._.record.report.published == "2030-01-02"


def test_the_component_is_found_by_its_name_once_the_package_is_installed() -> None:
    """spaCy looks names up in the entry points of the group `spacy_factories`."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    target = declared["spacy_factories"]["onrecord"]
    module, _, name = target.partition(":")
    assert callable(getattr(__import__(module, fromlist=[name]), name))
    installed = [e.value for e in entry_points(group="spacy_factories") if e.name == "onrecord"]
    assert set(installed) <= {target}
