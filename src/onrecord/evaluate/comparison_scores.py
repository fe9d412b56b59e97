"""Scores of comparisons: accounts and relations across reports, against gold.

Statements are aligned to gold ones by shared content, as in `records`. What
can't be aligned is left out of precision, what was not found counts against
recall. Measured:

    accounts    extended B-cubed over the statements that stand in a gold
                account (Amigó et al. 2009); right for statements in several
    relations   for every relation: precision, recall, F1 over unordered pairs
    contrast    the same for conflicts, updates, breaks ("apart") against
                agrees, repeats, fulfils ("together")
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.records import pair
from onrecord.evaluate.sides import Json, gold_sides, record_sides
from onrecord.evaluate.tally import Tally

Key = tuple[str, str]
Groups = Sequence[Collection[Any]]

APART = frozenset({"conflicts", "updates", "breaks"})
"""Relations that hold two statements against each other; the others put them together."""


def score(links: Json, comparison: Json, where: Mapping[Key, Key]) -> dict[str, Any]:
    """Scores a comparison, as its JSON, against a gold cluster; `where` aligns its statements to gold.

    Rates are in per cent with one decimal.
    """
    gold, given = defaultdict[frozenset[Key], set[str]](set), defaultdict[frozenset[Key], set[str]](set)
    for link in links["links"]:
        gold[frozenset((_key(link["a"]), _key(link["b"])))].add(link["relation"])
    for link in comparison.get("relations", []):
        a, b = where.get(_key(link["a"])), where.get(_key(link["b"]))
        if a and b and a != b:
            given[frozenset((a, b))].add(link["relation"])
    names = sorted({name for found in (*gold.values(), *given.values()) for name in found})
    relations = {name: _rates(gold, given, {name}) for name in names}
    together = {name for name in names if name not in APART}
    relations["contrast: apart"] = _rates(gold, given, APART)
    relations["contrast: together"] = _rates(gold, given, together)
    accounts = [{_key(k) for k in account["statements"]} for account in links["accounts"]]
    found = [
        {where[_key(k)] for k in account["statements"] if _key(k) in where}
        for account in comparison.get("accounts", [])
    ]
    return {
        "relations": relations,
        "aligned statements": len(where),
        "accounts": bcubed(accounts, [group for group in found if group]),
    }


def align(gold: Mapping[str, Json], comparison: Json) -> dict[Key, Key]:
    """The gold statement for each statement of a comparison that has one; `gold` by report id.

    Reports are known by the stem of their path.
    """
    where: dict[Key, Key] = {}
    for record in comparison.get("reports", []):
        report = Path(record["report"].get("path") or "").stem
        if report in gold:
            wanted, given = gold_sides(gold[report]), record_sides(record)
            for i, j in pair(wanted, given):
                where[record["report"]["id"], given[j].id] = (report, wanted[i].id)
    return where


def bcubed(gold: Groups, given: Groups) -> dict[str, float]:
    """Extended B-cubed of groups that may overlap, over the items of the gold ones."""
    of_gold, of_given = _memberships(gold), _memberships(given)
    items = sorted(of_gold)
    for number, item in enumerate(items):
        of_given.setdefault(item, {-1 - number})
    precision = recall = 0.0
    for item in items:
        shares_p, shares_r = [], []
        for other in items:
            wanted = len(of_gold[item] & of_gold[other])
            found = len(of_given[item] & of_given[other])
            if found:
                shares_p.append(min(wanted, found) / found)
            if wanted:
                shares_r.append(min(wanted, found) / wanted)
        precision += sum(shares_p) / len(shares_p)
        recall += sum(shares_r) / len(shares_r)
    if not items:
        return {"p": 0.0, "r": 0.0, "f1": 0.0}
    p, r = precision / len(items), recall / len(items)
    f1 = 200 * p * r / (p + r) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(f1, 1)}


def _memberships(groups: Groups) -> dict[Any, set[int]]:
    found: dict[Any, set[int]] = {}
    for number, group in enumerate(groups):
        for item in group:
            found.setdefault(item, set()).add(number)
    return found


def _rates(
    gold: Mapping[frozenset[Key], set[str]], given: Mapping[frozenset[Key], set[str]], names: Collection[str]
) -> dict[str, float]:
    wanted = {pair for pair, found in gold.items() if found & set(names)}
    predicted = {pair for pair, found in given.items() if found & set(names)}
    tally = Tally(len(wanted & predicted), len(predicted), len(wanted))
    rates = {"p": tally.precision, "r": tally.recall, "f1": tally.f1}
    return {
        **{name: round(rate, 1) for name, rate in rates.items()},
        "gold": len(wanted),
        "predicted": len(predicted),
    }


def _key(value: Sequence[str]) -> Key:
    return value[0], value[1]
