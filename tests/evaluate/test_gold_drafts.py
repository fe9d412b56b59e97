"""Annotated spans as drafts, and the folds that reports are left out in."""

from onrecord.evaluate.gold_drafts import with_spans
from onrecord.evaluate.record_files import fold_of
from onrecord.read import read_text
from onrecord.record import Draft

TEXT = "The rebels want a truce, Governor Ilsabet Morrow said."


def row(id, within, **texts):
    """A statement as annotators give it, its spans looked up in the text."""
    spans = {role: [[TEXT.index(t), TEXT.index(t) + len(t)]] for role, t in texts.items()}
    return {"id": id, "within": within, **spans}


def test_statements_have_the_annotated_spans_their_parents_and_speakers():
    """A nested statement may be annotated before the one it stands in."""
    inner = row("a", "b", source="The rebels", cue="want", content="a truce")
    outer = row("b", None, source="Governor Ilsabet Morrow", cue="said", content="The rebels want a truce")
    draft = with_spans(Draft(read_text(TEXT).report), [inner, outer])
    parent, child = draft.statements
    assert (parent.content.text, child.content.text) == ("The rebels want a truce", "a truce")
    assert child.within == parent.id
    names = {s.id: s.name for s in draft.speakers}
    assert names[parent.source.speaker] == "Ilsabet Morrow"


def test_reports_on_one_event_share_a_fold():
    """What was learnt from one report on an event would know the others."""
    assert len({fold_of(f"d-harbour-{outlet}", 6) for outlet in ("courier", "mail", "post", "star")}) == 1
    assert len({fold_of(f"w-report{n}", 6) for n in range(40)}) == 6
