"""The filters of a search as parameters: those of `Query`, which the command line has too."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from onrecord.ledger.listing import ReportQuery
from onrecord.ledger.query import Query
from onrecord.record import Act, Certainty, EventStatus, Measure, Mode, Polarity, SpeakerType, Status
from onrecord.web.rest.shapes import Words

Several = Annotated[list[Words], Field(max_length=50)]


def _told(text: str) -> Any:
    return Field(description=text)


class Filters(BaseModel):
    """Of one field any value may be met, of several fields all must be."""

    model_config = ConfigDict(extra="ignore")

    words: Annotated[Words | None, _told('withdraw*, "a phrase", -without, OR')] = None
    speaker: Annotated[Several, _told("any name of a person or body, or an id")] = []
    type: Annotated[list[SpeakerType], _told("kind of source")] = []
    named: Annotated[bool | None, _told("false for sources that reports keep unnamed")] = None
    affiliation: Annotated[Several, _told("country, party or body spoken for")] = []
    act: Annotated[list[Act], _told("what the speaker does with it")] = []
    certainty: Annotated[list[Certainty], _told("how firmly it is put")] = []
    polarity: Annotated[list[Polarity], _told("negative where it is negated or denied")] = []
    mode: Annotated[list[Mode], _told("whether it is quoted")] = []
    channel: Annotated[Several, _told("medium of the utterance")] = []
    audience: Annotated[Several, _told("whom it was said to")] = []
    place: Annotated[Several, _told("a place named in it, by any name it has in the ledger")] = []
    country: Annotated[Several, _told("ISO 3166 code of such a place")] = []
    said: Annotated[Words | None, _told("2022-03, 2022-03-20.., ..2022-04-02")] = None
    about: Annotated[Words | None, _told("when its event is: a period")] = None
    about_status: Annotated[list[Status], _told("when its event is, seen from the utterance")] = []
    measure: Annotated[list[Measure], _told("what a figure in it counts")] = []
    event: Annotated[Several, _told("PLOVER type of its event")] = []
    event_status: Annotated[list[EventStatus], _told("how real its event is")] = []
    report: Annotated[Several, _told("id of a report; with * at its end all that begin so")] = []
    publisher: Annotated[Several, _told("outlet")] = []
    published: Annotated[Words | None, _told("when the report was published: a period")] = None
    corrected: Annotated[bool | None, _told("what people changed, or what nobody did")] = None
    copies: Annotated[bool, _told("false leaves near-copies of other reports out")] = True
    confidence: Annotated[float, Field(description="least confidence", ge=0, le=1)] = 0.0

    def only_filters(self) -> Filters:
        """The filters without what a list of its own adds to them."""
        return Filters(**self.model_dump(include=set(Filters.model_fields)))

    def query(self) -> Query:
        """The query; raises `QueryError`."""
        given = self.model_dump(exclude_defaults=True)
        return Query.of(given.pop("words", None), **given)


class ReportFilters(BaseModel):
    """Filters on reports."""

    model_config = ConfigDict(extra="ignore")

    words: Annotated[Words | None, _told("words of title, outlet or id")] = None
    publisher: Annotated[Words | None, _told("outlet")] = None
    published: Annotated[Words | None, _told("2022-03, 2022-03-20.., ..2022-04-02")] = None
    copies: Annotated[bool, _told("false leaves near-copies of other reports out")] = True
    corrected: Annotated[
        bool | None, _told("with statements that people accepted or corrected, or without")
    ] = None

    def query(self) -> ReportQuery:
        """The query; raises `QueryError`."""
        return ReportQuery.of(**self.model_dump(exclude_defaults=True))
