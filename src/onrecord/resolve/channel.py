"""Channels: the medium of an utterance, where the words around the cue name it.

"In a letter", "at a news conference", "on Telegram", "by telephone", "tweeted",
"issued a statement"; and papers that are their author's own voice ("the letter said").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Span, Statement
from onrecord.resolve.frame import Frame
from onrecord.text.names import is_place_word

Found = tuple[str, Span]


def channel_of(statement: Statement, frame: Frame) -> Found | None:
    """The medium of a statement and the words that name it; None where none do."""
    occasion = _first(frame, (_said_in(), _said_at(), _told_occasion(), _issued()))
    platform = _first(frame, (_platform(),))
    weak = lexicon_words("channels", "weak")
    if platform and (occasion is None or occasion["name"].split()[-1] in weak):
        return _named(frame, platform, _platform_name(platform))
    if occasion:
        return _named(frame, occasion, " ".join(occasion["name"].split()))
    wire = _first(frame, (_wire(),))
    if wire:
        return _named(frame, wire, load("channels")["by_wire"][wire["name"]])
    return _from_verb(statement, frame) or _from_paper(statement, frame) or _journal(frame)


def _first(frame: Frame, patterns: Iterable[re.Pattern[str]]) -> re.Match[str] | None:
    """The first match of the patterns, in their order, that stands with the statement's cue."""
    for pattern in patterns:
        for match in pattern.finditer(frame.text):
            if frame.belongs(match.start(), match.end()):
                return match
    return None


def _named(frame: Frame, match: re.Match[str], name: str) -> Found:
    return name, frame.span(match.start("name"), match.end("name"))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _noun(key: str) -> str:
    """A noun for an occasion with what is told of its kind right before it ("phone interview")."""
    lists = load("channels")
    kind = rf"(?:(?!(?:{_either(lists['determiners'])})\b)(?:[A-Z][\w.&]*|{_either(lists['kinds'])})[ -])"
    between = rf"(?:(?:{_either(lists['determiners'])})\s+)?(?:[\w’'.-]+\s+){{0,4}}?"
    return rf"{between}(?P<name>{kind}{{0,3}}(?:{_either(lists[key])}))\b(?![-’'])"


@cache
def _said_in() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Ii]n|[Tt]hrough|[Vv]ia|series of)\s+{_noun('in_it')}")


@cache
def _said_at() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Aa]t|[Dd]uring|[Ff]ollowing)\s+{_noun('at_it')}")


@cache
def _told_occasion() -> re.Pattern[str]:
    return re.compile(rf"\b(?:told|tells|telling|addressed|addressing)\s+{_noun('at_it')}")


@cache
def _issued() -> re.Pattern[str]:
    lists = load("channels")["papers"]
    return re.compile(
        rf"\b(?:{_either(lists['given_out'])})\s+(?:out\s+)?(?:a|an|another|the|his|her|its|their)\s+"
        rf"(?:[\w’'-]+\s+){{0,2}}?(?P<name>{_either(lists['issued'])})\b"
    )


@cache
def _platform() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Oo]n|[Vv]ia|[Tt]hrough|[Oo]ver|[Ii]n|[Aa]t)\s+(?:(?:his|her|its|their|the|a)\s+)?(?:[\w’'-]+\s+){0,2}?"
        rf"(?P<name>(?i:{_either(load('channels')['platforms'])}))\b(?![-’'])"
    )


@cache
def _wire() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Bb]y|[Oo]ver|[Vv]ia)\s+(?:the\s+|a\s+)?(?P<name>{_either(load('channels')['by_wire'])})\b"
    )


_JOURNAL = re.compile(
    r"\bpublished\s+(?:\w+\s+){0,2}?in\s+(?:the\s+)?(?:journal\s+|magazine\s+)?"
    r"(?P<name>[A-Z]\w+(?:\s+(?:of\s+|and\s+|the\s+)*[A-Z]\w+)*)"
)


def _journal(frame: Frame) -> Found | None:
    """ "published in the Norland Medical Journal"."""
    match = _first(frame, (_JOURNAL,))
    if match is None:
        return None
    first = match["name"].split()[0].lower()
    is_else = is_place_word(match["name"].lower()) or first in lexicon_words("channels", "audience.stops")
    return None if is_else else _named(frame, match, match["name"])


def _platform_name(match: re.Match[str]) -> str:
    name: str = load("channels")["platforms"][" ".join(match["name"].lower().split())]
    return name


def _from_verb(statement: Statement, frame: Frame) -> Found | None:
    """ "tweeted": a verb of the cue, or between source and cue, says how."""
    spans = (*statement.source.spans, *statement.cue.spans)
    if not statement.cue.spans:
        return None
    first = min(s.start for s in spans) - frame.start
    last = max(s.end for s in spans) - frame.start
    verbs: dict[str, str] = load("channels")["verbs"]
    for word in re.compile(r"[\w-]+").finditer(frame.text, first, last):
        if word.group() in verbs:
            return verbs[word.group()], frame.span(*word.span())
    return None


_BEHIND_HEAD = re.compile(r"\s(?:to|from|by|of|in|on|for|that|signed|sent|issued|posted)\s|,")


def _from_paper(statement: Statement, frame: Frame) -> Found | None:
    """ "The letter said", "Lind's statement": the paper that speaks is the medium."""
    papers = lexicon_words("channels", "papers.own_voice")
    for span in statement.source.spans[:1]:
        source = frame.text[span.start - frame.start : span.end - frame.start]
        head = _BEHIND_HEAD.split(source, maxsplit=1)[0]
        paper = next((p for p in sorted(papers) if re.search(rf"\b{re.escape(p)}\Z", head.lower())), None)
        if paper:
            return paper, Span(span.start + len(head) - len(paper), span.start + len(head))
    return None
