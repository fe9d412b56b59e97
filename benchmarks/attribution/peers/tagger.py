"""onrecord's tagger alone: text to attributions, with those within others (which are not scored)."""

from __future__ import annotations

from peers import Reader

NEEDS = ("onrecord",)


def load() -> Reader:
    """The tagger with the weights of the package, on one core."""
    from onrecord.tag.tagger import Tagger

    tagger = Tagger(threads=1)

    def read(text: str) -> list[dict[str, list[list[int]]]]:
        return [
            {
                role: [[span.start, span.end] for span in getattr(attribution, role)]
                for role in ("source", "cue", "content")
            }
            for attribution in tagger.tag(text)
            if attribution.within is None
        ]

    return read
