"""The filters of a search as options of the command line, the same for every command that has them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from onrecord.ledger.query import Query

Words = Annotated[
    str | None,
    typer.Argument(
        metavar="[WORDS]",
        help='Words of the content: withdraw*, "a phrase", -without, OR. Begin with -- before a first -word.',
    ),
]
WordsOption = Annotated[
    str | None,
    typer.Option(
        "--words", metavar="WORDS", help='Words of the content: withdraw*, "a phrase", -without, OR.'
    ),
]
Several = list[str] | None


def _option(help_text: str, *names: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, help=help_text, metavar=metavar)


Speaker = Annotated[Several, _option("Name of a person or body, any that it goes by, or an id.", "--speaker")]
Type = Annotated[Several, _option("person, organisation, state, media, document or group.", "--type")]
Anonymous = Annotated[
    bool | None,
    typer.Option("--anonymous/--named", help="Sources that reports keep unnamed, or those named."),
]
Affiliation = Annotated[Several, _option("Country, party or body spoken for.", "--affiliation")]
Act = Annotated[Several, _option("assertion, denial, accusation, commitment, threat, warning …", "--act")]
Certainty = Annotated[Several, _option("certain, probable, possible or unknown.", "--certainty")]
Polarity = Annotated[Several, _option("positive or negative.", "--polarity")]
Mode = Annotated[Several, _option("direct, indirect or mixed.", "--mode")]
Channel = Annotated[Several, _option("Medium of the utterance, such as Telegram.", "--channel")]
Audience = Annotated[Several, _option("Whom it was said to, such as reporters.", "--audience")]
Place = Annotated[Several, _option("A place named in it.", "--place")]
Country = Annotated[Several, _option("Country of such a place, ISO 3166.", "--country", metavar="CC")]
Said = Annotated[
    str | None, _option("When it was said: 2022-03, 2022-03-20.., ..2022-04-02.", "--said", metavar="PERIOD")
]
About = Annotated[
    str | None,
    _option(
        "When its event is: a period, or past, present, future, none.", "--about", metavar="PERIOD|STATUS"
    ),
]
Measure = Annotated[Several, _option("What a figure in it counts: killed, wounded, money …", "--measure")]
Event = Annotated[Several, _option("PLOVER type of its event, such as ASSAULT.", "--event")]
Report = Annotated[Several, _option("Id of a report; with * at its end all that begin so.", "--report")]
Publisher = Annotated[Several, _option("Outlet.", "--publisher")]
PublishedIn = Annotated[
    str | None, _option("When the report was published.", "--published", metavar="PERIOD")
]
Corrected = Annotated[
    bool | None, typer.Option("--corrected/--uncorrected", help="What people corrected, or what nobody did.")
]
NoCopies = Annotated[
    bool, typer.Option("--no-copies", "--without-copies", help="Leave near-copies of other reports out.")
]
MinConfidence = Annotated[float, typer.Option(min=0, max=1, help="Leave out statements less sure than this.")]


def query_of(words: str | None, options: dict[str, Any]) -> Query:
    """The query of a command's options, by their names."""
    filters = {name: value for name, value in options.items() if value not in (None, [])}
    anonymous, no_copies = filters.pop("anonymous", None), filters.pop("no_copies", False)
    if anonymous is not None:
        filters["named"] = not anonymous
    filters["copies"] = not no_copies
    filters["confidence"] = filters.pop("min_confidence", 0.0)
    return Query.of(words, **filters)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes a `query`, with all filters as options in its place.

    Words are its argument, or the option --words where it has arguments of its
    own. A parameter of the command that has the name of a filter is both.
    """
    own = inspect.signature(command, eval_str=True)
    given = {name: p for name, p in own.parameters.items() if name != "query"}
    filters = dict(inspect.signature(_filters, eval_str=True).parameters)
    if "files" in given:
        filters["words"] = filters["words"].replace(annotation=WordsOption)
    kept = [filters["words"], *given.values()]
    kept += [p for name, p in filters.items() if name != "words" and name not in given]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in kept]

    @functools.wraps(command)
    def run(**values: Any) -> None:
        chosen = {name: values[name] if name in given else values.pop(name) for name in filters}
        words = chosen.pop("words")
        command(query=query_of(words, chosen), **values)

    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _filters(
    words: Words = None,
    speaker: Speaker = None,
    type: Type = None,
    anonymous: Anonymous = None,
    affiliation: Affiliation = None,
    act: Act = None,
    certainty: Certainty = None,
    polarity: Polarity = None,
    mode: Mode = None,
    channel: Channel = None,
    audience: Audience = None,
    place: Place = None,
    country: Country = None,
    said: Said = None,
    about: About = None,
    measure: Measure = None,
    event: Event = None,
    report: Report = None,
    publisher: Publisher = None,
    published: PublishedIn = None,
    corrected: Corrected = None,
    no_copies: NoCopies = False,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """The filters, for their signature alone."""
