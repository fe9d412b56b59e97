"""Four invented reports on one fire, and how they stand together, written out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.record import (
    Account,
    AccountFigure,
    Act,
    Aspect,
    Basis,
    Certainty,
    Comparison,
    Cue,
    Due,
    Figure,
    Measure,
    Origin,
    Polarity,
    Promise,
    PromiseState,
    Record,
    Relation,
    RelationKind,
    Said,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    StatementKey,
)
from tests.export.conftest import report, statement

MINISTRY = Speaker("p1", "Interior Ministry of Ostrel", SpeakerType.ORGANISATION, True, (), None, ())
UNION = Speaker("p2", "Ferrow Miners' Union", SpeakerType.ORGANISATION, True, (), None, ())
COMPANY = Speaker("p3", "Orsk Mining", SpeakerType.ORGANISATION, True, (), None, ())
MINISTER = Speaker("p4", "Dana Velt", SpeakerType.PERSON, True, ("interior minister",), None, ())
FAMILIES = Speaker("p5", "a committee of the families", SpeakerType.GROUP, False, (), None, ())
SPEAKERS = (MINISTRY, UNION, COMPANY, MINISTER, FAMILIES)

GAZETTE = """Fire in the Ferrow tunnel

The Interior Ministry of Ostrel said on Monday that at least 12 people were killed in the Ferrow tunnel.

The Ferrow Miners' Union put the dead at 30. It accused Orsk Mining of locking the gates. Orsk Mining denied \
that the gates had been locked.

"We will publish the list of the missing by Friday if the families agree," said Dana Velt, the interior \
minister. Orsk Mining promised to pay for the funerals.
"""

POST = """The Interior Ministry of Ostrel said at least 12 people were killed in the Ferrow tunnel. \
Dozens were hurt, the Ferrow Miners' Union said.
"""

KESH = """The Interior Ministry of Ostrel said on Thursday that 19 people, including 4 children, had died.

Orsk Mining conceded that a gate might have been locked.
"""

LATER = """The Interior Ministry of Ostrel corrected its toll to 17 dead on Sunday.

