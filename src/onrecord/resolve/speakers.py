"""Speakers: every statement of a report gets the speaker behind its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record import Report, Span, Speaker, SpeakerType, Statement, Trace, text_of
from onrecord.resolve.antecedent import Antecedents
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.mention import DETERMINER, Mention
from onrecord.resolve.names import NameIndex
from onrecord.resolve.parse import read_mention
from onrecord.text.sentences import Sentences

RULES = "resolve/1"
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w’'-]+\s+)*[A-Z][\w’'-]+),\s*\Z")


class Resolver:
    """Reads the sources of one report in order and keeps its cast."""

    def __init__(self, report: Report, statements: Sequence[Statement]) -> None:
        self.text = report.text
        self.statements = statements
        self.sentences = Sentences(report.text)
        self.cast = Cast(report.text, NameIndex(report.text))
        contents = (span for s in statements if s.content.mode == "direct" for span in s.content.spans)
        self.antecedents = Antecedents(self.cast, self.sentences, contents)
        self._of_source: dict[tuple[Span, ...], tuple[Member | None, str]] = {}
        self._of_statement: dict[str, Member | None] = {}

    def run(self) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
        """The speakers, and the statements with the ids of theirs."""
        decided = [(s, *self._decide(s)) for s in self.statements]
        used = [member for _, member, _ in decided if member is not None]
        ids, speakers = self.cast.speakers(used)
        return speakers, tuple(
            self._with_speaker(s, ids.get(id(member)) if member else None, why) for s, member, why in decided
        )

    def _with_speaker(self, statement: Statement, speaker: str | None, why: str) -> Statement:
        source = replace(statement.source, speaker=speaker)
        trace = Trace("source.speaker", RULES, statement.source.spans, why, 0.8 if speaker else 0.0)
        return replace(statement, source=source, trace=(*statement.trace, trace))

    def _decide(self, statement: Statement) -> tuple[Member | None, str]:
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
        self._of_statement[statement.id] = member
        return member, why

    def _from_words(self, statement: Statement) -> tuple[Member | None, str]:
        spans = statement.source.spans
        mention = read_mention(text_of(self.text, spans).replace(" … ", " "), spans[0].start)
        if mention.pronoun is None:
            return self.cast.find_or_make(self._with_name_before(mention))
        return self._from_pronoun(statement, mention)

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
            return (
                parent,
                "whoever says “we” or “I” in a quotation is its speaker" if parent else "nobody named",
            )
        if pronoun == "relative":
            return self._before_relative(mention)
        if pronoun == "you":
            return None, "“you” names nobody"
        last = self._last_speaker(statement)
        found = self.antecedents.find(pronoun, mention.start, last, statement.content.spans)
        if found is None:
            return None, f"nobody that “{mention.text}” could mean was named shortly before"
        if pronoun in ("he", "she"):
            found.gender = found.gender or pronoun
        return found, f"“{mention.text}” is {found.name}, the nearest that agrees"

    def _before_relative(self, mention: Mention) -> tuple[Member | None, str]:
        """ "Ola Berg, who": the words just before the pronoun."""
        sentence = self.sentences.number_at(mention.start)
        start, _ = self.sentences.bounds(sentence)
        before = self.text[start : mention.start].rstrip(" ,")
        phrase = before.split(",")[-1] if "," in before else before
        words = phrase.split()[-8:]
        for first in range(len(words)):
            candidate = read_mention(" ".join(words[first:]), mention.start - 1)
            if candidate.pronoun is None and candidate.type and (candidate.named or candidate.head):
                member, _ = self.cast.find_or_make(candidate)
                return member, f"“{mention.text}” is {member.name}, named just before"
        return None, f"“{mention.text}” has nobody named just before it"

    def _last_speaker(self, statement: Statement) -> Member | None:
        last = None
        for other in self.statements:
            if other.id == statement.id:
                break
            last = self._of_statement.get(other.id) or last
        return last

    def _without_source(self, statement: Statement) -> tuple[Member | None, str]:
        """No words name the source: a quotation that goes on, or a second cue of one subject."""
        before = self._previous(statement)
        member = self._of_statement.get(before.id) if before else None
        if before is None or member is None:
            return None, "no words name a source"
        here, there = _first(statement), _last(before)
        if not statement.cue.spans and self.sentences.paragraph_at(here) == self.sentences.paragraph_at(
            there
        ):
            return member, f"a quotation without a cue in the same paragraph goes on with {member.name}"
        participle = statement.cue.text.lower().split()[-1:] and statement.cue.text.lower().split()[
            -1
        ].endswith("ing")
        if participle and self.sentences.number_at(here) - self.sentences.number_at(there) <= 0:
            return member, f"“{statement.cue.text}” has the subject of the cue before it: {member.name}"
        return None, "no words name a source"

    def _previous(self, statement: Statement) -> Statement | None:
        previous = None
        for other in self.statements:
            if other.id == statement.id:
                return previous
            if other.within is None:
                previous = other
        return None


def _first(statement: Statement) -> int:
    return min(s.start for s in (*statement.source.spans, *statement.cue.spans, *statement.content.spans))


def _last(statement: Statement) -> int:
    return max(s.end for s in (*statement.source.spans, *statement.cue.spans, *statement.content.spans)) - 1


def resolve_speakers(
    report: Report, statements: Sequence[Statement]
) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """Resolves the sources of a report's statements.

    Variants of a name, titles, pronouns and descriptions lead to one speaker;
    two descriptions of unnamed people are never one because their words are alike.
    """
    return Resolver(report, statements).run()
