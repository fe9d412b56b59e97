"""Speakers: every statement of a report gets the speaker behind its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Report, Span, Speaker, SpeakerType, Statement, Trace, text_of
from onrecord.resolve.antecedent import Antecedents
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.handing import Chains, with_chain
from onrecord.resolve.introduced import introduced
from onrecord.resolve.mention import DETERMINER, Mention
from onrecord.resolve.named import NameIndex
from onrecord.resolve.parse import read_mention
from onrecord.resolve.sourceless import (
    beside_in_sentence,
    follows_colon,
    is_first_person,
    is_participle,
    name_beside,
)
from onrecord.text.likeness import telling_words
from onrecord.text.names import given_name_gender
from onrecord.text.sentences import Sentences

RULES = "resolve/2"
LEAD = 3  # sentences in which the highest of a land may be called by the office alone
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w’'-]+\s+)*[A-Z][\w’'-]+),\s*\Z")


class Resolver:
    """Reads the sources of one report in order and keeps its cast."""

    def __init__(self, report: Report, statements: Sequence[Statement]) -> None:
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
        self.chains = Chains(
            report,
            self.sentences,
            self.statements,
            self.cast,
            sources=self._of_source,
            spoken=self._of_statement,
        )

    def run(self) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
        """The speakers, and the statements with the ids of theirs."""
        decided = [(s, *self._decide(s, n)) for n, s in enumerate(self.statements)]
        same = introduced(decided, self.cast, self.sentences)
        self.chains.rename(same)
        decided = [
            (s, same.get(id(m), m), "introduced" if id(m) in same else why) if m else (s, m, why)
            for s, m, why in decided
        ]
        used = [
            m for s, member, _ in decided for m in (member, *(h.member for h in self.chains.of(s.id))) if m
        ]
        ids, speakers = self.cast.speakers(used)
        self._name_of = {p.id: p.name for p in speakers}
        told = [self._with_speaker(s, ids.get(id(m)) if m else None, why) for s, m, why in decided]
        return speakers, tuple(with_chain(s, self.chains.of(s.id), ids, RULES) for s in told)

    def _with_speaker(self, statement: Statement, speaker: str | None, why: str) -> Statement:
        source = replace(statement.source, speaker=speaker)
        reason = load("reasons")[why]
        name = self._name_of.get(speaker or "", "")
        because = reason["text"].format(words=" ".join(statement.source.text.split()), name=name)
        trace = Trace("source.speaker", RULES, statement.source.spans, because, reason["right"])
        return replace(statement, source=source, trace=(*statement.trace, trace))

    def _decide(self, statement: Statement, number: int) -> tuple[Member | None, str]:
        member, why = self._decide_source(statement)
        member, why = self.chains.decide(number, member, why)
        self._of_statement[statement.id] = member
        self._last_member = member or self._last_member
        if statement.within is None:
            self._last_outer = statement
        return member, why

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
        other = lexicon_words("people", "other_roles") - {"former", "old", "new"}
        if not mention.definite or mention.one_of or telling_words(mention.name) & other:
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
        """No words name the source: the cue leans on another's, a quotation goes on with the last one."""
        if statement.cue.spans:
            return self._from_cue(statement)
        before = self._last_outer
        member = self._of_statement.get(before.id) if before else None
        if before is None or member is None:
            return None, "no_words"
        first = _first(statement)
        paragraphs = [self.sentences.paragraph_at(at) for at in (first, _last(before))]
        opens = self.text.startswith(('"', "“", "‘", "'"), first)
        opens = opens and self.sentences.paragraph_at(first - 1) != paragraphs[0]
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
