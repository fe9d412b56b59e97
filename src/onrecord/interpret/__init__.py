"""Interpreting: what is said, how firmly, when, where, how many; one module per field."""

from onrecord.interpret.figures import tell_figures
from onrecord.interpret.lemma import lemma_of
from onrecord.interpret.mode import mode_of

__all__ = ["lemma_of", "mode_of", "tell_figures"]
