"""Places: where the things happen that a statement speaks of."""

from __future__ import annotations

from dataclasses import replace

from onrecord.interpret.gazetteer import Entry, Kind
from onrecord.interpret.toponyms import Finder, Toponym
from onrecord.record import Candidate, Draft, Place, Precision, Span, Statement, Trace

_BY = "places/1"
_PRECISION = {Kind.COUNTRY: Precision.COUNTRY, Kind.CITY: Precision.CITY}


def tell_places(draft: Draft) -> Draft:
    """Gives every statement the places that its content names."""
    finder = Finder(draft.report.text)
    return replace(draft, statements=tuple(_with_places(s, finder) for s in draft.statements))


def _with_places(statement: Statement, finder: Finder) -> Statement:
    inside = [t for t in finder.toponyms if not t.people and any(t.span.within(s) for s in statement.content.spans)]
    seen=set(); out=[]
    for t in inside:
        if t.name not in seen: seen.add(t.name); out.append(t)
    return replace(statement, places=tuple(Place(t.name,t.span) for t in out))