The list of the missing was published on Friday, a committee of the families said. \
No list was published, the Ferrow Miners' Union said.
"""


def _said(
    text: str, name: str, who: Speaker, sentence: str, words: tuple[str, str, str], **known: Any
) -> Statement:
    """A statement by words of one sentence: source, cue, content; figures as (measure, low, high, words)."""
    start = text.index(sentence)

    def at(phrase: str) -> tuple[Span]:
        place = start + sentence.index(phrase)
        return (Span(place, place + len(phrase)),)

    source, cue, content = words
    known["figures"] = tuple(
        Figure(m, low, high, False, None, None, *at(w)) for m, low, high, w in known.get("figures", ())
    )
    made = statement(
        text,
        name,
        who.id,
        at(source),
        at(cue),
        content=at(content),
        **{"act": Act.ASSERTION, "certainty": Certainty.CERTAIN, "polarity": Polarity.POSITIVE, **known},
    )
    lemma = {"corrected": "correct", "denied": "deny"}.get(cue, "say")
    return replace(made, cue=Cue(made.cue.spans, made.cue.text, lemma))


def _day(day: str) -> Said:
    return Said(f"2031-03-{day}", Basis.STATED)


KILLED, WOUNDED = Measure.KILLED, Measure.WOUNDED
PLEDGE = '"We will publish the list of the missing by Friday if the families agree,"'
TOLL = "at least 12 people were killed in the Ferrow tunnel"

_GAZETTE = (
    _said(
        GAZETTE,
        "s1",
        MINISTRY,
        f"The Interior Ministry of Ostrel said on Monday that {TOLL}.",
        ("Interior Ministry of Ostrel", "said", f"that {TOLL}"),
        figures=((KILLED, 12, None, "at least 12 people"),),
        said=_day("03"),
    ),
    _said(
        GAZETTE,
        "s2",
        UNION,
        "The Ferrow Miners' Union put the dead at 30.",
        ("Ferrow Miners' Union", "put", "the dead at 30"),
        figures=((KILLED, 30, 30, "30"),),
    ),
    _said(
        GAZETTE,
        "s3",
        UNION,
        "It accused Orsk Mining of locking the gates.",
        ("It", "accused", "Orsk Mining of locking the gates"),
        act=Act.ACCUSATION,
    ),
    _said(
        GAZETTE,
        "s4",
        COMPANY,
        "Orsk Mining denied that the gates had been locked.",
        ("Orsk Mining", "denied", "that the gates had been locked"),
        act=Act.DENIAL,
        polarity=Polarity.NEGATIVE,
    ),
    _said(
        GAZETTE,
        "s5",
        MINISTER,
        f"{PLEDGE} said Dana Velt, the interior minister.",
        (
            "Dana Velt, the interior minister",
            "said",
            PLEDGE,
        ),
        act=Act.COMMITMENT,
        condition="if the families agree",
        due=Due(None, "2031-03-07"),
    ),
    _said(
        GAZETTE,
        "s6",
        COMPANY,
        "Orsk Mining promised to pay for the funerals.",
        ("Orsk Mining", "promised", "to pay for the funerals"),
        act=Act.COMMITMENT,
    ),
)
_POST = (
    _said(
        POST,
        "s1",
        MINISTRY,
        f"The Interior Ministry of Ostrel said {TOLL}.",
        ("Interior Ministry of Ostrel", "said", TOLL),
        figures=((KILLED, 12, None, "at least 12 people"),),
    ),
    _said(
        POST,
        "s2",
        UNION,
        "Dozens were hurt, the Ferrow Miners' Union said.",
        ("Ferrow Miners' Union", "said", "Dozens were hurt"),
        figures=((WOUNDED, None, None, "Dozens"),),
    ),
)
_KESH = (
    _said(
        KESH,
        "s1",
        MINISTRY,
        "The Interior Ministry of Ostrel said on Thursday that 19 people, including 4 children, had died.",
        ("Interior Ministry of Ostrel", "said", "that 19 people, including 4 children, had died"),
        figures=((KILLED, 19, 19, "19 people"), (KILLED, 4, 4, "4 children")),
        said=_day("06"),
    ),
    _said(
        KESH,
        "s2",
        COMPANY,
        "Orsk Mining conceded that a gate might have been locked.",
        ("Orsk Mining", "conceded", "that a gate might have been locked"),
        certainty=Certainty.POSSIBLE,
    ),
)
_LATER = (
    _said(
        LATER,
        "s1",
        MINISTRY,
        "The Interior Ministry of Ostrel corrected its toll to 17 dead on Sunday.",
        ("Interior Ministry of Ostrel", "corrected", "its toll to 17 dead"),
        figures=((KILLED, 17, 17, "17 dead"),),
        said=_day("09"),
    ),
    _said(
        LATER,
        "s2",
        FAMILIES,
        "The list of the missing was published on Friday, a committee of the families said.",
        ("a committee of the families", "said", "The list of the missing was published on Friday"),
    ),
    _said(
        LATER,
        "s3",
        UNION,
        "No list was published, the Ferrow Miners' Union said.",
        ("Ferrow Miners' Union", "said", "No list was published"),
        polarity=Polarity.NEGATIVE,
    ),
)


def _record(name: str, text: str, publisher: str, day: str, statements: tuple[Statement, ...]) -> Record:
    own = report(
        text,
        title=None,
        id=name,
        path=f"{name}.txt",
        publisher=publisher,
        published=f"2031-03-{day}",
        url=None,
    )
    return Record(own, SPEAKERS, statements)


RECORDS = (
    _record("gazette", GAZETTE, "The Ostrel Gazette", "04", _GAZETTE),
    _record("post", POST, "Northern Post", "04", _POST),
    _record("kesh", KESH, "Radio Kesh", "07", _KESH),
    _record("later", LATER, "The Ostrel Gazette", "10", _LATER),
)


def _relation(
    a: StatementKey, b: StatementKey, kind: RelationKind, because: str, aspect: Aspect | None = None
) -> Relation:
    return Relation(a, b, kind, aspect, 0.7, because)


_TOLL = (("gazette", "s1"), ("gazette", "s2"), ("post", "s1"), ("kesh", "s1"), ("later", "s1"))
_GATES = (("gazette", "s3"), ("gazette", "s4"), ("kesh", "s2"))
_LIST = (("gazette", "s5"), ("later", "s2"), ("later", "s3"))


def _figures() -> tuple[AccountFigure, ...]:
    named = {MINISTRY.id: MINISTRY.name, UNION.id: UNION.name}
    by_id = {record.report.id: record for record in RECORDS}
    return tuple(
        AccountFigure(
            key,
            f.measure,
            f.low,
            f.high,
            made.said.date or by_id[key[0]].report.published,
            named[made.source.speaker or ""],
        )
        for key in _TOLL
        if (made := by_id[key[0]].statement(key[1]))
        for f in made.figures
    )


STORY = Comparison(
    RECORDS,
    (
        _relation(_TOLL[0], _TOLL[2], RelationKind.REPEATS, "the same words"),
        _relation(_TOLL[0], _TOLL[1], RelationKind.CONFLICTS, "at least 12 killed against 30", Aspect.FIGURE),
        _relation(_TOLL[0], _TOLL[3], RelationKind.UPDATES, "at least 12 killed against 19"),
        _relation(_TOLL[3], _TOLL[4], RelationKind.UPDATES, "19 killed against 17"),
        _relation(_TOLL[1], _TOLL[3], RelationKind.CONFLICTS, "30 killed against 19", Aspect.FIGURE),
        _relation(
            _GATES[0],
            _GATES[1],
            RelationKind.CONFLICTS,
            "one blames, the other denies",
            Aspect.RESPONSIBILITY,
        ),
        _relation(_LIST[0], _LIST[1], RelationKind.FULFILS, "says in words that it was kept"),
        _relation(_LIST[0], _LIST[2], RelationKind.BREAKS, "says in words that it was not kept"),
    ),
    (
        Account(
            "a1",
            "killed in the Ferrow tunnel",
            _TOLL,
            (Origin(MINISTRY.name, ("gazette", "kesh", "later", "post")), Origin(UNION.name, ("gazette",))),
            _figures(),
        ),
        Account(
            "a2",
            "locking the gates",
            _GATES,
            (Origin(COMPANY.name, ("gazette", "kesh")), Origin(UNION.name, ("gazette",))),
        ),
        Account(
            "a3",
            "list of the missing",
            _LIST,
            (
                Origin(MINISTER.name, ("gazette",)),
                Origin(UNION.name, ("later",)),
                Origin(FAMILIES.name, ("later",)),
            ),
        ),
    ),
    (
        Promise(_LIST[0], PromiseState.DISPUTED, (_LIST[1], _LIST[2])),
        Promise(("gazette", "s6"), PromiseState.OPEN),
    ),
)


def hostile(evil: str) -> Comparison:
    """The story with some words in every name, matter, title and statement."""
    speakers = tuple(replace(s, name=s.name + evil, roles=(evil,), affiliation=evil) for s in SPEAKERS)
    records = tuple(
        replace(
            record,
            report=replace(
                record.report, title=evil, publisher=evil + record.report.id, url=evil, bylines=(evil,)
            ),
            speakers=speakers,
            statements=tuple(
                replace(
                    s,
                    content=replace(s.content, text=evil + s.content.text),
                    cue=replace(s.cue, text="said " + evil),
                    condition=evil if s.condition else None,
                )
                for s in record.statements
            ),
        )
        for record in RECORDS
    )
    accounts = tuple(
        replace(
            a, matter=a.matter + evil, origins=tuple(replace(o, speaker=o.speaker + evil) for o in a.origins)
        )
        for a in STORY.accounts
    )
    relations = tuple(replace(r, because=r.because + evil) for r in STORY.relations)
    return Comparison(records, relations, accounts, STORY.promises)
