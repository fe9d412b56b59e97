"""Interpreting: what is said, how firmly, when, where, how many; one module per field."""

from onrecord.interpret.about import tell_about
from onrecord.interpret.act import tell_act
from onrecord.interpret.certainty import tell_certainty
from onrecord.interpret.condition import tell_condition
from onrecord.interpret.due import tell_due
from onrecord.interpret.events import tell_events
from onrecord.interpret.figures import tell_figures
from onrecord.interpret.lemma import lemma_of
from onrecord.interpret.mode import mode_of
from onrecord.interpret.places import tell_places
from onrecord.interpret.polarity import tell_polarity
from onrecord.interpret.said import tell_said
from onrecord.interpret.stance import tell_stance

__all__ = [
    "lemma_of",
    "mode_of",
    "tell_about",
    "tell_act",
    "tell_certainty",
    "tell_condition",
    "tell_due",
    "tell_events",
    "tell_figures",
    "tell_places",
    "tell_polarity",
    "tell_said",
    "tell_stance",
]
