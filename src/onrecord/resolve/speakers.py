"""Speakers: every statement of a report gets the speaker behind its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Report, Span, Speaker, SpeakerType, Statement, Trace, Via, text_of
from onrecord.resolve.antecedent import Antecedents
from onrecord.resolve.cast import Cast, Member, telling_words
from onrecord.resolve.frame import frame_of
from onrecord.resolve.links import Link, links_of
from onrecord.resolve.mention import DETERMINER, Mention
from onrecord.resolve.names import NameIndex, given_name_gender
from onrecord.resolve.parse import read_mention
from onrecord.resolve.sourceless import (
    beside_in_sentence,
    follows_colon,
    is_first_person,
    is_participle,
    name_beside,
)
from onrecord.text.sentences import Sentences

RULES = "resolve/2"
LEAD = 3  # sentences in which the highest of a land may be called by the office alone
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w’'-]+\s+)*[A-Z][\w’'-]+),\s*\Z")


@dataclass(frozen=True, slots=True)
class Handed:
    """One link of the chain of a statement, and the speaker it names."""

    link: Link
    member: Member


Decided = tuple[Statement, Member | None, str]


class Resolver:
    """Reads the sources of one report in order and keeps its cast."""

    def __init__(self, report: Report, statements: Sequence[Statement]) -> None:
        self.report = report
        self.text = report.text
        self.statements = tuple(statements)
        self.sentences = Sentences(report.text)
        self.cast = Cast(report.text, NameIndex(report.text))
        contents = (span for s in statements if s.content.mode == "direct" for span in s.content.spans)
        self.antecedents = Antecedents(self.cast, self.sentences, contents)
        self.cast.anybody = self._anybody
        self._of_source: dict[tuple[Span, ...], tuple[Member | None, str]] = {}
        self._of_statement: dict[str, Member | None] = {}
        self._last_member: Member | None = None
        self._last_outer: Statement | None = None
        self._chain_of: dict[str, list[Handed]] = {}

    def run(self) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
        """The speakers, and the statements with the ids of theirs."""
        decided = [(s, *self._decide(s, n)) for n, s in enumerate(self.statements)]
        decided = self._introduced(decided)
        used = [m for s, member, _ in decided for m in (member, *(h.member for h in self._chain_of[s.id])) if m]
        ids, speakers = self.cast.speakers(used)
        self._name_of = {p.id: p.name for p in speakers}
        with_speakers = ((self._with_speaker(s, ids.get(id(m)) if m else None, why), s.id) for s, m, why in decided)
        return speakers, tuple(self._with_chain(s, self._chain_of[number], ids) for s, number in with_speakers)

    def _introduced(self, decided: list[Decided]) -> list[Decided]:
        """ "A union leader said no. 'Never,' said Ola Lind.": the name follows with the quotation.

        Only where the next speaker is a person named there for the first time,
        of whom nothing else is told that could not be said of the first.
        """
        outer = [entry for entry in decided if entry[0].within is None]
        same: dict[int, Member] = {}
        for (first, one, _), (second, other, _) in pairwise(outer):
            if one is not None and other is not None and self._introduces(first, one, second, other):
                one.mentions, other.mentions = [], [*one.mentions, *other.mentions]
                other.roles += [one.name]
                same[id(one)] = other
        for chain in self._chain_of.values():
            chain[:] = [Handed(h.link, same.get(id(h.member), h.member)) for h in chain]
        return [
            (s, same.get(id(member), member), "introduced" if id(member) in same else why)
            for s, member, why in decided
        ]

    def _introduces(self, first: Statement, one: Member, second: Statement, other: Member) -> bool:
        unnamed = one.type is SpeakerType.PERSON and not one.named and first.source.spans
        if not unnamed or other.type is not SpeakerType.PERSON or not other.named or not second.source.spans:
            return False
        quoted = second.content.mode != "indirect" and _first(second) < second.source.spans[0].start
        near = self.sentences.number_at(_first(second)) - self.sentences.number_at(_last(first)) <= 1
        new = other.last_before(second.source.spans[0].start) < 0 and not self.cast.named_before(other, _last(first))
        told = telling_words(" ".join(other.roles))
        clash = one.gender and other.gender and one.gender != other.gender
        return quoted and near and new and not clash and (not told or bool(told & one.words))

    def _with_speaker(self, statement: Statement, speaker: str | None, why: str) -> Statement:
        source = replace(statement.source, speaker=speaker)
        reason = load("reasons")[why]
        name = self._name_of.get(speaker or "", "")
        because = reason["text"].format(words=" ".join(statement.source.text.split()), name=name)
        trace = Trace("source.speaker", RULES, statement.source.spans, because, reason["right"])
        return replace(statement, source=source, trace=(*statement.trace, trace))

    def _with_chain(self, statement: Statement, chain: list[Handed], ids: dict[int, str]) -> Statement:
        if not chain:
            return statement
        via = tuple(Via((h.link.span,), h.link.text, ids[id(h.member)]) for h in chain)
        reason = load("reasons")["via"]
        words = "”, “".join(h.link.text for h in chain)
        because = reason["text"].format(words=words)
        trace = Trace("via", RULES, tuple(h.link.span for h in chain), because, reason["right"])
        return replace(statement, via=via, trace=(*statement.trace, trace))

    def _decide(self, statement: Statement, number: int) -> tuple[Member | None, str]:
        member, why = self._decide_source(statement)
        member, why = self._pass_on(statement, number, member, why)
        self._of_statement[statement.id] = member
        self._last_member = member or self._last_member
        if statement.within is None:
            self._last_outer = statement
        return member, why

    def _pass_on(
        self, statement: Statement, number: int, member: Member | None, why: str
    ) -> tuple[Member | None, str]:
        """Finds the chain; whom an outlet cites is the speaker, and the outlet passed it on."""
        frame = frame_of(self.text, self.sentences, self.statements, number)
        chain: list[Handed] = []
        for link in links_of(statement, frame) if frame else ():
            other = self._member_at(link)
            if other is None or other is member or self._is_publisher(other):
                continue
            if link.cited and member and member.type is SpeakerType.MEDIA and statement.source.spans:
                own = Link(statement.source.spans[0], statement.source.text)
                chain.append(Handed(own, member))
                member, why = other, "cited"
            else:
                chain.append(Handed(link, other))
        chain += self._from_parent(statement)
        distinct = {id(h.member): h for h in reversed(chain) if h.member is not member}
        self._chain_of[statement.id] = list(reversed(distinct.values()))
        return member, why

    def _from_parent(self, statement: Statement) -> list[Handed]:
        """What an outlet is said to report came through the outlet, and as that did."""
        parent = next((s for s in self.statements if s.id == statement.within), None)
        if parent is None:
            return []
        member = self._of_statement.get(parent.id)
        through = member is not None and member.type is SpeakerType.MEDIA and not self._is_publisher(member)
        own = [Handed(Link(parent.source.spans[0], parent.source.text), member)] if through and parent.source.spans else []
        return [*own, *self._chain_of.get(parent.id, [])]

    def _member_at(self, link: Link) -> Member | None:
        for spans, (member, _) in self._of_source.items():
            if member and any(s.start < link.span.end and link.span.start < s.end for s in spans):
                return member
        mention = read_mention(link.text, link.span.start)
        if mention.type is None or mention.pronoun or (link.outlet and mention.type is not SpeakerType.MEDIA):
            return None
        member, _ = self.cast.find_or_make(mention)
        member.mentions.append(link.span)
        return member

    def _is_publisher(self, member: Member) -> bool:
        publisher = self.report.publisher
        return bool(publisher) and member.type is SpeakerType.MEDIA and telling_words(publisher) == member.words

    def _decide_source(self, statement: Statement) -> tuple[Member | None, str]:
        spans = statement.source.spans
        if not spans:
            member, why = self._without_source(statement)
        elif spans in self._of_source:
            member, why = self._of_source[spans]
        else:
            member, why = self._from_words(statement)
            self._of_source[spans] = (member, why)
            if member:
                member.mentions.extend(spans)
        return member, why

    def _from_words(self, statement: Statement) -> tuple[Member | None, str]:
        spans = statement.source.spans
        mention = read_mention(text_of(self.text, spans).replace(" … ", " "), spans[0].start)
        if mention.pronoun is None:
            return self.cast.find_or_make(self._with_name_before(mention))
        return self._from_pronoun(statement, mention)

    def _anybody(self, mention: Mention) -> Member | None:
        """ "the singer": the person named nearest, where nobody is called so."""
        head = mention.head.removesuffix("-old") if mention.head.endswith("year-old") else mention.head
        if not mention.definite or mention.one_of:
            return None
        if head not in lexicon_words("people", "at_large") and not mention.head.endswith("-year-old"):
            return None
        near = self.antecedents.anybody(mention.gender, mention.start, self._last_member)
        in_lead = self.sentences.number_at(mention.start) < LEAD
        if near or not in_lead or head not in lexicon_words("people", "highest"):
            return near
        first = next((p for p in self.cast.names.persons if p.span.start > mention.start), None)
        return self.cast.of_named(first) if first else None

    def _with_name_before(self, mention: Mention) -> Mention:
        """ "Lind, a former teacher": where the apposition alone was read as the source, with its name."""
        if mention.named or mention.type is not SpeakerType.PERSON or not DETERMINER.match(mention.text):
            return mention
        start, _ = self.sentences.bounds(self.sentences.number_at(mention.start))
        name = _NAME_BEFORE.search(self.text, start, mention.start)
        before = read_mention(f"{name.group(1)}, {mention.text}", name.start()) if name else mention
        return before if before.named and before.type is SpeakerType.PERSON else mention

    def _from_pronoun(self, statement: Statement, mention: Mention) -> tuple[Member | None, str]:
        pronoun = mention.pronoun
        assert pronoun is not None
        if pronoun in ("we", "i"):
            parent = self._of_statement.get(statement.within or "")
            return parent, "own_voice" if parent else "nobody"
        if pronoun == "relative":
            return self._before_relative(mention)
        if pronoun == "you":
            return None, "nobody"
        found = self.antecedents.find(pronoun, mention.start, self._last_member, statement.content.spans)
        if found is None:
            return None, "nobody"
        if pronoun in ("he", "she"):
            found.gender = found.gender or pronoun
        return found, "pronoun"

    def _before_relative(self, mention: Mention) -> tuple[Member | None, str]:
        """ "Ola Berg, who": the words just before the pronoun."""
        start, _ = self.sentences.bounds(self.sentences.number_at(mention.start))
        words = self.text[start : mention.start].rstrip(" ,").split(",")[-1].split()[-8:]
        breaks = lexicon_words("people", "auxiliaries")
        verbs = [k for k, w in enumerate(words) if w.lower() in breaks]
        articles = [k - 1 for k, w in enumerate(words) if w.lower() in ("the", "a", "an")]
        for first in range(max([*verbs, *articles[-1:], -1]) + 1, len(words)):
            candidate = read_mention(" ".join(words[first:]), mention.start - 1)
            if candidate.pronoun is None and candidate.type and (candidate.named or candidate.head):
                return self.cast.find_or_make(candidate)[0], "relative"
        return None, "nobody"

    def _without_source(self, statement: Statement) -> tuple[Member | None, str]:
        """No words name the source: the cue may lean on another's, a quotation goes on with the speaker before it."""
        if statement.cue.spans:
            return self._from_cue(statement)
        before = self._last_outer
        member = self._of_statement.get(before.id) if before else None
        if before is None or member is None:
            return None, "no_words"
        first = _first(statement)
        paragraphs = [self.sentences.paragraph_at(at) for at in (first, _last(before))]
        opens = self.text[first] in "\"“‘'" and self.sentences.paragraph_at(first - 1) != paragraphs[0]
        near = paragraphs[0] - paragraphs[1] <= opens or follows_colon(self.text, first)
        return (member, "goes_on") if near else (None, "no_words")

    def _from_cue(self, statement: Statement) -> tuple[Member | None, str]:
        parent = self._of_statement.get(statement.within or "")
        if parent and is_first_person(statement):
            return parent, "own_voice"
        if is_participle(statement):
            number = self.statements.index(statement)
            for other in beside_in_sentence(self.statements, number, self.sentences):
                member = self._of_statement.get(other.id) or self._decide_source(other)[0]
                if member:
                    return member, "leans_on"
        beside = name_beside(self.text, self.sentences, statement)
        if beside is None:
            return None, "no_words"
        name = self.text[beside.start : beside.end]
        if self.cast.names.of_surname(name.split()[-1]):
            name = name if given_name_gender(name) else name.split()[-1]
        mention = read_mention(name, beside.start)
        if mention.pronoun:
            return self._from_pronoun(statement, mention)
        return self.cast.find_or_make(mention)[0], "beside"

def _first(statement: Statement) -> int:
    return min(s.start for s in (*statement.source.spans, *statement.cue.spans, *statement.content.spans))


def _last(statement: Statement) -> int:
    return max(s.end for s in (*statement.source.spans, *statement.cue.spans, *statement.content.spans)) - 1


def resolve_speakers(
    report: Report, statements: Sequence[Statement]
) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """Resolves the sources of a report's statements.

    Variants of a name, titles, pronouns and descriptions lead to one speaker.
    Two indefinite descriptions of unnamed people ("two officials") are never one
    because their words are alike; only a definite one points back.
    """
    return Resolver(report, statements).run()
