"""Events: types and parties against annotated sentences.

The corpus is JSON lines of `sentence`, `actor`, `recipient`, `root` (PLV of
Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot
Political Relation Classification", ACL 2024). Rows of one sentence are one
case; any of their actors and recipients is right.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluate.corpus import digest_of
from onrecord.interpret.event_model import EventModel, shipped
from onrecord.interpret.events import read_sentence
from onrecord.record.errors import EvaluationError

TEST_SHARE = 5
"""One sentence in five is kept from training, by the hash of the sentence."""

_FIELDS = ("sentence", "actor", "recipient", "root")
_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence with its root class and all parties its rows name."""

    sentence: str
    root: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether it is of the test part."""
        digest = hashlib.sha1(self.sentence.encode(), usedforsecurity=False).hexdigest()
        return int(digest[:8], 16) % TEST_SHARE == 0


def read_cases(path: Path) -> list[Case]:
    """The cases of a corpus file, packed if it ends in .gz, in its order.

    Raises `EvaluationError` where it is missing or not as described.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
        for line in lines:
            row = json.loads(line)
            rows.setdefault(row["sentence"], []).append({name: row[name] for name in _FIELDS})
    except OSError as error:
        raise EvaluationError(
            f"{path} cannot be read ({error.strerror or error})", "JSON lines of sentences"
        ) from None
    except UnicodeDecodeError:
        raise EvaluationError(f"{path} is no text in UTF-8", f"JSON lines of {', '.join(_FIELDS)}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"{path} is no corpus of events ({error!r})", f"JSON lines of {', '.join(_FIELDS)}"
        ) from None
    if not rows:
        raise EvaluationError(f"{path} holds no sentence", f"JSON lines of {', '.join(_FIELDS)}")
    return [
        Case(s, r[0]["root"], tuple(x["actor"] for x in r), tuple(x["recipient"] for x in r))
        for s, r in rows.items()
    ]


def evaluate_events(
    path: Path, *, everything: bool = False, model: EventModel | None = None, scores: Path | None = None
) -> dict[str, Any]:
    """Scores types, what is left undecided, and parties on the test part, or on `everything`.

    Rates are in per cent. `scores` names a JSON file to write.
    """
    model = model or shipped()
    cases = [case for case in read_cases(path) if everything or case.kept]
    readings = [read_sentence(case.sentence, model) for case in cases]
    found: dict[str, Any] = {
        "corpus_sha256": digest_of([path]),
        "model": model.version,
        "sentences": len(cases),
        "types": score_types([(c.root, r.likeliest) for c, r in zip(cases, readings, strict=True)]),
        "told": score_types([(c.root, r.type) for c, r in zip(cases, readings, strict=True)]),
        "actor": score_parties((c.actors, r.actor) for c, r in zip(cases, readings, strict=True)),
        "recipient": score_parties((c.recipients, r.recipient) for c, r in zip(cases, readings, strict=True)),
    }
    if scores:
        scores.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return found


def score_types(pairs: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    """Accuracy, macro-F1 over the gold classes, precision of those told, and each class by itself."""
    pairs = list(pairs)
    gold, told = Counter(g for g, _ in pairs), Counter(t for _, t in pairs if t)
    right = Counter(g for g, t in pairs if g == t)
    classes = {
        name: {**_rates(right[name], told[name], gold[name]), "gold": gold[name]} for name in sorted(gold)
    }
    return {
        "accuracy": _share(right.total(), len(pairs)),
        "macro_f1": round(sum(c["f1"] for c in classes.values()) / len(classes), 1) if classes else 0.0,
        "told": _share(told.total(), len(pairs)),
        "precision": _share(right.total(), told.total()),
        "classes": classes,
    }


def score_parties(pairs: Iterable[tuple[tuple[str, ...], str | None]]) -> dict[str, float]:
    """Token F1 over all sentences (none told counts 0), the share told, and token F1 of those told."""
    pairs = list(pairs)
    shared = [max(token_f1(gold, told) for gold in golds) if told else None for golds, told in pairs]
    given = [value for value in shared if value is not None]
    return {
        "token_f1": _share(sum(given), len(pairs)),
        "told": _share(len(given), len(pairs)),
        "token_f1_of_told": _share(sum(given), len(given)),
    }


def token_f1(a: str, b: str) -> float:
    """F1 of the words of two phrases, articles and case left out; 0 … 1."""
    x, y = (Counter(w for w in re.findall(r"\w+", s.lower()) if w not in _ARTICLES) for s in (a, b))
    common = (x & y).total()
    return 2 * common / (x.total() + y.total()) if common else 0.0


def _rates(right: int, told: int, gold: int) -> dict[str, float]:
    return {"p": _share(right, told), "r": _share(right, gold), "f1": _share(2 * right, told + gold)}


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
