"""Rules: what the cue classes and the words of a content say by themselves about the act.

They go from the specific to the general, the first that fits decides; the
linear model hears them as one voice among others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.record import Act, Certainty

_SAYING = frozenset(("say", "show", "know", "admit", "claim", "argue", "reportedly", "think", "hint"))
_TO = frozenset(("to", "not to"))
_THINGS = frozenset(("thing", "ing", "for", "of", "on", "to", "not to", "to later"))


@dataclass(frozen=True, slots=True)
class Signs:
    """What a statement shows: classes of the cue, of the main clause, and single signs.

    `frame` is how the cue takes its content; `signs` are names of other features.
    """

    cue: frozenset[str]
    main: frozenset[str]
    anywhere: frozenset[str]
    signs: frozenset[str]
    frame: str

    def plain(self) -> bool:
        """Whether the cue leaves it to the content what is done: plain saying, or no cue at all."""
        return not self.cue or bool(self.cue & _SAYING)


Rule = tuple[str, Act, Callable[[Signs], bool]]


def _silent(s: Signs) -> bool:
    negated = "negated cue" in s.signs
    return "silent" in s.cue or (
        negated and bool(s.cue & {"say", "question", "refuse"}) and "tells nothing" in s.signs
    )


def _not_said(s: Signs) -> bool:
    plain = bool(s.cue & {"say", "question", "show"}) and not s.cue & {"refuse", "deny", "reject"}
    return "negated cue" in s.signs and plain


def _denies(s: Signs) -> bool:
    return "deny" in s.cue and s.frame not in _TO


def _rejects_allegation(s: Signs) -> bool:
    return "reject" in s.cue and ("allegation" in s.main or s.frame in ("that", "ing", "clause"))


def _asks_question(s: Signs) -> bool:
    return "question" in s.cue and (s.frame in ("question", "about") or "question mark" in s.signs)


def _demands(s: Signs) -> bool:
    if "callfor" in s.cue:
        return True
    return "demand" in s.cue and not s.cue & {"describe", "claim", "want"}


def _tells_to(s: Signs) -> bool:
    asks = bool(s.cue & {"say", "demand", "question"}) or "passive cue" in s.signs
    return (
        asks
        and s.frame in _TO
        and not s.cue & {"commit", "want", "refuse", "reportedly", "think", "suspected"}
    )


def _proposes(s: Signs) -> bool:
    return (
        "hint" in s.cue
        and s.frame in ("ing", "thing")
        and "speaker document" not in s.signs
        and "past" not in s.main
    )


def _commits(s: Signs) -> bool:
    if s.cue & {"commit", "want"} and (s.frame in _THINGS or "future own" in s.signs):
        return True
    return "commit" in s.cue and "say" not in s.cue


def _weighs(s: Signs) -> bool:
    return "weigh" in s.cue and s.frame in ("ing", "thing") and not s.main & {"good", "bad"}


def _judges(s: Signs) -> bool:
    if "describe" in s.cue and not s.cue & {"say", "know"}:
        return True
    if s.cue & {"know", "think", "describe"} and (s.frame == "as" or (s.frame == "thing" and _strong(s))):
        return True
    return bool(s.cue & {"criticise", "praise", "support", "feel"}) and not (
        s.cue & {"say"} and "will" in s.main
    )


def _strong(s: Signs) -> bool:
    return bool(s.main & {"good", "bad", "strong_good", "strong_bad"})


def _blames(s: Signs) -> bool:
    doubted = bool(s.cue & {"alleged", "suspected", "think", "reportedly"})
    return doubted and "say" not in s.cue and "by actor" in s.signs


def _denies_in_content(s: Signs) -> bool:
    if not s.plain():
        return False
    own = "subject own" in s.signs and bool(s.main & {"harm", "wrong", "misdeed", "blame"})
    return "denying" in s.main or (own and "negated early verb" in s.signs and "future own" not in s.signs)


def _wrong_done(s: Signs) -> bool:
    blames = bool(s.main & {"blame", "wrong"}) or ("misdeed" in s.main and "voice judging" in s.signs)
    doer = "actor" in s.signs or "voice judging" in s.signs or "wrong" in s.main
    return blames and doer and "watching" not in s.signs and not s.main & {"will", "would", "must"}


def _should(s: Signs) -> bool:
    return bool(s.main & {"must", "should", "urging"}) and not s.main & {"past", "will", "would"}


def _good_or_bad(s: Signs) -> bool:
    if s.signs & {"copula good", "copula bad"}:
        return not s.signs & {"watching", "has number"}
    if s.signs & {"copula strong_good", "copula strong_bad"}:
        return (
            bool(s.signs & {"voice judging", "voice deciding", "frame quote"}) and "has number" not in s.signs
        )
    return (
        _strong(s)
        and bool(s.main & {"degree", "compare", "feeling"})
        and not s.signs & {"has number", "watching"}
    )


def _decided(s: Signs) -> bool:
    decides = bool(s.signs & {"voice deciding", "future passive"}) or "announce" in s.cue
    return (
        "future others" in s.signs
        and decides
        and not s.signs & {"voice judging", "future have", "voice counting"}
    )


def _characterises(s: Signs) -> bool:
    return (
        "be article" in s.signs
        and s.frame in ("quote", "clause", "that")
        and not s.signs & {"has number", "watching"}
    )


def _short_quote(s: Signs) -> bool:
    short = s.signs & {"length 3", "length 7"}
    return "no cue" in s.signs and bool(short) and "future others" not in s.signs


RULES: tuple[Rule, ...] = (
    ("silent", Act.OTHER, _silent),
    ("not said", Act.OTHER, _not_said),
    ("thank", Act.OTHER, lambda s: "thank" in s.cue),
    ("threaten", Act.THREAT, lambda s: "threaten" in s.cue),
    ("deny", Act.DENIAL, _denies),
    ("reject what is alleged", Act.DENIAL, _rejects_allegation),
    ("reject", Act.DENIAL, lambda s: "reject" in s.cue),
    ("refuse to tell", Act.OTHER, lambda s: "refuse" in s.cue and "tells nothing" in s.signs),
    ("refuse", Act.COMMITMENT, lambda s: "refuse" in s.cue),
    ("question", Act.OTHER, _asks_question),
    ("warn", Act.WARNING, lambda s: bool(s.cue & {"warn", "fear"}) and "feel" not in s.cue),
    ("accuse", Act.ACCUSATION, lambda s: "accuse" in s.cue),
    ("blames in doubt", Act.ACCUSATION, _blames),
    ("demand", Act.DEMAND, _demands),
    ("tells to", Act.DEMAND, _tells_to),
    ("seek", Act.DEMAND, lambda s: "seek" in s.cue),
    ("predict", Act.FORECAST, lambda s: "predict" in s.cue),
    ("weigh", Act.COMMITMENT, _weighs),
    ("commit", Act.COMMITMENT, _commits),
    ("announce", Act.COMMITMENT, lambda s: "announce" in s.cue and s.frame in ("thing", "question", "ing")),
    ("judge", Act.EVALUATION, _judges),
    ("topic", Act.OTHER, lambda s: "topic" in s.cue),
    ("hope", Act.OTHER, lambda s: "hope" in s.cue),
    ("propose", Act.DEMAND, _proposes),
    ("thanks", Act.OTHER, lambda s: s.plain() and "first thanks" in s.signs),
    ("asked back", Act.OTHER, lambda s: s.plain() and "ends asking" in s.signs),
    ("should", Act.DEMAND, lambda s: s.plain() and _should(s)),
    ("imperative", Act.DEMAND, lambda s: s.plain() and "first imperative" in s.signs and s.frame == "quote"),
    ("future own", Act.COMMITMENT, lambda s: "future own" in s.signs and "past" not in s.main),
    (
        "bad to come",
        Act.WARNING,
        lambda s: s.plain() and "bad_to_come" in s.main and bool(s.main & {"may", "will", "if"}),
    ),
    ("decided", Act.COMMITMENT, _decided),
    ("future others", Act.FORECAST, lambda s: "future others" in s.signs and "future have" not in s.signs),
    ("fears", Act.WARNING, lambda s: s.plain() and "own fear" in s.signs and "own feel" not in s.signs),
    ("hopes", Act.OTHER, lambda s: s.plain() and "own hope" in s.signs and "past" not in s.main),
    ("rejects", Act.DENIAL, _denies_in_content),
    ("wrong done", Act.ACCUSATION, _wrong_done),
    ("good or bad", Act.EVALUATION, _good_or_bad),
    ("characterises", Act.EVALUATION, _characterises),
    ("short quotation", Act.EVALUATION, _short_quote),
    ("argue", Act.EVALUATION, lambda s: "argue" in s.cue),
)


def rule_for(signs: Signs) -> tuple[str, Act]:
    """The first rule that fits, by its name, and its act; `plain` and an assertion where none does."""
    for name, act, fits in RULES:
        if fits(signs):
            return name, act
    return "plain", Act.ASSERTION


def certainty_for(signs: Signs, act: Act) -> Certainty:
    """How firmly it is put, by the cue, the hedges and the act that a rule told."""
    cue, main = signs.cue, signs.main
    judging = bool(cue & {"criticise", "praise", "support", "feel", "describe"}) and not signs.plain()
    bare = act is Act.EVALUATION and "no cue" in signs.signs
    if act in (Act.DEMAND, Act.OTHER) or judging or bare:
        return Certainty.UNKNOWN
    afraid = "own fear" in signs.signs and act is Act.WARNING
    open_ = bool(cue & {"alleged", "fear", "weigh"}) or "may" in main
    if afraid or (open_ and "own think" not in signs.signs):
        return Certainty.POSSIBLE
    thought = "own think" in signs.signs or "likely" in main
    if thought or cue & {"think", "suspected", "hint", "predict"}:
        return Certainty.PROBABLE
    return Certainty.POSSIBLE if "could" in main else Certainty.CERTAIN
