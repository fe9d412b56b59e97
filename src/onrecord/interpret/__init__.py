"""Interpreting: what is said, how firmly, when, where, how many; one module per field."""

from onrecord.interpret.act import tell_act
from onrecord.interpret.certainty import tell_certainty
from onrecord.interpret.condition import tell_condition
from onrecord.interpret.lemma import lemma_of
from onrecord.interpret.mode import mode_of
from onrecord.interpret.polarity import tell_polarity
from onrecord.interpret.stance import tell_stance

__all__ = [
    "lemma_of",
    "mode_of",
    "tell_act",
    "tell_certainty",
    "tell_condition",
    "tell_polarity",
    "tell_stance",
]
