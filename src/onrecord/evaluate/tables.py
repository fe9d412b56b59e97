"""Tables: scores and runs, for people to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.evaluate.run import Evaluation, Run

Scores = Mapping[str, Any]

_RATES = ("P", "R", "F1")
_MEASURES = {"exact": "exact", "exact_nopunct": "no punctuation", "token": "words"}
_LEVELS = {"lenient": "lenient", "lenient_no_cue": "lenient, any cue", "strict": "strict"}
_PAIR = {
    "source_right": "source right",
    "source_missing": "source missing",
    "source_disjoint": "another source",
    "source_given_gold_has_none": "source where gold has none",
    "cue_right": "cue right",
}
_PLACE_COLUMNS = {
    "found_and_near": "found, within 161 km",
    "near_of_found": "of found within 161 km",
    "mean_km": "mean km",
    "median_km": "median km",
}
_FIELD_COLUMNS = ("accuracy", "macro_f1", "p", "r", "f1")


def attribution_report(evaluation: Evaluation) -> Group:
    """The scores of attribution, with the run they come from."""
    return Group(
        *attribution_tables(evaluation.scores), run_table(evaluation.run), *_failures(evaluation.run)
    )


def records_report(evaluation: Evaluation) -> Group:
    """The scores of whole records, overall and by part, with the run they come from."""
    tables = record_tables(evaluation.scores, evaluation.parts)
    return Group(*tables, run_table(evaluation.run), *_failures(evaluation.run))


def comparisons_report(evaluation: Evaluation) -> Group:
    """The scores of comparisons, from the texts and from annotated statements, by cluster."""
    tables = [
        _comparison_table(f"{cluster}, statements as {way}", scores)
        for way, clusters in evaluation.scores.items()
        for cluster, scores in clusters.items()
    ]
    return Group(*tables, run_table(evaluation.run), *_failures(evaluation.run))


def _comparison_table(title: str, scores: Scores) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("", *_RATES, "gold", "given"):
        table.add_column(name, justify="left" if not name else "right")
    accounts = scores["accounts"]
    table.add_row("accounts (B-cubed)", *(f"{accounts[k]:.1f}" for k in ("p", "r", "f1")), "", "")
    for name, rates in scores["relations"].items():
        counts = (str(rates["gold"]), str(rates["predicted"]))
        table.add_row(name, *(f"{rates[k]:.1f}" for k in ("p", "r", "f1")), *counts)
    return table


def places_report(evaluation: Evaluation) -> Group:
    """The scores of finding and resolving places, by corpus and half, with the run they come from."""
    corpora = evaluation.scores["corpora"]
    return Group(
        *(_places_table(name, scores) for name, scores in corpora.items()), run_table(evaluation.run)
    )


def events_report(scores: Scores) -> Group:
    """What `events.evaluate_events` gives: classes, what is told and left open, parties."""
    return Group(
        _class_table(scores),
        _told_table(scores),
        Text(f"{scores['model']}, corpus {scores['corpus_sha256']}"),
    )


def attribution_tables(scores: Scores) -> list[Table]:
    """What `attribution.score` gives, as tables; rates in per cent."""
    return [
        _level_table(scores),
        _role_table(scores["roles"]),
        _kind_table(scores["content_recall_by_type"]),
        _pair_table(scores["given_content_found"]),
        _citron_table(scores["citron_style"]),
    ]


def record_tables(scores: Scores, parts: Mapping[str, Scores] | None = None) -> list[Table]:
    """What `records.score` gives, as tables: the statements by part, the fields overall."""
    return [_statement_table(scores, parts or {}), _field_table(scores["fields"])]


def run_table(run: Run) -> Table:
    """What was run on what, and how fast."""
    table = Table(title="Run", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    rows = {
        "model": run.model or "not named",
        "corpus": run.corpus,
        "SHA-256": run.corpus_sha256,
        "articles": str(run.articles),
        "not read": str(len(run.failures)),
        "words": f"{run.words:,}",
        "wall seconds": f"{run.wall_seconds:.1f}",
        "CPU seconds": f"{run.cpu_seconds:.1f}",
        "words per CPU second": f"{run.words_per_cpu_second:,.0f}",
    }
    for name, value in rows.items():
        table.add_row(name, Text(value))
    return table


def _failures(run: Run) -> list[RenderableType]:
    if not run.failures:
        return []
    heading = Text(
        f"{len(run.failures)} of {run.articles} could not be read and count as empty:", style="bold"
    )
    lines = [Text(f"  {failure.id}: {failure.message} ({failure.error})") for failure in run.failures]
    return [heading, *lines]


# ---------------------------------------------------------------- attribution
def _level_table(scores: Scores) -> Table:
    title = (
        f"Attributions: {scores['gold_attributions']:,} gold, {scores['pred_attributions']:,} predicted, "
        f"{scores['articles']:,} articles"
    )
    table = _table(title, "", *_RATES, "95 % of F1")
    for level, name in _LEVELS.items():
        bounds = scores.get("lenient_F1_ci95") if level == "lenient" else None
        interval = f"{_shown(bounds[0])} to {_shown(bounds[1])}" if bounds else ""
        table.add_row(name, *_rates(scores["attribution"][level]), interval)
    return table


def _role_table(roles: Scores) -> Table:
    table = _table("Elements", "", *_RATES)
    for role, measures in roles.items():
        for name, shown in _MEASURES.items():
            table.add_row(f"{role}, {shown}", *_rates(measures[name]), end_section=name == "token")
    return table


def _kind_table(kinds: Scores) -> Table:
    columns = {
        "exact": "exact",
        "found_f1_50": "found",
        "token": "words",
        "lenient": "lenient",
        "lenient_no_cue": "lenient, any cue",
    }
    table = _table("Recall by kind of content", "", "gold", *columns.values())
    for kind, rates in kinds.items():
        table.add_row(kind, str(rates["gold"]), *(_shown(rates[name]) for name in columns))
    return table


def _pair_table(found: Scores) -> Table:
    table = _table(f"Where the content is found ({found['pairs']:,} pairs)", "", "per cent")
    for name, shown in _PAIR.items():
        table.add_row(shown, _shown(found[name]))
    return table


def _citron_table(citron: Scores) -> Table:
    table = _table("As Citron counts", "", *(f"{kind} {rate}" for kind in citron for rate in _RATES))
    for name in next(iter(citron.values())):
        table.add_row(name, *(cell for rates in citron.values() for cell in _rates(rates[name])))
    return table


# -------------------------------------------------------------------- records
def _statement_table(scores: Scores, parts: Mapping[str, Scores]) -> Table:
    table = _table("Statements", "part", "gold", "predicted", "P", "R", "F1", "nested found", "whole")
    for name, part in {**parts, "all": scores}.items():
        table.add_row(
            name,
            str(part["statements"]["gold"]),
            str(part["statements"]["predicted"]),
            *(_shown(part["found"][rate]) for rate in ("p", "r", "f1")),
            _shown(part["nested found"]),
            _shown(part["whole"]),
        )
    return table


def _field_table(fields: Scores) -> Table:
    table = _table("Fields of the statements found", "", "accuracy", "macro F1", "P", "R", "F1")
    for name, rates in fields.items():
        table.add_row(name, *(_shown(rates.get(column)) for column in _FIELD_COLUMNS))
    return table


# --------------------------------------------------------------------- places
def _places_table(corpus: str, scores: Scores) -> Table:
    asked = "peoples asked for" if scores["peoples"] else "no peoples"
    table = _table(f"Places in {corpus} ({asked})", "articles", "gold", *_RATES, *_PLACE_COLUMNS.values())
    for half in ("tuned", "unseen", "all"):
        rates = scores[half]
        cells = (*_rates(rates), *(_shown(rates[column]) for column in _PLACE_COLUMNS))
        table.add_row(half, f"{rates['gold']:,}", *cells)
    return table


# ---------------------------------------------------------------------- cells
def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _rates(rates: Mapping[str, float]) -> Iterable[str]:
    return [_shown(rates[rate]) for rate in _RATES]


def _shown(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1f}"


# --------------------------------------------------------------------- events
def _class_table(scores: Scores) -> Table:
    types = scores["types"]
    title = (
        f"Likeliest class: {scores['sentences']:,} sentences, "
        f"accuracy {types['accuracy']}, macro-F1 {types['macro_f1']}"
    )
    table = _table(title, "", "gold", *_RATES)
    for name, rates in types["classes"].items():
        table.add_row(name, str(rates["gold"]), *(_shown(rates[r]) for r in ("p", "r", "f1")))
    return table


def _told_table(scores: Scores) -> Table:
    table = _table("Told", "", "told", "right of those told", "of all")
    told = scores["told"]
    table.add_row("type", *map(_shown, (told["told"], told["precision"], told["accuracy"])))
    for role in ("actor", "recipient"):
        party = scores[role]
        table.add_row(
            f"{role}, words F1", *map(_shown, (party["told"], party["token_f1_of_told"], party["token_f1"]))
        )
    return table
