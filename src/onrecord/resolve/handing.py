"""Handing on: the speakers behind the links of a statement's reporting chain.

"In remarks carried by TASS" names TASS; whom an outlet cites is the speaker
and the outlet passed it on; what an outlet is said to report came through it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon import load
from onrecord.record import Report, Span, SpeakerType, Statement, Trace, Via
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.frame import frame_of
from onrecord.resolve.links import Link, is_cited, links_of
from onrecord.resolve.parse import read_mention
from onrecord.resolve.sourceless import beside_in_sentence
from onrecord.text.likeness import telling_words
from onrecord.text.sentences import Sentences

Sources = Mapping[tuple[Span, ...], tuple[Member | None, str]]


@dataclass(frozen=True, slots=True)
class Handed:
    """One link of the chain of a statement, and the speaker it names."""

    link: Link
    member: Member


class Chains:
    """Who passed on the statements of one report, innermost first.

    `sources` are the speakers of the source words read so far, `spoken` those
    of the statements; both grow while the report is being read.
    """

    def __init__(
        self,
        report: Report,
        sentences: Sentences,
        statements: Sequence[Statement],
        cast: Cast,
        *,
        sources: Sources,
        spoken: Mapping[str, Member | None],
    ) -> None:
        self.report = report
        self.sentences = sentences
        self.statements = tuple(statements)
        self.cast = cast
        self._sources = sources
        self._spoken = spoken
        self._by_id = {s.id: s for s in statements}
        self._of: dict[str, list[Handed]] = {}

    def of(self, statement_id: str) -> list[Handed]:
        """The chain of a statement that has been decided."""
        return self._of.get(statement_id, [])

    def rename(self, same: Mapping[int, Member]) -> None:
        """Puts other members in the place of some, by their `id()`."""
        for chain in self._of.values():
            chain[:] = [Handed(h.link, same.get(id(h.member), h.member)) for h in chain]

    def decide(self, number: int, member: Member | None, why: str) -> tuple[Member | None, str]:
        """Finds the chain of the statement at `number`; its speaker is whom an outlet cites, not it."""
        statement = self.statements[number]
        frame = frame_of(self.report.text, self.sentences, self.statements, number)
        chain: list[Handed] = []
        for link in links_of(statement, frame) if frame else ():
            other = self._member_at(link)
            if other is None or other is member or self._is_publisher(other):
                continue
            if link.cited and member and member.type is SpeakerType.MEDIA and statement.source.spans:
                chain.append(Handed(_own_link(statement), member))
                member, why = other, "cited"
            else:
                chain.append(Handed(link, other))
        chain += self._from_citing(statement, number) + self._from_parent(statement)
        distinct = {id(h.member): h for h in reversed(chain) if h.member is not member}
        self._of[statement.id] = list(reversed(distinct.values()))
        return member, why

    def _from_citing(self, statement: Statement, number: int) -> list[Handed]:
        """ "said, citing medics who saw": what the medics saw came through whoever cites them."""
        if not is_cited(self.report.text, statement) or not statement.cue.spans:
            return []
        for other in beside_in_sentence(self.statements, number, self.sentences)[:1]:
            member = self._spoken.get(other.id)
            if member and other.source.spans[0].start < statement.source.spans[0].start:
                return [Handed(_own_link(other), member)]
        return []

    def _from_parent(self, statement: Statement) -> list[Handed]:
        """What an outlet is said to report came through the outlet, and as that did."""
        parent = self._by_id.get(statement.within or "")
        if parent is None:
            return []
        member = self._spoken.get(parent.id)
        is_outlet = member is not None and member.type is SpeakerType.MEDIA
        if member is None or not is_outlet or self._is_publisher(member):
            return self.of(parent.id)
        return [Handed(_own_link(parent), member), *self.of(parent.id)]

    def _member_at(self, link: Link) -> Member | None:
        for spans, (member, _) in self._sources.items():
            if member and any(s.start < link.span.end and link.span.start < s.end for s in spans):
                return member
        mention = read_mention(link.text, link.span.start)
        if mention.type is None or mention.pronoun or (link.outlet and mention.type is not SpeakerType.MEDIA):
            return None
        member, _ = self.cast.find_or_make(mention)
        member.mentions.append(link.span)
        return member

    def _is_publisher(self, member: Member) -> bool:
        """Whether an outlet is the one that wrote the report."""
        publisher = self.report.publisher
        if not publisher or member.type is not SpeakerType.MEDIA:
            return False
        return telling_words(publisher) == member.words or read_mention(publisher).key == member.key != ""


def _own_link(statement: Statement) -> Link:
    """The source of a statement as a link; of one without source words, its first words."""
    spans = statement.source.spans or statement.cue.spans or statement.content.spans
    return Link(spans[0], statement.source.text)


def with_chain(statement: Statement, chain: Sequence[Handed], ids: Mapping[int, str], by: str) -> Statement:
    """A statement with its chain; `ids` are the speakers' by the `id()` of their members."""
    if not chain:
        return statement
    via = tuple(Via((h.link.span,), h.link.text, ids[id(h.member)]) for h in chain)
    reason = load("reasons")["via"]
    words = "”, “".join(h.link.text for h in chain)
    spans = tuple(h.link.span for h in chain)
    trace = Trace("via", by, spans, reason["text"].format(words=words), reason["right"])
    return replace(statement, via=via, trace=(*statement.trace, trace))
