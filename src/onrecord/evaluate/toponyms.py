"""Corpora of toponyms: GeoVirus, GeoWebNews and LGL as their makers publish them.

Gritta, Pilehvar and Collier 2019, "A Pragmatic Guide to Geoparsing Evaluation";
LGL: Lieberman, Samet and Sankaranarayanan 2010.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.record import Span
from onrecord.record.errors import EvaluationError

_SHIFTS = (0, -1, 1)  # GeoVirus counts characters from one


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A name with its span; coordinates in degrees, None where the corpus gives none."""

    name: str
    span: Span
    lat: float | None
    lon: float | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One text of a corpus with its toponyms."""

    id: str
    text: str
    toponyms: tuple[GoldToponym, ...]

    @property
    def half(self) -> str:
        """`tuned` for the articles that rules and weights were made on, `unseen` for the others.

        By the first digit of the SHA-1 of the article's id.
        """
        return (
            "tuned"
            if hashlib.sha1(self.id.encode(), usedforsecurity=False).hexdigest()[0] < "8"
            else "unseen"
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of articles; `peoples` says whether adjectives ("Russian") count as toponyms in it."""

    name: str
    peoples: bool
    articles: tuple[Article, ...]


def read_corpus(path: Path) -> Corpus:
    """Reads one XML file; raises `EvaluationError` for one that is no corpus of toponyms."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise EvaluationError(
            f"cannot read {path} ({error})", "an XML file of articles with toponyms"
        ) from None
    articles = tuple(_article(node, number) for number, node in enumerate(root.iter("article")))
    if not any(a.toponyms for a in articles):
        raise EvaluationError(
            f"{path} has no toponyms",
            "GeoVirus, GeoWebNews or LGL as XML",
            "see the Pragmatic Guide to Geoparsing",
        )
    return Corpus(path.stem, root.find(".//location") is None, articles)


def _article(node: ElementTree.Element, number: int) -> Article:
    text = node.findtext("text") or ""
    name = node.get("docid") or node.get("file") or str(number)
    found = sorted(_toponyms(node, text), key=lambda t: t.span)
    kept: list[GoldToponym] = []
    for toponym in found:
        if not kept or toponym.span != kept[-1].span:
            kept.append(toponym)
    return Article(name, text, tuple(kept))


def _toponyms(node: ElementTree.Element, text: str) -> Iterator[GoldToponym]:
    for item in (*node.iter("location"), *node.iter("toponym")):
        name = item.findtext("name") or item.findtext("extractedName") or item.findtext("phrase") or ""
        lat = item.findtext(".//lat") or item.findtext("latitude")
        lon = item.findtext(".//lon") or item.findtext("longitude")
        kind = item.findtext("type") or ""
        if kind and lat is None:  # GeoWebNews annotates more than toponyms
            continue
        start = int(item.findtext("start") or 0)
        span = next(
            (s for d in _SHIFTS if text[(s := Span(start + d, start + d + len(name))).start : s.end] == name),
            None,
        )
        if span:
            yield GoldToponym(name, span, float(lat) if lat else None, float(lon) if lon else None, kind)
