"""A hit as one flat row, for tables, CSV and pandas."""

from __future__ import annotations

from dataclasses import dataclass, fields

from onrecord.record.found import Hit

Cell = str | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """The columns are the fields, in this order; what is several is a tuple."""

    id: str
    report: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    copy_of: str | None
    speaker: str | None
    person: str | None
    speaker_type: str | None
    named: bool | None
    affiliation: str | None
    source: str
    cue: str
    content: str
    mode: str | None
    act: str | None
    certainty: str | None
    polarity: str | None
    said: str | None
    about_status: str | None
    about_start: str | None
    about_end: str | None
    channel: str | None
    audience: str | None
    places: tuple[str, ...]
    countries: tuple[str, ...]
    events: tuple[str, ...]
    via: tuple[str, ...]
    within: str | None
    confidence: float
    made_by: str

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(f.name for f in fields(cls))

    def values(self) -> tuple[Cell, ...]:
        """The cells."""
        return tuple(getattr(self, name) for name in self.columns())


def found_row(hit: Hit) -> FoundRow:
    """The row of a hit."""
    one, speaker, report = hit.statement, hit.speaker, hit.report
    return FoundRow(
        id=hit.id,
        report=report.id,
        title=report.title,
        publisher=report.publisher,
        published=report.published,
        url=report.url,
        copy_of=report.copy_of,
        speaker=speaker.name if speaker else None,
        person=hit.person.name if hit.person else None,
        speaker_type=speaker.type if speaker else None,
        named=speaker.named if speaker else None,
        affiliation=speaker.affiliation if speaker else None,
        source=one.source.text,
        cue=one.cue.text,
        content=one.content.text,
        mode=one.content.mode,
        act=one.act,
        certainty=one.certainty,
        polarity=one.polarity,
        said=one.said.date,
        about_status=one.about.status,
        about_start=one.about.start,
        about_end=one.about.end,
        channel=one.channel,
        audience=one.audience,
        places=tuple(dict.fromkeys(place.name for place in one.places)),
        countries=tuple(dict.fromkeys(place.country for place in one.places if place.country)),
        events=tuple(dict.fromkeys(event.type for event in one.events)),
        via=tuple(link.text for link in one.via),
        within=f"{report.id}:{one.within}" if one.within else None,
        confidence=one.confidence,
        made_by=hit.made_by,
    )
