"""Signs: what speaks for a decision, by name, with its strength and the words it was found on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.interpret.classes import Hit
from onrecord.interpret.tokens import Tokens
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Spans


@dataclass(slots=True)
class Features:
    """Names, strengths, and the words of the report that each was found on."""

    values: dict[str, float] = field(default_factory=dict)
    spans: dict[str, Spans] = field(default_factory=dict)

    def add(self, name: str, value: float = 1.0, spans: Spans = ()) -> None:
        """Adds a feature; the first finding's words are kept, the highest strength counts."""
        self.values[name] = max(value, self.values.get(name, 0.0))
        if spans:
            self.spans.setdefault(name, spans)


def spans_under(tokens: Tokens, hit: Hit) -> Spans:
    """Where in the report the words of a hit stand."""
    return tuple(dict.fromkeys(tokens.spans[hit.start : hit.end]))


def classes_in(names: Iterable[str], prefix: str) -> set[str]:
    """The classes that features with a prefix name, as `cue deny` → `deny`."""
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def grammar(name: str) -> frozenset[str]:
    """A list of small words of `grammar.toml`."""
    return lexicon_words("grammar", name)
